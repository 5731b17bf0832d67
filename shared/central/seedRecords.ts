import type { AnyRecord } from '../records/kinds.ts';
import { revisionOf } from '../replica/revision.ts';
import { CentralFault } from './couchHttp.ts';
import type { Couch } from './couchHttp.ts';

export interface SeedProgress {
  readonly done: number;
  readonly total: number;
}

const batchSize = 500;

/**
 * Loads records as first generations with the revisions that every workstation gives them; loading
 * them again changes nothing. Before the validation is installed it is ten times as fast. Throws
 * `CentralFault` when the server refuses one.
 */
export async function seedRecords(
  couch: Couch,
  database: string,
  records: readonly AnyRecord[],
  onProgress: (progress: SeedProgress) => void = () => {},
): Promise<void> {
  for (let from = 0; from < records.length; from += batchSize) {
    const docs = await Promise.all(records.slice(from, from + batchSize).map(asFirstGeneration));
    const answer = await couch.change('POST', `${database}/_bulk_docs`, { new_edits: false, docs });
    const refused = (answer as { error?: string; reason?: string }[]).find(({ error }) => error);
    if (refused) {
      throw new CentralFault('refused', `The server refused a record: ${refused.reason}.`);
    }
    onProgress({ done: Math.min(from + batchSize, records.length), total: records.length });
  }
}

async function asFirstGeneration(record: AnyRecord): Promise<object> {
  const rev = await revisionOf(record, undefined);
  const _revisions = { start: 1, ids: [rev.slice(2)] };
  return { ...record, _id: record.id, _rev: rev, _revisions };
}
