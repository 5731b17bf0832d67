import type { Random } from '../../../shared/synthetic/random.ts';

/** Somebody as they are, before any desk wrote them down. */
export interface RegistryPerson {
  readonly person: string;
  readonly household: string;
  readonly name: string;
  /** What people call them at home; some desks write it beside or in the place of the name. */
  readonly homeName: string;
  readonly male: boolean;
  readonly born: { readonly year: number; readonly month: number; readonly day: number };
  readonly phone: string;
  /** Before and after the units of 2025. */
  readonly address: { readonly old: string; readonly now: string };
  readonly cccd: string;
  readonly cmnd: string;
  readonly bhxh: string;
}

const words = (text: string): readonly string[] => text.split(' ');

/** Shares by what voters' lists of south and north print; not the list of the invented hospital. */
const families: readonly (readonly [string, number])[] = [
  ['Nguyễn', 38],
  ['Trần', 12],
  ['Lê', 9.5],
  ['Phạm', 7],
  ['Huỳnh', 3],
  ['Hoàng', 2.5],
  ['Phan', 4.5],
  ['Võ', 2.5],
  ['Vũ', 2],
  ['Đặng', 2.1],
  ['Bùi', 2],
  ['Đỗ', 1.4],
  ['Hồ', 1.3],
  ['Ngô', 1.3],
  ['Dương', 1],
  ['Lý', 0.8],
  ['Châu', 0.4],
  ['Lâm', 0.7],
  ['Trương', 2.2],
  ['Lương', 0.8],
  ['Thạch', 0.4],
  ['Mạc', 0.2],
  ['Kiều', 0.3],
  ['Tôn', 0.2],
];
const middles = {
  male: words(
    'Văn Văn Văn Văn Văn Văn Hữu Hữu Thanh Minh Quốc Hoàng Ngọc Tấn Công Trọng Bá Đăng Phước Vĩnh',
  ),
  female: words(
    'Thị Thị Thị Thị Thị Thị Thị Ngọc Kim Mỹ Thuý Hồng Bích Phương Diễm Thanh Tường Ánh Như Bảo',
  ),
};
const givens = {
  male: words(
    'Tâm Hùng Dũng Sơn Long Phúc Lợi Tài Nhân Nghĩa Tín Trí Khoa Khang Bảo Hậu Thành Đạt Phát Thuận Hoà Bình Tuấn Tú Kiệt Lộc Quý Sang Trung Chung Đông Năm Sáu Bảy Tám Út Hiền Hải Hà Giang Trường Toàn Thiện Thọ Phương Vinh Việt Quân Quang Nhật Luân Lâm Nam Minh Mạnh Duy Danh Cảnh Chính Cường',
  ),
  female: words(
    'Lan Hoa Hương Huệ Cúc Mai Đào Liễu Hạnh Phượng Loan Yến Oanh Nga Hằng Nguyệt Tuyết Vân Thuỷ Thu Xuân Hạ Trang Trâm Trinh Thảo My Vy Nhi Như Ngân Kiều Diễm Dung Hà Giang Hiền Hậu Lành Lệ Lài Lựu Năm Sáu Bảy Tám Út Bé Gái Đẹp Xinh Sương Thắm Thơm Tươi Sen Súng Quyên Uyên',
  ),
};
const homeNames = words('Tí Tèo Cu Bi Bông Mít Na Hai Ba Tư Năm Út Bé Ngố Sún Còi Mập Tôm Cua Ổi');

const provinces = [
  ['Vĩnh Long', '086'],
  ['Bến Tre', '083'],
  ['Thanh Hoá', '038'],
  ['Nghệ An', '040'],
  ['Hưng Yên', '033'],
  ['Phú Thọ', '025'],
  ['Đắk Lắk', '066'],
] as const;
const communeFirst = words('Tân Bình Long Phú An Hoà Mỹ Vĩnh Thạnh Xuân Đông Yên Quảng Hải');
const communeSecond = words('Hưng Thới Lộc Phong Trung Thành Sơn Lợi Khánh Nghĩa Đức Giang Tiến');

/** People in households of one district, until there are this many or a few more. */
export function registryPeople(random: Random, count: number): readonly RegistryPerson[] {
  const communes = Array.from({ length: 40 }, () => {
    const [province, code] = random.pick(provinces);
    const name = () => `${random.pick(communeFirst)} ${random.pick(communeSecond)}`;
    const district = `huyện ${name()}`;
    return { name: name(), joined: name(), district, province, code };
  });
  const people: RegistryPerson[] = [];
  let number = 0;
  const phone = () =>
    `0${random.pick(['32', '33', '70', '76', '90', '91', '98'])}${random.digits(7)}`;
  while (people.length < count) {
    const commune = random.pick(communes);
    const hamlet = `${random.pick(['ấp', 'thôn', 'xóm', 'khu phố'])} ${
      random.chance(0.6) ? random.whole(1, 12) : random.pick(communeSecond)
    }`;
    const house = random.chance(0.25) ? `${random.whole(1, 400)}, ` : '';
    const address = {
      old: `${house}${hamlet}, xã ${commune.name}, ${commune.district}, tỉnh ${commune.province}`,
      now: `${house}${hamlet}, xã ${commune.joined}, tỉnh ${commune.province}`,
    };
    const household = `h${people.length}`;
    const homePhone = phone();
    const add = (family: string, male: boolean, year: number, twinOf?: RegistryPerson) => {
      const sex = male ? 'male' : 'female';
      const born = twinOf?.born ?? { year, month: random.whole(1, 12), day: random.whole(1, 28) };
      const middle = twinOf?.name.split(' ')[1] ?? random.pick(middles[sex]);
      number += 1;
      const century = (year < 2000 ? 0 : 2) + (male ? 0 : 1);
      const person: RegistryPerson = {
        person: `p${number}`,
        household,
        name: `${family} ${middle} ${
          !male && middle === 'Thị' && random.chance(0.25) ? `${random.pick(middles.female)} ` : ''
        }${random.pick(givens[sex])}`,
        homeName: random.pick(homeNames),
        male,
        born,
        phone: year > 2010 || random.chance(0.25) ? homePhone : phone(),
        address,
        cccd: `${commune.code}${century}${String(year).slice(2)}${random.digits(6)}`,
        cmnd: random.digits(9),
        bhxh: random.digits(10),
      };
      people.push(person);
      return person;
    };
    const fatherYear = random.whole(1938, 2000);
    const family = random.weighted(families);
    const father = add(family, true, fatherYear);
    if (random.chance(0.85))
      add(random.weighted(families), false, fatherYear + random.whole(-3, 8));
    for (
      let child = random.weighted([
        [0, 2],
        [1, 3],
        [2, 4],
        [3, 2],
      ] as const);
      child > 0;
      child -= 1
    ) {
      const year = fatherYear + random.whole(20, 38);
      if (year > 2025) continue;
      const male = random.chance(0.5);
      const one = add(family, male, year);
      if (random.chance(0.02)) add(family, male, year, one);
      // A son who was given his father's name.
      else if (male && random.chance(0.03))
        people[people.length - 1] = { ...one, name: father.name };
    }
    if (random.chance(0.2) && fatherYear > 1960)
      add(family, false, fatherYear - random.whole(20, 35));
  }
  return people;
}
