import { ageAt } from '../clinical/age.ts';
import type { FieldsOf } from '../records/kinds.ts';

/**
 * What the insurance tables and the hospital's forms want of a patient before discharge; nobody is
 * kept from care by any of it (QĐ 2555/QĐ-BYT: coverage is looked up until discharge).
 */
export const missingItems = [
  'name',
  'birthDay',
  'birthTime',
  'sex',
  'card',
  'insurance',
  'coverageLookup',
  'phone',
  'address',
  'residence',
  'occupation',
  'ethnicity',
  'nationality',
  'guardian',
  'reason',
  'bed',
  'allergy',
] as const;
export type MissingItem = (typeof missingItems)[number];

type Patient = FieldsOf<'patient'>;

/**
 * What is still missing of a person and their visit, in the order in which it is asked.
 * @param identities all records that are of this person: what one of them has isn't missing
 * @param today the day on the clock of this workstation, or an instant of it
 */
export function missingOf(
  identities: readonly Patient[],
  visit: {
    readonly encounter: Pick<FieldsOf<'encounter'>, 'class' | 'reason' | 'bed'> | undefined;
    /** Somebody wrote an allergy down. */
    readonly hasAllergies: boolean;
  },
  today: string,
): readonly MissingItem[] {
  const { encounter, hasAllergies } = visit;
  const some = (has: (patient: Patient) => boolean) => identities.some(has);
  const papers = identities.flatMap(({ identifiers = {} }) =>
    Object.values(identifiers).filter(({ endedOn }) => endedOn === undefined),
  );
  const coverage = identities.flatMap((patient) => Object.values(patient.coverage ?? {}));
  const bornAt = identities.map(({ birthDate }) => birthDate).find((date) => date !== undefined);
  const age = bornAt === undefined ? undefined : ageAt(bornAt, today);
  const newborn = age?.unit === 'hours' || (age?.unit === 'days' && age.value < 29);
  const child = age !== undefined && (age.unit !== 'years' || age.value < 16);
  const missing: Record<MissingItem, boolean> = {
    name: !some(({ name }) => name !== undefined),
    birthDay: !some(
      ({ birthDate, birthDateEstimated }) => birthDate?.length === 10 && !birthDateEstimated,
    ),
    birthTime: newborn && !some(({ birthTime }) => birthTime !== undefined),
    sex: !some(({ sex }) => sex !== 'unknown'),
    card: !papers.some(({ system }) => system !== 'bhyt' && system !== 'temporary'),
    insurance: coverage.length === 0 && !papers.some(({ system }) => system === 'bhyt'),
    coverageLookup: coverage.length > 0 && coverage.every(({ state }) => state === 'unverified'),
    phone: !some(({ contacts = {} }) => Object.keys(contacts).length > 0),
    address: !some(({ address }) => address !== undefined),
    residence: !some(
      ({ provinceCode, commune, communeCode }) =>
        provinceCode !== undefined && (commune ?? communeCode) !== undefined,
    ),
    occupation: !some((patient) => (patient.occupation ?? patient.occupationCode) !== undefined),
    ethnicity: !some(({ ethnicity }) => ethnicity !== undefined),
    nationality: !some(({ nationality }) => nationality !== undefined),
    guardian: child && !some(({ guardian }) => guardian !== undefined),
    reason: encounter !== undefined && encounter.reason === undefined,
    bed: encounter?.class === 'inpatient' && encounter.bed === undefined,
    allergy: !hasAllergies && !some(({ allergyStatement }) => allergyStatement !== 'notAsked'),
  };
  return missingItems.filter((item) => missing[item]);
}
