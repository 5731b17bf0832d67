import type { TFunction } from 'i18next';
import { ageAt } from '../../../shared/clinical/age.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { ageInWords } from '../../ui/ageInWords.ts';

/** The catalogue's words in a line of somebody found. */
export interface LineWords {
  readonly nameUnknown: string;
  sex(sex: RecordOf<'patient'>['sex']): string;
  /** The age at a local instant; undefined for a birth after it. */
  age(birthDate: string, now: string): string | undefined;
}

/**
 * The words of one language, each looked up once: fifty lines at every keystroke would look up a
 * hundred, which took longer than to put all else of the lines on the screen, and there are but a
 * few sexes and ages.
 */
export function lineWords(t: TFunction<'ui'>): LineWords {
  const known = new Map<string, string>();
  const once = (key: string, lookUp: () => string) => {
    const standing = known.get(key);
    if (standing !== undefined) return standing;
    const words = lookUp();
    known.set(key, words);
    return words;
  };
  return {
    nameUnknown: t('nameUnknown'),
    sex: (sex) => once(sex, () => t(`sex.${sex}`)),
    age(birthDate, now) {
      const age = ageAt(birthDate, now);
      return age && once(`${age.value} ${age.unit} ${age.exact}`, () => ageInWords(t, age));
    },
  };
}
