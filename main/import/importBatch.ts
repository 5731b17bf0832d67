import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { CentralFault } from '../../shared/central/couchHttp.ts';
import type { Couch } from '../../shared/central/couchHttp.ts';
import { canonicalJson } from '../../shared/json/canonical.ts';
import { makeDot } from '../../shared/merge/versionVector.ts';
import { classifyLeaf } from '../../shared/records/classifyLeaf.ts';
import { patientRecordId } from '../../shared/records/ids.ts';
import { kinds } from '../../shared/records/kinds.ts';
import type { RecordOf } from '../../shared/records/kinds.ts';
import { revisionOf } from '../../shared/replica/revision.ts';
import type { ImportKeys } from './importKeys.ts';
import type { PatientRow } from './patientRow.ts';

type Patient = RecordOf<'patient'>;

/** One import: whose name and which machine stand on its records. */
export interface ImportRun {
  readonly keys: ImportKeys;
  /** An instant: when it began. */
  readonly at: string;
  readonly by: string;
  readonly on: string;
  /** One opening of a writer, as a workstation's Worker is one: new for each run. */
  readonly actor: string;
  /** How many records this run has made. */
  made: number;
}

export function beginRun(
  who: Pick<ImportRun, 'by' | 'on' | 'at'> & { readonly keys: ImportKeys },
): ImportRun {
  return { ...who, actor: randomBytes(8).toString('hex'), made: 0 };
}

/** The record of a row that isn't on the server yet; undefined where its own schema refuses it. */
export function newPatient(row: PatientRow, run: ImportRun): Patient | undefined {
  run.made += 1;
  return patientOf(row, run, {
    salt: randomBytes(16).toString('hex'),
    recordedAt: run.at,
    recordedBy: run.by,
    recordedOn: run.on,
    born: makeDot(run.actor, run.made),
  });
}

interface Birth {
  readonly salt: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  readonly recordedOn: string;
  readonly born: string;
}

function patientOf(row: PatientRow, { keys }: ImportRun, birth: Birth): Patient | undefined {
  const { born, ...header } = birth;
  const patientId = keys.patientId(row.recordNumber);
  const [actor = '', count] = born.split('.');
  return kinds.patient.schema.safeParse({
    id: patientRecordId(patientId),
    kind: 'patient',
    schemaVersion: kinds.patient.schemaVersion,
    patientId,
    ...header,
    ...row.fields((entry) => keys.entryKey(row.recordNumber, entry), birth.recordedAt),
    causality: { born, vector: { [actor]: Number(count) } },
  }).data;
}

/** What the server has of one record: its leaves, with the first of their revisions. */
export interface Standing {
  readonly body: Record<string, unknown>;
  /** Digest of the first generation, where the server still knows it. */
  readonly root: string | undefined;
}

const bulkGetSchema = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      docs: z.array(
        z.looseObject({
          ok: z.record(z.string(), z.unknown()).optional(),
          error: z.unknown().optional(),
        }),
      ),
    }),
  ),
});
const revisionsSchema = z.object({ start: z.int(), ids: z.array(z.string()) });

/** What stands on the server under these ids; ids that it doesn't have are left out. */
export async function readStanding(
  couch: Couch,
  database: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Standing[]>> {
  const docs = ids.map((id) => ({ id }));
  const answer = await couch.change('POST', `${database}/_bulk_get?revs=true`, { docs });
  const standing = new Map<string, readonly Standing[]>();
  for (const { id, docs: leaves } of bulkGetSchema.parse(answer).results) {
    const found = leaves.flatMap(({ ok }) => {
      if (ok === undefined) return [];
      const { _revisions, ...body } = ok;
      const { start, ids: hashes } = revisionsSchema.parse(_revisions);
      return [{ body, root: start === hashes.length ? hashes.at(-1) : undefined }];
    });
    if (found.length > 0) standing.set(id, found);
  }
  return standing;
}

/** How a row stands to the record that it made earlier. */
export type Comparison =
  /** The row says what it said then; whatever was written since stays. */
  | { readonly kind: 'unchanged' }
  /** The row says something else than then, and than what stands; in these fields. */
  | { readonly kind: 'changed'; readonly fields: readonly string[] }
  /** The record stands there no longer, or can't be read. */
  | { readonly kind: 'gone' };

export async function compareWithStanding(
  row: PatientRow,
  run: ImportRun,
  leaves: readonly Standing[],
): Promise<Comparison> {
  const live = leaves.find(({ body }) => body['_deleted'] !== true);
  if (!live) return { kind: 'gone' };
  const { _id, _rev, ...body } = live.body;
  const leaf = classifyLeaf(String(_id), body);
  if (leaf.kind !== 'valid' || leaf.record.kind !== 'patient') return { kind: 'gone' };
  const record = leaf.record;
  const { salt, recordedAt, recordedBy, recordedOn, causality } = record;
  const birth = { salt, recordedAt, recordedBy, recordedOn, born: causality.born };
  const again = patientOf(row, run, birth);
  if (!again) return { kind: 'gone' };
  const differing = kinds.patient.fields.filter(
    (field) =>
      canonicalJson(again[field as keyof Patient] ?? null) !==
      canonicalJson(record[field as keyof Patient] ?? null),
  );
  if (differing.length === 0) return { kind: 'unchanged' };
  const root = (await revisionOf(again, undefined)).slice(2);
  return leaves.some((leaf) => leaf.root === root)
    ? { kind: 'unchanged' }
    : { kind: 'changed', fields: differing };
}

/** What became of records that were sent. */
export interface Sent {
  /** Ids that were read back from the server as they were sent. */
  readonly proven: ReadonlySet<string>;
  /** Ids that the server refused. */
  readonly refused: ReadonlySet<string>;
}

const answersSchema = z.array(
  z.looseObject({ id: z.string().optional(), error: z.unknown().optional() }),
);

/** Sends new records through the server's validation, and reads them back. Throws `CentralFault`. */
export async function sendRecords(
  couch: Couch,
  database: string,
  records: readonly Patient[],
): Promise<Sent> {
  if (records.length === 0) return { proven: new Set(), refused: new Set() };
  const revisions = new Map<string, string>();
  const docs = [];
  for (const record of records) {
    const rev = await revisionOf(record, undefined);
    revisions.set(record.id, rev);
    const _revisions = { start: 1, ids: [rev.slice(2)] };
    docs.push({ ...record, _id: record.id, _rev: rev, _revisions });
  }
  const answer = await couch.change('POST', `${database}/_bulk_docs`, { new_edits: false, docs });
  const refused = new Set(
    answersSchema.parse(answer).flatMap(({ id, error }) => (error && id ? [id] : [])),
  );
  const asked = records.filter(({ id }) => !refused.has(id));
  const back = await couch.change('POST', `${database}/_bulk_get`, {
    docs: asked.map(({ id }) => ({ id, rev: revisions.get(id) })),
  });
  const texts = new Map(asked.map((record) => [record.id, canonicalJson(record)]));
  const proven = new Set<string>();
  for (const { id, docs: leaves } of bulkGetSchema.parse(back).results) {
    const { _id, _rev, ...body } = leaves.find(({ ok }) => ok)?.ok ?? {};
    if (_rev === revisions.get(id) && canonicalJson(body) === texts.get(id)) proven.add(id);
  }
  if (proven.size < asked.length) {
    throw new CentralFault(
      'refused',
      `Of ${asked.length} records that were sent, the server gives only ${proven.size} back. Look at its log and its disk, and run the import again: it goes on where it stopped.`,
    );
  }
  return { proven, refused };
}
