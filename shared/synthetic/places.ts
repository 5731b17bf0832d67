import type { Random } from './random.ts';

/**
 * Provinces of 2025 with their present code (insurance cards) and with the codes of the old
 * provinces in them, which stay in personal numbers (vietnam.md 1.2). Communes and hamlets are invented.
 */
const provinces = [
  {
    name: 'tỉnh Thái Nguyên',
    code: '19',
    oldCodes: ['019', '006'],
    communes: [
      'xã Phiêng Ngàn',
      'xã Nà Khuông',
      'xã Bản Lằng',
      'xã Khau Mạ',
      'xã Đông Vân Sơn',
      'xã Thượng Lâm Hà',
      'phường Bắc Phiêng',
    ],
    weight: 82,
  },
  {
    name: 'tỉnh Tuyên Quang',
    code: '08',
    oldCodes: ['008', '002'],
    communes: ['xã Khuổi Sao', 'xã Nậm Lương'],
    weight: 7,
  },
  {
    name: 'tỉnh Cao Bằng',
    code: '04',
    oldCodes: ['004'],
    communes: ['xã Lũng Pán', 'xã Đồng Khau'],
    weight: 5,
  },
  {
    name: 'tỉnh Lạng Sơn',
    code: '20',
    oldCodes: ['020'],
    communes: ['xã Bình Lương Khê'],
    weight: 4,
  },
  {
    name: 'thành phố Hà Nội',
    code: '01',
    oldCodes: ['001'],
    communes: ['phường Yên Thượng Hà'],
    weight: 2,
  },
] as const;

/** All of them, with the code of their province. */
export const inventedCommunes: readonly { readonly name: string; readonly provinceCode: string }[] =
  provinces.flatMap(({ code, communes }) => communes.map((name) => ({ name, provinceCode: code })));

const hamlets = [
  'Thôn Nà Pục',
  'Thôn Khuổi Lót',
  'Thôn Bản Mạ',
  'Thôn Đồng Tâm 2',
  'Thôn Lũng Sang',
  'Thôn Nà Vường',
  'Thôn Phiêng Lầu',
  'Thôn Pác Khoang',
  'Tổ dân phố 1',
  'Tổ dân phố 3',
  'Tổ dân phố 7',
  'Xóm Cốc Mười',
  'Xóm Đèo Vai',
] as const;

export interface SyntheticPlace {
  readonly address: string;
  /** Two digits, on insurance cards. */
  readonly provinceCode: string;
  /** Three digits, at the head of personal numbers registered here. */
  readonly birthProvinceCode: string;
}

const weighted = provinces.map((province) => [province, province.weight] as const);

export function syntheticPlace(random: Random): SyntheticPlace {
  const province = random.weighted(weighted);
  return {
    address: `${random.pick(hamlets)}, ${random.pick<string>(province.communes)}, ${province.name}`,
    provinceCode: province.code,
    birthProvinceCode: random.pick<string>(province.oldCodes),
  };
}
