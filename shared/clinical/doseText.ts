import type { RecordOf } from '../records/kinds.ts';
import { formatDecimal, noBreakSpace } from './formatDecimal.ts';
import type { Language, Localised } from './language.ts';

type Order = RecordOf<'order'>;
export type Dosage = NonNullable<Order['dosage']>;
export type OrderItem = Order['item'];
type Timing = Dosage['timing'];

/** A drug line in its parts, so that a screen can make the dose what the eye meets. */
export interface DrugLineParts {
  readonly name: string;
  readonly form: string | undefined;
  readonly dose: string;
  readonly route: string;
  /** How often, and what for when it is given as needed. */
  readonly frequency: string;
  readonly duration: string | undefined;
}

/** Units in words: nothing that ISMP lists as error-prone (U, IU, µg, mcg). */
export const unitNames: Readonly<Record<Dosage['unit'], Localised & { readonly enMany?: string }>> =
  {
    mg: { vi: 'mg', en: 'mg' },
    g: { vi: 'g', en: 'g' },
    microgram: { vi: 'microgam', en: 'microgram', enMany: 'micrograms' },
    mL: { vi: 'mL', en: 'mL' },
    unit: { vi: 'đơn vị', en: 'unit', enMany: 'units' },
    mmol: { vi: 'mmol', en: 'mmol' },
    tablet: { vi: 'viên', en: 'tablet', enMany: 'tablets' },
    capsule: { vi: 'viên nang', en: 'capsule', enMany: 'capsules' },
    sachet: { vi: 'gói', en: 'sachet', enMany: 'sachets' },
    ampoule: { vi: 'ống', en: 'ampoule', enMany: 'ampoules' },
    puff: { vi: 'nhát xịt', en: 'puff', enMany: 'puffs' },
    drop: { vi: 'giọt', en: 'drop', enMany: 'drops' },
  };

export const routeNames: Readonly<Record<Dosage['route'], Localised>> = {
  oral: { vi: 'uống', en: 'by mouth' },
  intravenous: { vi: 'tiêm tĩnh mạch', en: 'into a vein' },
  intravenousInfusion: { vi: 'truyền tĩnh mạch', en: 'infusion into a vein' },
  intramuscular: { vi: 'tiêm bắp', en: 'into a muscle' },
  subcutaneous: { vi: 'tiêm dưới da', en: 'under the skin' },
  inhaled: { vi: 'hít', en: 'inhaled' },
  rectal: { vi: 'đặt hậu môn', en: 'into the rectum' },
  topical: { vi: 'dùng tại chỗ', en: 'on the spot' },
  sublingual: { vi: 'ngậm dưới lưỡi', en: 'under the tongue' },
};

/** An amount with its unit, kept on one line: `0,5 mg`. */
export function doseText(
  dose: { readonly amount: string; readonly unit: Dosage['unit'] },
  language: Language,
): string {
  const names = unitNames[dose.unit];
  const many = Number(dose.amount) > 1;
  const unit = language === 'vi' ? names.vi : many ? (names.enMany ?? names.en) : names.en;
  return `${formatDecimal(dose.amount, language)}${noBreakSpace}${unit.replaceAll(' ', noBreakSpace)}`;
}

/** The parts of a drug line as the wards write it: name, form, dose, route, frequency, duration. */
export function drugLineParts(item: OrderItem, dosage: Dosage, language: Language): DrugLineParts {
  const needed = dosage.asNeededFor && asNeededText(dosage.asNeededFor, language);
  const frequency = timingText(dosage.timing, language);
  return {
    name: item.display,
    form: item.form,
    dose: doseText(dosage, language),
    route: routeNames[dosage.route][language],
    frequency: needed ? `${frequency} ${needed}` : frequency,
    duration:
      dosage.durationDays === undefined ? undefined : durationText(dosage.durationDays, language),
  };
}

/** The same as one text, parts apart by a dash. */
export function drugLineText(item: OrderItem, dosage: Dosage, language: Language): string {
  const parts = drugLineParts(item, dosage, language);
  const name = parts.form ? `${parts.name} ${parts.form}` : parts.name;
  return [name, parts.dose, parts.route, parts.frequency, parts.duration]
    .filter((part) => part !== undefined)
    .join(' — ');
}

/** How often: `ngày 3 lần`, `mỗi 6 giờ`, `một lần`, `lúc 08:00, 20:00`. */
export function timingText(timing: Timing, language: Language): string {
  const vi = language === 'vi';
  switch (timing.kind) {
    case 'timesPerDay':
      if (vi) return together(`ngày ${timing.times} lần`);
      return timing.times === 1 ? together('once a day') : together(`${timing.times} times a day`);
    case 'everyHours':
      if (vi) return together(`mỗi ${timing.hours} giờ`);
      return timing.hours === 1 ? together('every hour') : together(`every ${timing.hours} hours`);
    case 'once':
      return vi ? together('một lần') : together('once only');
    case 'timesOfDay':
      return `${vi ? 'lúc' : 'at'}${noBreakSpace}${timing.at.join(', ')}`;
  }
}

export function durationText(days: number, language: Language): string {
  if (language === 'vi') return together(`${days} ngày`);
  return together(days === 1 ? '1 day' : `${days} days`);
}

function asNeededText(reason: string, language: Language): string {
  // People type "khi sốt" or "sốt"; either way the line says "khi" once.
  const bare = reason.replace(/^(khi|as needed for|when|if)\s+/i, '');
  return language === 'vi' ? `khi ${bare}` : `as needed for ${bare}`;
}

function together(text: string): string {
  return text.replaceAll(' ', noBreakSpace);
}
