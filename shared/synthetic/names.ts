import type { Random } from './random.ts';

type Weighted = readonly (readonly [string, number])[];

interface NameStock {
  readonly families: Weighted;
  readonly male: { readonly middles: Weighted; readonly givens: readonly string[] };
  readonly female: { readonly middles: Weighted; readonly givens: readonly string[] };
}

const words = (text: string): string[] => text.split(' ');

const givenMale = words(
  'An Anh Bảo Bình Cường Chiến Công Dũng Duy Dương Đạt Đông Đức Giang Hà Hải Hậu Hiếu Hiệu Hoà Hoàn Hoàng Hùng Huy Hưng Kiên Khánh Khoa Khôi Lâm Linh Long Lộc Lượng Minh Nam Nghĩa Ngọc Nhân Phong Phú Phúc Phước Quân Quang Quý Sơn Tài Tâm Tân Thái Thành Thắng Thịnh Tiến Toàn Trung Trường Tú Tuấn Tùng Việt Vinh Vũ',
);
const givenFemale = words(
  'An Anh Ánh Bình Bích Chi Cúc Dung Duyên Giang Hà Hạnh Hằng Hiền Hoa Hoà Hoài Hồng Huệ Huyền Hương Hường Khánh Lan Lành Liên Linh Loan Lý Mai May Minh My Nga Ngân Ngọc Nguyệt Nhàn Nhung Oanh Phương Phượng Quyên Quỳnh Tâm Thanh Thảo Thoa Thơm Thu Thuý Thuỷ Trang Trâm Trinh Tuyết Uyên Vân Xuân Yến',
);

const kinh: NameStock = {
  families: [
    ['Nguyễn', 56],
    ['Trần', 11],
    ['Lê', 9],
    ['Phạm', 7],
    ['Hoàng', 4],
    ['Phan', 3],
    ['Vũ', 3.5],
    ['Đặng', 2.2],
    ['Bùi', 2.2],
    ['Đỗ', 1.8],
    ['Ngô', 1.4],
    ['Dương', 1.2],
    ['Hồ', 1],
    ['Đinh', 1],
    ['Đoàn', 0.8],
    ['Trịnh', 0.8],
    ['Mai', 0.6],
    ['Cao', 0.6],
    ['Tạ', 0.4],
    ['Chu', 0.4],
    ['Quách', 0.2],
    ['Tô', 0.3],
  ],
  male: {
    middles: [
      ['Văn', 40],
      ['Đức', 8],
      ['Hữu', 7],
      ['Quang', 6],
      ['Minh', 6],
      ['Xuân', 5],
      ['Đình', 5],
      ['Ngọc', 4],
      ['Quốc', 4],
      ['Gia', 3],
      ['Thanh', 3],
      ['Duy', 3],
    ],
    givens: givenMale,
  },
  female: {
    middles: [
      ['Thị', 52],
      ['Thị Ngọc', 4],
      ['Thị Thu', 4],
      ['Thị Thanh', 4],
      ['Ngọc', 6],
      ['Thu', 5],
      ['Thanh', 4],
      ['Minh', 3],
      ['Khánh', 3],
      ['Bảo', 2],
    ],
    givens: givenFemale,
  },
};

const plainMiddles = {
  male: [
    ['Văn', 70],
    ['Đình', 8],
    ['Quang', 8],
    ['Xuân', 6],
    ['Minh', 8],
  ],
  female: [
    ['Thị', 85],
    ['Thu', 6],
    ['Bích', 4],
    ['Thanh', 5],
  ],
} as const satisfies { male: Weighted; female: Weighted };

/** The common given names, and some that are this people's own. */
const plain = (
  families: Weighted,
  moreMale: string,
  moreFemale: string,
  middles: { male: Weighted; female: Weighted } = plainMiddles,
): NameStock => ({
  families,
  male: { middles: middles.male, givens: [...givenMale, ...words(moreMale)] },
  female: { middles: middles.female, givens: [...givenFemale, ...words(moreFemale)] },
});

/** Kinh, Tày, Nùng, Dao, Thái, H'Mông, each with its share in the hills of the north. */
const stocks: readonly (readonly [NameStock, number])[] = [
  [kinh, 66],
  [
    plain(
      [
        ['Nông', 26],
        ['Hoàng', 22],
        ['Nguyễn', 14],
        ['Ma', 9],
        ['Lương', 8],
        ['Bế', 7],
        ['Hà', 5],
        ['Đàm', 5],
        ['Triệu', 4],
      ],
      'Thắng Thuần Páo',
      'Mây Bưởi Viền Khuyên',
    ),
    13,
  ],
  [
    plain(
      [
        ['Nông', 20],
        ['Lương', 16],
        ['Hoàng', 16],
        ['Vi', 14],
        ['Lục', 10],
        ['Hứa', 9],
        ['Mông', 7],
        ['Chu', 4],
      ],
      'Sính Páo Lẩu',
      'Én Pàn Mủi',
    ),
    8,
  ],
  [
    plain(
      [
        ['Triệu', 26],
        ['Bàn', 24],
        ['Đặng', 18],
        ['Lý', 16],
        ['Phùng', 9],
        ['Chảo', 7],
      ],
      'Sinh Vảng Phúc',
      'Mui Mẩy Pham',
      {
        male: [
          ['Văn', 40],
          ['Tài', 15],
          ['Tiến', 15],
          ['Phúc', 10],
          ['Kim', 10],
        ],
        female: [
          ['Thị', 45],
          ['Mùi', 30],
          ['Tả', 10],
          ['Kim', 15],
        ],
      },
    ),
    5,
  ],
  [
    plain(
      [
        ['Lò', 32],
        ['Cầm', 12],
        ['Quàng', 14],
        ['Lường', 14],
        ['Cà', 12],
        ['Tòng', 10],
      ],
      'Pành Ín Phanh',
      'Ính Pâng Inh',
    ),
    4,
  ],
  [
    {
      families: [
        ['Giàng', 22],
        ['Vàng', 22],
        ['Sùng', 18],
        ['Thào', 12],
        ['Lầu', 10],
        ['Mùa', 8],
        ['Hờ', 5],
      ],
      male: {
        middles: [
          ['A', 78],
          ['Seo', 14],
          ['Mí', 8],
        ],
        givens: words('Chứ Páo Dơ Sính Lử Tủa Chinh Sình Vàng Dế Pó Súa Lềnh Của'),
      },
      female: {
        middles: [
          ['Thị', 70],
          ['Y', 15],
          ['Seo', 15],
        ],
        givens: words('Dợ Máy Mỷ Sua Dua Chư Pàng Xê Dính Súa Ly Mị Pà'),
      },
    },
    4,
  ],
];

export interface SyntheticName {
  readonly family: string;
  readonly middle: string;
  readonly given: string;
}

/** An invented name in its parts, as often as such names are met. */
export function syntheticName(random: Random, sex: 'male' | 'female'): SyntheticName {
  const stock = random.weighted(stocks);
  return nameFrom(random, stock, sex, random.weighted(stock.families));
}

/** A name of somebody of this family: middle and given name as they go with it. */
export function nameInFamily(
  random: Random,
  sex: 'male' | 'female',
  family: string,
): SyntheticName {
  const people = stocks.filter(([{ families }]) => families.some(([name]) => name === family));
  return nameFrom(random, random.weighted(people), sex, family);
}

function nameFrom(
  random: Random,
  stock: NameStock,
  sex: 'male' | 'female',
  family: string,
): SyntheticName {
  const half = stock[sex];
  const middle = random.weighted(half.middles);
  for (;;) {
    const given = random.pick(half.givens);
    // "Nguyễn Ngọc Ngọc" isn't given to anybody.
    if (given !== middle && given !== family && !middle.endsWith(` ${given}`)) {
      return { family, middle, given };
    }
  }
}

/** The whole name as written on a card, family name first. */
export function wholeName({ family, middle, given }: SyntheticName): string {
  return `${family} ${middle} ${given}`;
}
