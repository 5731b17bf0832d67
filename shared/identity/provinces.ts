import { foldText } from '../clinical/foldText.ts';

/** A province since 01/07/2025, with the names that were joined in it: older cards have those. */
export interface Province {
  readonly code: string;
  readonly name: string;
  readonly formerNames: readonly string[];
}

/** The 34 provinces (resolution 202/2025/QH15); codes as in the insurance tables. */
export const provinces: readonly Province[] = [
  province('01', 'Hà Nội'),
  province('04', 'Cao Bằng'),
  province('08', 'Tuyên Quang', 'Hà Giang'),
  province('11', 'Điện Biên'),
  province('12', 'Lai Châu'),
  province('14', 'Sơn La'),
  province('15', 'Lào Cai', 'Yên Bái'),
  province('19', 'Thái Nguyên', 'Bắc Kạn', 'Bắc Cạn'),
  province('20', 'Lạng Sơn'),
  province('22', 'Quảng Ninh'),
  province('24', 'Bắc Ninh', 'Bắc Giang'),
  province('25', 'Phú Thọ', 'Vĩnh Phúc', 'Hòa Bình'),
  province('31', 'Hải Phòng', 'Hải Dương'),
  province('33', 'Hưng Yên', 'Thái Bình'),
  province('37', 'Ninh Bình', 'Hà Nam', 'Nam Định'),
  province('38', 'Thanh Hóa'),
  province('40', 'Nghệ An'),
  province('42', 'Hà Tĩnh'),
  province('44', 'Quảng Trị', 'Quảng Bình'),
  province('46', 'Huế', 'Thừa Thiên Huế'),
  province('48', 'Đà Nẵng', 'Quảng Nam'),
  province('51', 'Quảng Ngãi', 'Kon Tum'),
  province('52', 'Gia Lai', 'Bình Định'),
  province('56', 'Khánh Hòa', 'Ninh Thuận'),
  province('66', 'Đắk Lắk', 'Phú Yên'),
  province('68', 'Lâm Đồng', 'Đắk Nông', 'Bình Thuận'),
  province('75', 'Đồng Nai', 'Bình Phước'),
  province('79', 'Hồ Chí Minh', 'Bình Dương', 'Bà Rịa - Vũng Tàu'),
  province('80', 'Tây Ninh', 'Long An'),
  province('82', 'Đồng Tháp', 'Tiền Giang'),
  province('86', 'Vĩnh Long', 'Bến Tre', 'Trà Vinh'),
  province('91', 'An Giang', 'Kiên Giang'),
  province('92', 'Cần Thơ', 'Hậu Giang', 'Sóc Trăng'),
  province('96', 'Cà Mau', 'Bạc Liêu'),
];

function province(code: string, name: string, ...formerNames: readonly string[]): Province {
  return { code, name, formerNames };
}

/** An address as a card has it, as far as it can be placed. */
export interface Placed {
  readonly provinceCode: string;
  /**
   * It is of before July 2025: it has a former province or a district, and there are none any more.
   * The commune may have another name too.
   */
  readonly former: boolean;
  /** The commune as the address names it; undefined where none is named. */
  readonly commune: string | undefined;
}

/**
 * Places an address by its last part, the province; the commune is the part that says so. Undefined
 * where no province is named. Whoever registers confirms it.
 */
export function placeAddress(address: string): Placed | undefined {
  const parts = address.split(',').map((part) => part.trim());
  const named = provinceNamed(parts.at(-1) ?? '');
  if (!named) return undefined;
  const commune = parts.find((part) => /^(?:xã|phường|thị trấn|đặc khu)\s/iu.test(part));
  const former = named.former || districtOf(parts) !== undefined;
  return { provinceCode: named.code, former, commune };
}

/** The district that the parts of an address name before their province. */
export function districtOf(parts: readonly string[]): string | undefined {
  return parts
    .slice(0, -1)
    .findLast((part) => /^(?:huyện|quận|thị xã|thành phố|tp\.?)\s/iu.test(part.trim()));
}

/** The province of a code or a name, of today or of before 2025, with or without "tỉnh" before it. */
export function provinceNamed(
  said: string,
): { readonly code: string; readonly former: boolean } | undefined {
  return byFoldedName.get(foldText(said).replace(/^(?:tinh|thanh pho|tp) /, ''));
}

/** What is a province's name today stands for that one, whatever else had it before. */
const byFoldedName: ReadonlyMap<string, { readonly code: string; readonly former: boolean }> =
  new Map(
    [true, false].flatMap((former) =>
      provinces.flatMap(({ code, name, formerNames }) =>
        (former ? formerNames : [name, code]).map(
          (known) => [foldText(known), { code, former }] as const,
        ),
      ),
    ),
  );
