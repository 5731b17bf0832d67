import * as z from 'zod';
import { ageAt } from '../../../shared/clinical/age.ts';
import { communeNamed, communesOfAddress } from '../../../shared/identity/communes.ts';
import { commonOccupations, occupationNamed } from '../../../shared/identity/occupations.ts';
import { placeAddress } from '../../../shared/identity/provinces.ts';
import type { Occupation, ReferenceTables } from '../../../shared/identity/referenceTables.ts';
import type { FieldsOf } from '../../../shared/records/kinds.ts';
import { oneLine } from '../../app/oneLine.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';

/** What the insurance tables want of a person beside who they are: typed at the desk or later. */
export const claimShape = {
  provinceCode: z.string().nullable(),
  commune: z.string(),
  /** Of the list that the workstation has; null where the words are in none. */
  communeCode: z.string().nullable().default(null),
  occupation: z.string(),
  occupationCode: z.string().nullable().default(null),
  ethnicity: z.string().nullable(),
  nationality: z.string().nullable(),
  guardian: z.string(),
  guardianRelationship: z.string(),
  /** Hour and minute, of a newborn. */
  birthTime: z.string().default(''),
};
export type ClaimForm = z.infer<z.ZodObject<typeof claimShape>>;

export const emptyClaim: ClaimForm = {
  provinceCode: null,
  commune: '',
  communeCode: null,
  occupation: '',
  occupationCode: null,
  ethnicity: null,
  nationality: null,
  guardian: '',
  guardianRelationship: '',
  birthTime: '',
};

/** Who stands in the form: what some of the fields depend on. */
export interface PersonInForm {
  readonly birth: string;
  readonly address: string;
}

/** What the record has of these fields; what wasn't told is left out. */
export type ClaimRecord = Pick<
  FieldsOf<'patient'>,
  | 'provinceCode'
  | 'commune'
  | 'communeCode'
  | 'occupation'
  | 'occupationCode'
  | 'ethnicity'
  | 'nationality'
  | 'guardian'
  | 'birthTime'
>;

export function claimRecord(form: ClaimForm): ClaimRecord {
  const [commune, occupation, guardian, relationship] = [
    form.commune,
    form.occupation,
    form.guardian,
    form.guardianRelationship,
  ].map(oneLine) as [string, string, string, string];
  const birthTime = readBirthTime(form.birthTime);
  return {
    ...(form.provinceCode ? { provinceCode: form.provinceCode } : {}),
    ...(commune ? { commune: commune.slice(0, 120) } : {}),
    ...(commune && form.communeCode ? { communeCode: form.communeCode } : {}),
    ...(occupation ? { occupation: occupation.slice(0, 100) } : {}),
    ...(occupation && form.occupationCode ? { occupationCode: form.occupationCode } : {}),
    ...(form.ethnicity ? { ethnicity: form.ethnicity } : {}),
    ...(isNationality(form.nationality) ? { nationality: form.nationality } : {}),
    ...(guardian
      ? {
          guardian: {
            name: guardian.slice(0, 120),
            ...(relationship ? { relationship: relationship.slice(0, 60) } : {}),
          },
        }
      : {}),
    ...(birthTime ? { birthTime } : {}),
  };
}

/** The form that such a record was saved from. */
export function claimFormOf(patient: ClaimRecord): ClaimForm {
  return {
    provinceCode: patient.provinceCode ?? null,
    commune: patient.commune ?? patient.communeCode ?? '',
    communeCode: patient.communeCode ?? null,
    occupation: patient.occupation ?? patient.occupationCode ?? '',
    occupationCode: patient.occupationCode ?? null,
    ethnicity: patient.ethnicity ?? null,
    nationality: patient.nationality ?? null,
    guardian: patient.guardian?.name ?? '',
    guardianRelationship: patient.guardian?.relationship ?? '',
    birthTime: patient.birthTime ?? '',
  };
}

export function isNationality(text: string | null): text is string {
  return text !== null && /^(?:\d{3}|[A-Z]{2})$/.test(text);
}

/** `7:05`, `7h05` or `07.05` as `07:05`; undefined where it is no time of a day. */
export function readBirthTime(text: string): string | undefined {
  const match = /^([01]?\d|2[0-3])\s*[:.hg]\s*([0-5]\d)$/i.exec(text.trim());
  return match ? `${match[1]!.padStart(2, '0')}:${match[2]!}` : undefined;
}

/** Fields of these whose text can't be saved as it stands. */
export function unreadableClaim(form: ClaimForm): readonly ('nationality' | 'birthTime')[] {
  const bad: ('nationality' | 'birthTime')[] = [];
  if (form.nationality !== null && !isNationality(form.nationality)) bad.push('nationality');
  if (form.birthTime.trim() !== '' && !readBirthTime(form.birthTime)) bad.push('birthTime');
  return bad;
}

/** Children under 16 have somebody who answers for them. */
export function needsGuardian({ birth }: Pick<PersonInForm, 'birth'>, today: string): boolean {
  const age = ageOf(birth, today);
  return age !== undefined && (age.unit !== 'years' || age.value < 16);
}

/** 28 days old or less. */
export function isNewborn({ birth }: Pick<PersonInForm, 'birth'>, today: string): boolean {
  const age = ageOf(birth, today);
  return age?.unit === 'hours' || (age?.unit === 'days' && age.value < 29);
}

function ageOf(birth: string, today: string) {
  const born = readDateEntry(birth, today, true)?.date;
  return born === undefined ? undefined : ageAt(born, today);
}

/**
 * Province and commune as far as an address names them, by names of today or of before 2025; a
 * commune that was parted or joined with others is asked. Whoever registers confirms it.
 */
export function placedAt(
  address: string,
  tables: ReferenceTables,
): Pick<ClaimForm, 'provinceCode' | 'commune' | 'communeCode'> {
  const placed = placeAddress(address);
  const provinceCode = placed?.provinceCode ?? null;
  if (tables.communes) {
    const found = communesOfAddress(tables.communes.rows, address);
    if (found.length === 1) {
      return { provinceCode, commune: found[0]!.name, communeCode: found[0]!.code };
    }
    if (found.length > 1) return { provinceCode, commune: '', communeCode: null };
  }
  // Under its province's former name a commune may have been joined with others: it is asked.
  return { provinceCode, commune: (!placed?.former && placed?.commune) || '', communeCode: null };
}

/**
 * The commune that was typed, with its code where the list has it.
 * @param chosen code of what was chosen before: of two of one name it stays that one
 */
export function communeTyped(
  tables: ReferenceTables,
  provinceCode: string | null,
  commune: string,
  chosen: string | null = null,
): Pick<ClaimForm, 'commune' | 'communeCode'> {
  const rows = tables.communes?.rows ?? [];
  const still = rows.some(
    (row) => row.code === chosen && row.name === commune && row.provinceCode === provinceCode,
  );
  if (still) return { commune, communeCode: chosen };
  const named = provinceCode === null ? undefined : communeNamed(rows, provinceCode, commune);
  return { commune, communeCode: named?.code ?? null };
}

/** Occupations to choose from: the state's list where it is loaded, else what people answer most. */
export function occupationsOf(tables: ReferenceTables): readonly Occupation[] {
  return tables.occupations?.rows ?? commonOccupations;
}

export function occupationTyped(
  tables: ReferenceTables,
  occupation: string,
): Pick<ClaimForm, 'occupation' | 'occupationCode'> {
  const named = occupationNamed(occupationsOf(tables), occupation);
  return { occupation, occupationCode: named?.code ?? null };
}
