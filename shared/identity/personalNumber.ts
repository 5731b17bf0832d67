/**
 * The 12-digit personal number (decree 137/2015, chapter II): three digits for the province of
 * birth registration, one for century and sex, two for the year of birth, six random ones. There
 * is no check digit. Sex and year may have been corrected since, so a mismatch warns, never blocks.
 */
export interface PersonalNumber {
  readonly provinceCode: string;
  readonly sex: 'male' | 'female';
  readonly birthYear: number;
}

/** What the number says, or undefined when it isn't 12 digits. */
export function readPersonalNumber(digits: string): PersonalNumber | undefined {
  if (!/^\d{12}$/.test(digits)) return undefined;
  const centuryAndSex = Number(digits[3]);
  return {
    provinceCode: digits.slice(0, 3),
    sex: centuryAndSex % 2 === 0 ? 'male' : 'female',
    birthYear: 1900 + Math.floor(centuryAndSex / 2) * 100 + Number(digits.slice(4, 6)),
  };
}

export type PersonalNumberDoubt = 'notTwelveDigits' | 'otherSex' | 'otherBirthYear';

/** What to look at again: each doubt is a warning. An empty number has none. */
export function personalNumberDoubts(
  digits: string,
  stated: { readonly sex?: string | undefined; readonly birthDate?: string | undefined },
): readonly PersonalNumberDoubt[] {
  if (digits === '') return [];
  const number = readPersonalNumber(digits);
  if (!number) return ['notTwelveDigits'];
  const doubts: PersonalNumberDoubt[] = [];
  if ((stated.sex === 'male' || stated.sex === 'female') && stated.sex !== number.sex) {
    doubts.push('otherSex');
  }
  if (stated.birthDate && Number(stated.birthDate.slice(0, 4)) !== number.birthYear) {
    doubts.push('otherBirthYear');
  }
  return doubts;
}
