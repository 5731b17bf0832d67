import type { AnyRecord } from '../records/kinds.ts';
import type { NewRevision } from './leafStore.ts';
import { hashOf, revisionOf } from './revision.ts';

/** A record that is saved here, over the leaf that it extends, as the store takes it. */
export async function localRevision(
  record: AnyRecord,
  parent: string | undefined,
): Promise<NewRevision> {
  return {
    id: record.id,
    rev: await revisionOf(record, parent),
    ancestors: parent ? [hashOf(parent)] : [],
    deleted: false,
    body: record,
    origin: 'local',
  };
}
