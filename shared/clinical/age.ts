/**
 * Ages in the unit that fits: hours on the first two days where the hour of birth is known, days
 * under a month, months under six years (as the ward's forms ask for children), then years.
 */
export type AgeUnit = 'hours' | 'days' | 'months' | 'years';

export interface Age {
  readonly value: number;
  readonly unit: AgeUnit;
  /** False where only the year or the month of birth is known: the age may be one less. */
  readonly exact: boolean;
}

/**
 * The age at `at` (an instant or a calendar date). `birth` is a partial date or, for a newborn, an
 * instant. Undefined for a birth after `at`.
 */
export function ageAt(birth: string, at: string): Age | undefined {
  if (birth.includes('T') && at.includes('T')) {
    const hours = Math.floor((Date.parse(at) - Date.parse(birth)) / 3_600_000);
    if (hours < 0) return undefined;
    if (hours < 48) return { value: hours, unit: 'hours', exact: true };
  }
  const [birthYear, birthMonth, birthDay] = calendar(birth);
  const [year, month, day] = calendar(at);
  if (birthMonth === undefined) {
    const years = year! - birthYear!;
    return years < 0 ? undefined : { value: years, unit: 'years', exact: false };
  }
  const exact = birthDay !== undefined;
  let months = (year! - birthYear!) * 12 + (month! - birthMonth);
  if (exact && day! < birthDay) months -= 1;
  if (months < 0) return undefined;
  if (months >= 72) return { value: Math.floor(months / 12), unit: 'years', exact };
  if (months >= 1 || !exact) return { value: months, unit: 'months', exact };
  return { value: daysBetween(birth, at), unit: 'days', exact };
}

/**
 * A stated age as the partial date that it implies, no more precise than what was said, or
 * undefined when the text is no age. Taken: `45`, `45 tuổi`, `45t`, `2 tháng`, `10 ngày`,
 * `45 years`, `2 months`, `10 days`. Four digits are a year, not an age.
 */
export function birthDateFromAge(text: string, at: string): string | undefined {
  const match = /^(\d{1,3})\s*(\p{L}*)$/u.exec(text.trim().normalize('NFC').toLowerCase());
  if (!match) return undefined;
  const value = Number(match[1]);
  const [year, month, day] = calendar(at);
  switch (unitOf(match[2]!)) {
    case 'years':
      return value > 130 ? undefined : String(year! - value);
    case 'months': {
      const date = new Date(Date.UTC(year!, month! - 1 - value, 1));
      return value > 1560 ? undefined : date.toISOString().slice(0, 7);
    }
    case 'days':
      return new Date(Date.UTC(year!, month! - 1, day! - value)).toISOString().slice(0, 10);
    default:
      return undefined;
  }
}

function unitOf(word: string): AgeUnit | undefined {
  if (['', 't', 'tuổi', 'tuoi', 'y', 'year', 'years'].includes(word)) return 'years';
  if (['th', 'tháng', 'thang', 'm', 'month', 'months'].includes(word)) return 'months';
  if (['ng', 'ngày', 'ngay', 'd', 'day', 'days'].includes(word)) return 'days';
  return undefined;
}

function calendar(date: string): (number | undefined)[] {
  return date.slice(0, 10).split('-').map(Number);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}
