import type { FieldsOf } from '../records/kinds.ts';
import { inheritedRecordNumberBlock } from './facility.ts';
import { syntheticName, wholeName } from './names.ts';
import type { SyntheticName } from './names.ts';
import { syntheticPlace } from './places.ts';
import type { SyntheticPlace } from './places.ts';
import type { Random } from './random.ts';

/** A person before they become a patient record. */
export interface SyntheticPerson {
  readonly name: string;
  readonly nameParts?: SyntheticName;
  readonly sex: 'male' | 'female';
  /** Day of birth, `1957-03-21`. */
  readonly born: string;
  readonly ageYears: number;
  readonly place: SyntheticPlace;
  /** The telephone that one household gives for all who have none of their own. */
  readonly reachedBy?: SyntheticContact;
}

export interface SyntheticContact {
  readonly phone: string;
  readonly name: string;
  readonly relationship: string;
}

const dayMs = 86_400_000;

/** A district hospital's patients: many small children, many old people. */
const ageBands: readonly (readonly [readonly [from: number, to: number], weight: number])[] = [
  [[0, 0], 5],
  [[1, 5], 12],
  [[6, 15], 10],
  [[16, 39], 27],
  [[40, 64], 26],
  [[65, 84], 17],
  [[85, 97], 3],
];

export function syntheticPerson(random: Random, todayMs: number): SyntheticPerson {
  const sex = random.chance(0.54) ? 'female' : 'male';
  const [from, to] = random.weighted(ageBands);
  const ageYears = random.whole(from, to);
  const nameParts = syntheticName(random, sex);
  return {
    name: wholeName(nameParts),
    nameParts,
    sex,
    born: bornYearsAgo(random, todayMs, ageYears),
    ageYears,
    place: syntheticPlace(random),
  };
}

/** A day of birth that makes a person exactly this many whole years old today. */
export function bornYearsAgo(random: Random, todayMs: number, ageYears: number): string {
  const today = new Date(todayMs);
  const birthday = Date.UTC(
    today.getUTCFullYear() - ageYears,
    today.getUTCMonth(),
    today.getUTCDate(),
  );
  return new Date(birthday - random.whole(0, 364) * dayMs).toISOString().slice(0, 10);
}

/** Makes patient records' fields with numbers that no two of them share. */
export function openPatientRegister(random: Random) {
  let sequence = 0;
  const taken = new Set<string>();
  const unused = (make: () => string): string => {
    for (;;) {
      const candidate = make();
      if (!taken.has(candidate)) {
        taken.add(candidate);
        return candidate;
      }
    }
  };

  const recordNumber = () => {
    sequence += 1;
    return `${inheritedRecordNumberBlock}-${String(sequence).padStart(6, '0')}`;
  };

  return {
    /** A telephone number that nobody else has. */
    phone: () => unused(() => syntheticPhone(random)),
    recordNumber,
    fieldsOf(
      person: SyntheticPerson,
      allergyStatement: 'notAsked' | 'noneKnown',
    ): FieldsOf<'patient'> {
      const identifiers: NonNullable<FieldsOf<'patient'>['identifiers']> = {};
      if (random.chance(person.ageYears < 14 ? 0.6 : 0.9)) {
        const value = unused(() => personalNumber(random, person));
        identifiers[random.hex(12)] = { system: 'cccd', value };
      }
      if (random.chance(0.85)) {
        const value = unused(() => insuranceNumber(random, person));
        identifiers[random.hex(12)] = { system: 'bhyt', value };
      }
      return {
        recordNumber: recordNumber(),
        name: person.name,
        ...birthOf(random, person),
        sex: person.sex,
        ...(Object.keys(identifiers).length > 0 ? { identifiers } : {}),
        ...(random.chance(0.8)
          ? { contacts: { [random.hex(12)]: contactOf(random, person, unused) } }
          : {}),
        address: person.place.address,
        allergyStatement,
      };
    },
  };
}

/** Old people often know the year alone, and some not even that. */
function birthOf(random: Random, { born, ageYears }: SyntheticPerson) {
  if (ageYears >= 70 && random.chance(0.3)) {
    return random.chance(0.4)
      ? { birthDate: born.slice(0, 4), birthDateEstimated: true }
      : { birthDate: born.slice(0, 4) };
  }
  return { birthDate: born };
}

/** Province of birth registration, century and sex, year, six digits; no check digit (vietnam.md 1.2). */
function personalNumber(random: Random, { sex, born, place }: SyntheticPerson): string {
  const century = Number(born.slice(0, 2)) - 19;
  const centuryAndSex = century * 2 + (sex === 'female' ? 1 : 0);
  return `${place.birthProvinceCode}${centuryAndSex}${born.slice(2, 4)}${random.digits(6)}`;
}

/** Subject group, benefit level, province, ten digits (vietnam.md 2.1). */
function insuranceNumber(random: Random, { ageYears, place }: SyntheticPerson): string {
  const group =
    ageYears < 6
      ? 'TE1'
      : ageYears < 18
        ? 'HS4'
        : ageYears >= 60 && random.chance(0.3)
          ? 'HT3'
          : random.weighted([
              ['GD4', 45],
              ['DT2', 25],
              ['HN2', 12],
              ['DN4', 12],
              ['CN3', 6],
            ] as const);
  return `${group}${place.provinceCode}${random.digits(10)}`;
}

/** Numbers that begin with 0199 reach nobody: the ten-digit plan of 2018 has no such prefix. */
export function syntheticPhone(random: Random): string {
  return `0199${random.digits(6)}`;
}

function contactOf(
  random: Random,
  { ageYears, sex, nameParts, reachedBy }: SyntheticPerson,
  unused: (make: () => string) => string,
) {
  if (reachedBy) return { ...reachedBy };
  const phone = unused(() => syntheticPhone(random));
  const needsFamily = ageYears < 16 || (ageYears >= 70 && random.chance(0.6));
  if (!needsFamily) return { phone };
  const otherSex = random.chance(0.5) ? ('male' as const) : ('female' as const);
  const other = syntheticName(random, otherSex);
  if (ageYears < 16) {
    const mother = otherSex === 'female';
    const family = mother || !nameParts ? other.family : nameParts.family;
    return {
      phone,
      name: wholeName({ ...other, family }),
      relationship: mother ? 'mẹ' : 'bố',
    };
  }
  const family = sex === 'male' && nameParts ? nameParts.family : other.family;
  return {
    phone,
    name: wholeName({ ...other, family }),
    relationship: otherSex === 'male' ? 'con trai' : 'con gái',
  };
}
