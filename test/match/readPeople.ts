import * as z from 'zod';
import { partialDate } from '../../shared/records/fields.ts';
import { identifierSystems, patient, sexes } from '../../shared/records/patient.ts';
import type { RecordOf } from '../../shared/records/kinds.ts';
import { traitsOf, traitsOfPatient } from '../../shared/identity/matching/traits.ts';
import type { Traits } from '../../shared/identity/matching/traits.ts';
import { readRows } from './readRows.ts';
import type { BadRow } from './readRows.ts';

/** A row of a file made elsewhere. A telephone or a number may hold several, with spaces between. */
const plainRow = z.strictObject({
  id: z.string().min(1).max(120),
  name: z.string().min(1).max(200).optional(),
  birthDate: partialDate.optional(),
  birthDateEstimated: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  sex: z.enum(sexes).optional(),
  phone: z.string().max(200).optional(),
  address: z.string().max(400).optional(),
  cccd: z.string().max(100).optional(),
  cmnd: z.string().max(100).optional(),
  bhyt: z.string().max(100).optional(),
  passport: z.string().max(100).optional(),
});

export const patientColumns = Object.keys(plainRow.shape);

/**
 * People of a patients file by their id: patient records as `npm run synth` writes them, or rows
 * with the columns id, name, birthDate, sex, phone, address, cccd, cmnd, bhyt, passport. A row that
 * doesn't fit, or repeats an id, is told to `bad` and left out.
 */
export async function readPeople(
  file: string,
  bad: (row: BadRow) => void,
): Promise<Map<string, Traits>> {
  const people = new Map<string, Traits>();
  for await (const { line, values } of readRows(file, bad)) {
    const record = values['kind'] === 'patient';
    const parsed = record ? patient.schema.safeParse(values) : plainRow.safeParse(values);
    if (!parsed.success) {
      bad({ file, line, text: flaw(parsed.error) });
      continue;
    }
    const [id, traits] = record
      ? fromRecord(parsed.data as RecordOf<'patient'>)
      : fromRow(parsed.data as z.infer<typeof plainRow>);
    if (people.has(id)) bad({ file, line, text: 'repeats an id that stands above' });
    else people.set(id, traits);
  }
  return people;
}

function fromRecord(record: RecordOf<'patient'>): [string, Traits] {
  return [record.patientId, traitsOfPatient(record)];
}

function fromRow(row: z.infer<typeof plainRow>): [string, Traits] {
  const several = (text: string | undefined) => text?.split(/[\s;/]+/).filter(Boolean) ?? [];
  return [
    row.id,
    traitsOf({
      name: row.name?.normalize('NFC'),
      birthDate: row.birthDate,
      birthDateEstimated: row.birthDateEstimated === true || row.birthDateEstimated === 'true',
      sex: row.sex,
      phones: several(row.phone),
      address: row.address,
      numbers: identifierSystems.flatMap((system) =>
        // This hospital's own codes for people without papers say nothing about who they are.
        several(system === 'temporary' ? undefined : row[system]).map((value) => ({
          system,
          value,
        })),
      ),
    }),
  ];
}

const personRow = z.object({
  id: z.string().min(1),
  person: z.string().min(1),
  household: z.string().min(1).optional(),
});
const pairRow = z.object({ a: z.string().min(1), b: z.string().min(1) });

/** Who is whom. */
export interface Truth {
  /** Of each id that the truth names. */
  readonly personOf: ReadonlyMap<string, string>;
  readonly householdOf: ReadonlyMap<string, string>;
}

/** A truth file: rows `id, person` (the same person for records of one person), or pairs `a, b`. */
export async function readTruth(file: string, bad: (row: BadRow) => void): Promise<Truth> {
  const leaders = new Map<string, string>();
  const leaderOf = (id: string): string => {
    const leader = leaders.get(id) ?? id;
    if (leader === id) return id;
    const top = leaderOf(leader);
    leaders.set(id, top);
    return top;
  };
  const householdOf = new Map<string, string>();
  for await (const { line, values } of readRows(file, bad)) {
    const pair = pairRow.safeParse(values);
    const row = personRow.safeParse(values);
    if (pair.success) {
      const { a, b } = pair.data;
      leaders.set(leaderOf(a), leaderOf(b));
      if (!leaders.has(b)) leaders.set(b, b);
    } else if (row.success) {
      const { id, person, household } = row.data;
      leaders.set(id, `person ${person}`);
      if (household) householdOf.set(id, household);
    } else {
      bad({ file, line, text: 'has neither id and person nor a and b' });
    }
  }
  return { personOf: new Map([...leaders.keys()].map((id) => [id, leaderOf(id)])), householdOf };
}

function flaw(error: z.ZodError): string {
  const issue = error.issues[0]!;
  if (issue.code === 'unrecognized_keys') {
    return `has a column that isn't known: ${issue.keys.join(', ')}. Known are ${patientColumns.join(', ')}`;
  }
  const at = issue.path.join('.') || 'the row';
  return `${at} can't be used: ${issue.message}`;
}
