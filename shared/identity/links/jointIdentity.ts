import { allergyKnowledge, countsAsActive } from '../../clinical/allergyState.ts';
import type { AllergyKnowledge } from '../../clinical/allergyState.ts';
import { sameValue } from '../../json/canonical.ts';
import { readUnit } from '../../merge/units.ts';
import type { UnitValue } from '../../merge/units.ts';
import { kinds } from '../../records/kinds.ts';
import type { RecordOf } from '../../records/kinds.ts';

type Patient = RecordOf<'patient'>;

/**
 * What is known of allergies of somebody who has several identities. "None known" only where every
 * one of them says so, for nobody may rely on it while one of them was never asked; and an allergy
 * stands against it, whichever of them says it.
 * @param allergies those of all identities
 */
export function jointAllergyKnowledge(
  members: readonly Pick<Patient, 'allergyStatement'>[],
  allergies: readonly RecordOf<'allergy'>[],
): AllergyKnowledge {
  const saysNone = ({ allergyStatement }: Pick<Patient, 'allergyStatement'>) =>
    allergyStatement === 'noneKnown';
  const known = allergies.some(countsAsActive);
  const none = known ? members.some(saysNone) : members.every(saysNone);
  return allergyKnowledge(none ? 'noneKnown' : 'notAsked', allergies);
}

/** A value that another identity of the same person has in a field. */
export interface OtherValue {
  readonly patient: Patient;
  readonly value: UnitValue;
}

/**
 * Where the other identities say something else in a merge unit than the one that is shown: each such
 * value once. What one of them doesn't say is no difference, nor is a sex that nobody knew.
 */
export function otherValues(
  shown: Patient,
  linked: readonly Patient[],
  unit: string,
): readonly OtherValue[] {
  const valueOf = (patient: Patient): UnitValue => {
    const value = readUnit(kinds.patient.units, patient, unit);
    return unit === 'sex' && value === 'unknown' ? null : value;
  };
  const own = valueOf(shown);
  return linked
    .map((patient) => ({ patient, value: valueOf(patient) }))
    .filter(({ value }) => value !== null && !sameValue(value, own))
    .filter(
      ({ value }, place, all) => all.findIndex((one) => sameValue(one.value, value)) === place,
    );
}
