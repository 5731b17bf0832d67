import * as z from 'zod';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { peopleDatabaseName } from '../../shared/central/peopleDatabase.ts';
import { learnedModel } from '../../shared/identity/matching/learnedModel.ts';
import { openMatchIndex } from '../../shared/identity/matching/matchIndex.ts';
import { traitsOfPatient } from '../../shared/identity/matching/traits.ts';
import { classifyLeaf } from '../../shared/records/classifyLeaf.ts';
import { parseRecordId } from '../../shared/records/ids.ts';
import type { RecordOf } from '../../shared/records/kinds.ts';

type Patient = RecordOf<'patient'>;

/** The patients that were on the server before an import; what one row is compared with. */
export interface StandingPatients {
  readonly count: number;
  /** Whether another patient has this record number. */
  hasNumber(recordNumber: string): boolean;
  /** Record numbers of those who may be this person, the likeliest first. */
  likely(patient: Patient): readonly string[];
}

const idsAPage = 10_000;
const bodiesAPage = 500;
const mostLikely = 3;

const idsSchema = z.object({ rows: z.array(z.object({ id: z.string() })) });
const bodiesSchema = z.object({
  rows: z.array(z.looseObject({ doc: z.record(z.string(), z.unknown()).nullish() })),
});

/**
 * Reads all patients of the server. Who came with the same source isn't compared: those of one file
 * are told apart by their own numbers, and workstations compare everybody afterwards. Throws
 * `CentralFault`.
 */
export async function readStandingPatients(
  couch: Couch,
  database: string,
  importedBy: string,
): Promise<StandingPatients> {
  const numbers = new Set<string>();
  /** What is compared of each, as text: a patient as an object takes five times the memory. */
  const texts = new Map<string, string>();
  const index = openMatchIndex(learnedModel, (id) => {
    const text = texts.get(id);
    return text === undefined ? undefined : traitsOfPatient(JSON.parse(text) as Patient);
  });
  const recordNumberOf = (id: string) => (JSON.parse(texts.get(id)!) as Patient).recordNumber;

  for await (const ids of patientIds(couch, database)) {
    for (let from = 0; from < ids.length; from += bodiesAPage) {
      const keys = ids.slice(from, from + bodiesAPage);
      const answer = await couch.change('POST', `${database}/_all_docs?include_docs=true`, {
        keys,
      });
      for (const { doc } of bodiesSchema.parse(answer).rows) {
        const patient = doc && asPatient(doc);
        if (!patient) continue;
        numbers.add(patient.recordNumber);
        if (patient.recordedOn === importedBy) continue;
        texts.set(patient.patientId, JSON.stringify(comparedOf(patient)));
        index.set(patient.patientId, traitsOfPatient(patient));
      }
    }
  }
  return {
    count: numbers.size,
    hasNumber: (recordNumber) => numbers.has(recordNumber),
    likely: (patient) =>
      index
        .find(traitsOfPatient(patient), learnedModel.threshold)
        .slice(0, mostLikely)
        .map(({ id }) => recordNumberOf(id)),
  };
}

/** Ids of all patient records, page after page: of all records' ids, for no range has theirs alone. */
async function* patientIds(couch: Couch, database: string): AsyncGenerator<readonly string[]> {
  for (let after = '0'; ;) {
    const answer = await couch.change('POST', `${database}/_all_docs`, {
      start_key: after,
      end_key: 'g',
      limit: idsAPage,
    });
    const ids = idsSchema.parse(answer).rows.map(({ id }) => id);
    yield ids.filter((id) => id !== after && parseRecordId(id)?.kind === 'patient');
    if (ids.length < idsAPage) return;
    after = ids.at(-1)!;
  }
}

function asPatient(doc: Record<string, unknown>): Patient | undefined {
  const { _id, _rev, ...body } = doc;
  const leaf = classifyLeaf(String(_id), body);
  return leaf.kind === 'valid' && leaf.record.kind === 'patient' ? leaf.record : undefined;
}

function comparedOf(patient: Patient): Partial<Patient> {
  const { recordNumber, name, birthDate, birthDateEstimated, sex, identifiers, contacts, address } =
    patient;
  return {
    recordNumber,
    sex,
    ...(name === undefined ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate }),
    ...(birthDateEstimated === undefined ? {} : { birthDateEstimated }),
    ...(identifiers === undefined ? {} : { identifiers }),
    ...(contacts === undefined ? {} : { contacts }),
    ...(address === undefined ? {} : { address }),
  };
}

const stationsSchema = z.object({
  rows: z.array(
    z.looseObject({
      doc: z
        .looseObject({
          enrolment: z.looseObject({
            workstation: z.looseObject({ recordNumberBlock: z.string() }),
          }),
        })
        .optional()
        .catch(undefined),
    }),
  ),
});

/** Blocks that enrolled workstations give record numbers from. Throws `CentralFault`. */
export async function workstationBlocks(
  couch: Couch,
  database: string,
): Promise<ReadonlySet<string>> {
  const { status, body } = await couch.ask(
    'POST',
    `${peopleDatabaseName(database)}/_all_docs?include_docs=true`,
    { start_key: 'workstation:', end_key: 'workstation:g' },
  );
  if (status !== 200) return new Set();
  return new Set(
    stationsSchema
      .parse(body)
      .rows.flatMap(({ doc }) => (doc ? [doc.enrolment.workstation.recordNumberBlock] : [])),
  );
}
