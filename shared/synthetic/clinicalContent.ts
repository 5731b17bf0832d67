import { allergenByCode } from '../clinical/catalogue/allergens.ts';
import { orderableByCode } from '../clinical/catalogue/orderables.ts';
import type { FieldsOf } from '../records/kinds.ts';

type Dosage = NonNullable<FieldsOf<'order'>['dosage']>;

/** What may stand in an order: the item as the catalogue names it, and a usual dose for adults. */
export interface OrderedItem {
  readonly category: 'medication' | 'laboratory';
  readonly item: FieldsOf<'order'>['item'];
  readonly dosage?: Dosage;
}

const timesPerDay = (times: number) => ({ kind: 'timesPerDay', times }) as const;

function drug(code: string, dosage: Dosage): OrderedItem {
  const orderable = orderableByCode(code);
  if (orderable?.kind !== 'drug') throw new Error(`the catalogue has no drug ${code}`);
  const item = { code, display: orderable.name.vi, form: orderable.form.vi };
  return { category: 'medication', item, dosage };
}

function laboratory(code: string): OrderedItem {
  const orderable = orderableByCode(code);
  if (orderable?.kind !== 'test') throw new Error(`the catalogue has no test ${code}`);
  return { category: 'laboratory', item: { code, display: orderable.name.vi } };
}

/** Codes of the sample catalogue; doses are examples for screens, not advice. */
export const orderedItems = {
  paracetamol: drug('paracetamol-tablet', {
    amount: '500',
    unit: 'mg',
    route: 'oral',
    timing: { kind: 'everyHours', hours: 6 },
    asNeededFor: 'sốt từ 38,5 độ hoặc đau',
    durationDays: 3,
  }),
  ceftriaxone: drug('ceftriaxone-powder-for-injection', {
    amount: '1',
    unit: 'g',
    route: 'intravenous',
    timing: timesPerDay(2),
    durationDays: 7,
  }),
  levofloxacin: drug('levofloxacin-tablet', {
    amount: '500',
    unit: 'mg',
    route: 'oral',
    timing: timesPerDay(1),
    durationDays: 7,
  }),
  furosemide: drug('furosemide-injection', {
    amount: '20',
    unit: 'mg',
    route: 'intravenous',
    timing: timesPerDay(2),
    durationDays: 3,
  }),
  amlodipine: drug('amlodipine-tablet', {
    amount: '5',
    unit: 'mg',
    route: 'oral',
    timing: { kind: 'timesOfDay', at: ['08:00'] },
    durationDays: 14,
  }),
  metformin: drug('metformin-tablet', {
    amount: '500',
    unit: 'mg',
    route: 'oral',
    timing: timesPerDay(2),
    durationDays: 14,
  }),
  omeprazole: drug('omeprazole-powder-for-injection', {
    amount: '40',
    unit: 'mg',
    route: 'intravenous',
    timing: timesPerDay(2),
    durationDays: 3,
  }),
  salbutamol: drug('salbutamol-nebuliser-solution', {
    amount: '2.5',
    unit: 'mg',
    route: 'inhaled',
    timing: { kind: 'everyHours', hours: 6 },
    durationDays: 3,
  }),
  enoxaparin: drug('enoxaparin-pre-filled-syringe', {
    amount: '40',
    unit: 'mg',
    route: 'subcutaneous',
    timing: timesPerDay(1),
    durationDays: 5,
  }),
  sodiumChloride: drug('sodium-chloride-infusion', {
    amount: '500',
    unit: 'mL',
    route: 'intravenousInfusion',
    timing: timesPerDay(1),
    durationDays: 2,
  }),
  oralRehydration: drug('oral-rehydration-salts-sachet', {
    amount: '1',
    unit: 'sachet',
    route: 'oral',
    timing: timesPerDay(4),
    durationDays: 3,
  }),
  bloodCount: laboratory('lab-full-blood-count'),
  electrolytes: laboratory('lab-electrolytes'),
  creatinine: laboratory('lab-creatinine'),
  glucose: laboratory('lab-glucose'),
  crp: laboratory('lab-crp'),
} as const satisfies Record<string, OrderedItem>;

export type ItemName = keyof typeof orderedItems;

/** Short text as on a board, ICD-10 code with the dot, why the patient came, what is ordered. */
type Problem = readonly [text: string, code: string, reason: string, items: readonly ItemName[]];

/** For what patients of other wards and of the clinic come. */
export const problems: Readonly<
  Record<'outpatient' | 'NGOAI' | 'NHI' | 'SAN' | 'CC', readonly Problem[]>
> = {
  outpatient: [
    ['Tăng huyết áp vô căn', 'I10', 'Khám định kỳ huyết áp', ['amlodipine']],
    ['Đái tháo đường típ 2', 'E11.9', 'Tái khám đường huyết', ['metformin', 'glucose']],
    ['Viêm họng cấp', 'J02.9', 'Đau họng, sốt nhẹ', ['paracetamol']],
    ['Viêm dạ dày', 'K29.7', 'Đau thượng vị', []],
    ['Đau thắt lưng', 'M54.5', 'Đau lưng sau lao động', ['paracetamol']],
    ['Viêm mũi họng cấp', 'J00', 'Ho, chảy nước mũi', ['paracetamol']],
    ['Thoái hoá khớp gối', 'M17.9', 'Đau khớp gối', ['paracetamol']],
  ],
  NGOAI: [
    [
      'Viêm ruột thừa cấp',
      'K35.8',
      'Đau hố chậu phải',
      ['ceftriaxone', 'paracetamol', 'bloodCount'],
    ],
    ['Gãy đầu dưới xương quay', 'S52.5', 'Ngã chống tay', ['paracetamol']],
    ['Thoát vị bẹn phải', 'K40.9', 'Khối phồng vùng bẹn', ['bloodCount']],
    ['Sỏi niệu quản', 'N20.1', 'Cơn đau quặn thận', ['paracetamol', 'creatinine']],
    ['Áp xe phần mềm', 'L02.9', 'Sưng đau cẳng chân', ['ceftriaxone']],
  ],
  NHI: [
    ['Viêm phế quản phổi', 'J18.0', 'Sốt, ho, thở nhanh', ['bloodCount', 'crp']],
    ['Tiêu chảy cấp', 'A09', 'Đi ngoài phân lỏng, nôn', ['oralRehydration', 'electrolytes']],
    ['Sốt xuất huyết Dengue', 'A97.0', 'Sốt cao ngày thứ 3', ['bloodCount']],
    ['Tay chân miệng độ 1', 'B08.4', 'Loét miệng, ban tay chân', []],
  ],
  SAN: [
    ['Thai 39 tuần, chuyển dạ', 'O80.0', 'Đau bụng từng cơn', ['bloodCount']],
    ['Sau mổ lấy thai ngày 2', 'O82.0', 'Theo dõi sau mổ', ['ceftriaxone', 'paracetamol']],
    ['Nghén nặng', 'O21.1', 'Nôn nhiều', ['sodiumChloride', 'electrolytes']],
  ],
  CC: [
    ['Phản vệ độ 2', 'T78.2', 'Nổi mẩn, khó thở sau ăn', ['sodiumChloride']],
    ['Chấn thương đầu nhẹ', 'S09.9', 'Tai nạn giao thông', ['paracetamol']],
    ['Cơn hen cấp', 'J45.9', 'Khó thở', ['salbutamol']],
  ],
};

/** An allergy as people tell of it, and which of the items above it speaks against. */
export interface KnownAllergy {
  readonly substance: string;
  readonly substanceCode: string;
  readonly reaction: string;
  readonly weight: number;
  readonly against: readonly ItemName[];
}

function allergicTo(
  substanceCode: string,
  reaction: string,
  weight: number,
  ...against: readonly ItemName[]
): KnownAllergy {
  const allergen = allergenByCode(substanceCode);
  if (!allergen) throw new Error(`the catalogue has no allergen ${substanceCode}`);
  return { substance: allergen.name.vi, substanceCode, reaction, weight, against };
}

export const knownAllergies: readonly KnownAllergy[] = [
  allergicTo('penicillins', 'Nổi mề đay', 30, 'ceftriaxone'),
  allergicTo('amoxicillin', 'Ban đỏ toàn thân', 12, 'ceftriaxone'),
  allergicTo('ceftriaxone', 'Khó thở, tụt huyết áp', 8, 'ceftriaxone'),
  allergicTo('sulfamethoxazole-trimethoprim', 'Ban đỏ, loét miệng', 10),
  allergicTo('acetylsalicylic-acid', 'Co thắt phế quản', 10),
  allergicTo('ibuprofen', 'Phù mi mắt', 8),
  allergicTo('shrimp-crab', 'Ngứa, nổi mẩn', 14),
  allergicTo('iodinated-contrast', 'Nôn, nổi mẩn', 5),
  allergicTo('peanut', 'Phù môi', 3),
];
