import type { Language } from './language.ts';

/** Between a number and its unit, and between groups of three digits: neither may wrap. */
export const noBreakSpace = '\u00a0';
const narrowNoBreakSpace = '\u202f';

/**
 * A canonical decimal as it is read: a comma in Vietnamese and a point in English, no trailing
 * zero, and from 1 000 on a thin space between groups of three. A point or comma there would be
 * read as a decimal sign by half of the readers (ISMP).
 */
export function formatDecimal(value: string, language: Language): string {
  const [whole = '0', fraction = ''] = value.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, narrowNoBreakSpace);
  const decimals = fraction.replace(/0+$/, '');
  return decimals === '' ? grouped : `${grouped}${language === 'vi' ? ',' : '.'}${decimals}`;
}
