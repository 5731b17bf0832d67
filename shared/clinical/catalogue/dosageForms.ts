import type * as z from 'zod';
import type { dosage } from '../../records/order.ts';
import type { Localised } from '../language.ts';

export type DoseUnit = z.infer<typeof dosage>['unit'];
export type Route = z.infer<typeof dosage>['route'];

interface DosageForm extends Localised {
  /** Units in which a dose of this form can be given. */
  readonly units: readonly DoseUnit[];
  /** Usual routes; another one has to be confirmed by the prescriber. */
  readonly routes: readonly Route[];
}

const parenteral = ['intravenous', 'intravenousInfusion', 'intramuscular'] as const;

/** Dosage forms of the sample catalogue, with the units and the routes that fit them. */
export const dosageForms = {
  tablet: form('viên', 'tablet', ['mg', 'g', 'microgram', 'tablet'], ['oral']),
  capsule: form('viên nang', 'capsule', ['mg', 'g', 'microgram', 'capsule'], ['oral']),
  sachet: form('gói', 'sachet', ['mg', 'g', 'sachet'], ['oral']),
  'oral-liquid': form('dung dịch uống', 'oral liquid', ['mL', 'mg', 'g', 'drop'], ['oral']),
  'sublingual-tablet': form(
    'viên ngậm dưới lưỡi',
    'sublingual tablet',
    ['mg', 'tablet'],
    ['sublingual'],
  ),
  suppository: form('viên đạn', 'suppository', ['mg', 'g'], ['rectal']),
  injection: form(
    'ống tiêm',
    'injection',
    ['mg', 'g', 'microgram', 'mL', 'mmol', 'ampoule'],
    parenteral,
  ),
  'powder-for-injection': form('lọ bột tiêm', 'powder for injection', ['mg', 'g'], parenteral),
  infusion: form('dịch truyền', 'infusion', ['mg', 'g', 'mL', 'mmol'], ['intravenousInfusion']),
  'pre-filled-syringe': form(
    'bơm tiêm',
    'pre-filled syringe',
    ['mg', 'mL', 'unit'],
    ['subcutaneous'],
  ),
  'insulin-injection': form('thuốc tiêm', 'injection', ['unit'], ['subcutaneous']),
  'metered-inhaler': form(
    'bình xịt định liều',
    'metered inhaler',
    ['puff', 'microgram'],
    ['inhaled'],
  ),
  'nebuliser-solution': form(
    'dung dịch khí dung',
    'nebuliser solution',
    ['mg', 'microgram', 'mL', 'ampoule'],
    ['inhaled'],
  ),
  cream: form('kem bôi', 'cream', ['g'], ['topical']),
  'eye-drops': form('thuốc nhỏ mắt', 'eye drops', ['drop'], ['topical']),
} as const satisfies Record<string, DosageForm>;

export type DosageFormCode = keyof typeof dosageForms;

function form(
  vi: string,
  en: string,
  units: readonly DoseUnit[],
  usualRoutes: readonly Route[],
): DosageForm {
  return { vi, en, units, routes: usualRoutes };
}
