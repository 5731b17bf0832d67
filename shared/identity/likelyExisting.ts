import type { RecordOf } from '../records/kinds.ts';
import type { LikelyMatch } from './matching/keepMatches.ts';

export type Comparison = 'same' | 'near' | 'different' | 'unknown';

/** A patient on this workstation who may be the same person, and in what they agree. */
export interface LikelyPatient {
  readonly patient: RecordOf<'patient'>;
  /** So close that somebody has to say whether it is the same person. */
  readonly strong: boolean;
  readonly name: Comparison;
  readonly sex: Comparison;
  readonly birthDate: Comparison;
  readonly number: Comparison;
}

/** Levels that are neither the same nor different. */
const near: ReadonlySet<string> = new Set([
  'withoutTones',
  'otherSpelling',
  'slip',
  'abbreviated',
  'shorter',
  'swapped',
  'sameYear',
  'otherDay',
  'yearBeside',
  'nearYear',
]);

/** What the matcher says of somebody, in the four words that the registration form shows. */
export function likelyPatient({ patient, strong, evidence }: LikelyMatch): LikelyPatient {
  const of = (field: string): Comparison => {
    const level = evidence.find((each) => each.field === field)?.level;
    if (level === undefined) return 'unknown';
    if (level === 'same') return 'same';
    return near.has(level) ? 'near' : 'different';
  };
  const reached = [of('number'), of('phone')];
  return {
    patient,
    strong: strong || reached.includes('same'),
    name: of('name'),
    sex: of('sex'),
    birthDate: of('birthDate'),
    // Another telephone says nothing: people change it.
    number: reached.includes('same')
      ? 'same'
      : reached[0] === 'different'
        ? 'different'
        : 'unknown',
  };
}
