import type { ItemName } from './clinicalContent.ts';

/** One patient of the general internal ward: the cast that demonstrations and pictures show. */
export interface WardPatient {
  readonly bed: string;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly ageYears: number;
  readonly diagnosis: string;
  /** ICD-10 with the dot. */
  readonly code: string;
  readonly allergy: 'recorded' | 'noneKnown' | 'notAsked';
  readonly items: readonly ItemName[];
}

type Row = readonly [
  bed: string,
  name: string,
  ageAndSex: string,
  diagnosis: string,
  code: string,
  allergy: 'DƯ' | '-' | '?',
  items: string,
];

const rows: readonly Row[] = [
  [
    '01',
    'Trần Văn Lượng',
    '78 nam',
    'Đợt cấp COPD',
    'J44.1',
    'DƯ',
    'salbutamol levofloxacin bloodCount',
  ],
  [
    '02',
    'Hoàng Thị Mây',
    '64 nữ',
    'Nhiễm khuẩn huyết',
    'A41.9',
    '-',
    'ceftriaxone sodiumChloride crp',
  ],
  [
    '03',
    'Nông Văn Thắng',
    '55 nam',
    'Xuất huyết tiêu hoá',
    'K92.2',
    '-',
    'omeprazole sodiumChloride bloodCount',
  ],
  ['04', 'Phạm Thị Ngọc Ánh', '47 nữ', 'Suy thận cấp', 'N17.9', '-', 'creatinine electrolytes'],
  ['05', 'Lò Văn Pành', '71 nam', 'Suy tim, phù phổi', 'I50.1', 'DƯ', 'furosemide electrolytes'],
  ['06', 'Vi Thị Hạnh', '82 nữ', 'Viêm phổi hít', 'J69.0', '-', 'ceftriaxone crp'],
  ['07', 'Bế Thị Duyên', '60 nữ', 'Cơn tăng huyết áp', 'I10', '-', 'amlodipine'],
  [
    '08',
    'Nguyễn Thị Hoà',
    '69 nữ',
    'Viêm phổi cộng đồng',
    'J18.9',
    'DƯ',
    'levofloxacin paracetamol bloodCount crp',
  ],
  ['09', 'Đặng Thị Bưởi', '58 nữ', 'Đái tháo đường típ 2', 'E11.9', '-', 'metformin glucose'],
  ['10', 'Lương Thị Khoẻ', '66 nữ', 'Xơ gan, cổ trướng', 'K74.6', 'DƯ', 'furosemide electrolytes'],
  ['11', 'Bùi Thị Tuyết Nhung', '39 nữ', 'Viêm thận bể thận', 'N10', '-', 'ceftriaxone creatinine'],
  ['12', 'Hoàng Văn Páo', '68 nam', 'Huyết khối chân trái', 'I80.2', '-', 'enoxaparin bloodCount'],
  [
    '12',
    'Triệu Quang Sơn',
    '44 nam',
    'Viêm tuỵ cấp, nhẹ',
    'K85.9',
    '-',
    'sodiumChloride omeprazole',
  ],
  ['13', 'Lý Văn Sính', '73 nam', 'Thiếu máu', 'D64.9', '-', 'bloodCount'],
  ['14', 'Đỗ Hữu Phước', '50 nam', 'Dengue, ngày 5', 'A97.0', 'DƯ', 'oralRehydration bloodCount'],
  ['15', 'Giàng A Chứ', '35 nam', 'Sốt mò', 'A75.3', '-', 'paracetamol bloodCount'],
  ['16', 'Trịnh Đình Kiều', '62 nam', 'Hen, cơn vừa', 'J45.9', 'DƯ', 'salbutamol'],
  ['17', 'Ngô Xuân Trường', '70 nam', 'Nhồi máu não', 'I63.9', '-', 'amlodipine glucose'],
  ['18', 'Vàng Thị Dợ', '29 nữ', 'Viêm gan B cấp', 'B16.9', '-', 'bloodCount'],
  ['19', 'Lê Thị Quyết', '76 nữ', 'Rung nhĩ nhanh', 'I48.9', 'DƯ', 'enoxaparin electrolytes'],
  ['20', 'Mai Thị Lành', '85 nữ', 'Mất nước, lú lẫn', 'E86', '?', 'sodiumChloride electrolytes'],
  ['21', 'Phùng Thị Kiên', '53 nữ', 'Loét tá tràng', 'K26.9', '-', 'omeprazole'],
  ['22', 'Dương Thị Nguyệt', '67 nữ', 'Suy tim EF bảo tồn', 'I50.9', '-', 'furosemide'],
  ['23', 'Hứa Thị Bảo', '48 nữ', 'Gút cấp, béo phì', 'M10.9', 'DƯ', 'creatinine'],
  ['24', 'Tô Thị Lụa', '74 nữ', 'COPD, chờ ra viện', 'J44.9', '-', 'salbutamol'],
  ['25', 'Chu Thị Nghĩa', '61 nữ', 'Viêm phổi, cúm A', 'J10.0', '-', 'paracetamol crp'],
  ['26', 'Đinh Thị Phượng', '56 nữ', 'Cường giáp', 'E05.9', '-', 'bloodCount'],
  ['27', 'Nguyễn Thị Hoa', '70 nữ', 'Đau thắt ngực', 'I20.9', '-', 'enoxaparin amlodipine'],
  ['28', 'Vũ Thị Cường', '42 nữ', 'Áp xe gan', 'K75.0', '-', 'ceftriaxone crp'],
  ['29', 'Sùng Thị Máy', '31 nữ', 'Sốt chưa rõ', 'R50.9', '?', 'paracetamol bloodCount crp'],
  ['30', 'Cao Bá Lộc', '65 nam', 'Lao phổi AFB (+)', 'A15.0', '-', ''],
  ['31', 'Hà Thị Thơm', '59 nữ', 'Lao phổi, chờ kháng', 'A15.0', 'DƯ', 'bloodCount'],
  ['32', 'Quách Văn Tám', '72 nam', 'Tràn dịch màng phổi', 'J90', '-', 'furosemide'],
  ['33', 'Lục Thị Én', '24 nữ', 'Thuỷ đậu bội nhiễm', 'B01.8', '-', 'paracetamol'],
  ['34', 'Đàm Văn Hiếu', '33 nam', 'Sởi, sốt ngày 4', 'B05.9', '-', 'paracetamol'],
  ['35', 'Nguyễn Ngọc Bích Trâm', '27 nữ', 'Quai bị', 'B26.9', '-', 'paracetamol'],
];

const allergyOf = { DƯ: 'recorded', '-': 'noneKnown', '?': 'notAsked' } as const;

/** 36 patients in 35 beds; two of like name, one shared bed. All invented. */
export const internalWardPatients: readonly WardPatient[] = rows.map(
  ([bed, name, ageAndSex, diagnosis, code, allergy, items]) => ({
    bed,
    name,
    sex: ageAndSex.endsWith('nam') ? 'male' : 'female',
    ageYears: Number.parseInt(ageAndSex, 10),
    diagnosis,
    code,
    allergy: allergyOf[allergy],
    items: items === '' ? [] : (items.split(' ') as ItemName[]),
  }),
);
