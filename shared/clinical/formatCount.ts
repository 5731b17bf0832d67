import type { Language } from './language.ts';

/**
 * How many there are of something, as people write it: `6.431` in Vietnamese, `6,431` in English.
 * For whole counts alone: a dose is a decimal and stands as `formatDecimal` has it, where a point or
 * comma between thousands could be read as a decimal sign.
 */
export function formatCount(count: number, language: Language): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, language === 'vi' ? '.' : ',');
}
