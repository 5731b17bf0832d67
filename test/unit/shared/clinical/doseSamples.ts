import { doseUnits } from '../../../../shared/records/order.ts';

export const decimal = '1250.5';
export const doseUnitsUnderTest = doseUnits;

/** Text with ordinary spaces, to compare what is read and not how it wraps. */
export function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
