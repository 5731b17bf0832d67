import type { AnyRecord } from '../records/kinds.ts';
import type { SignatureDoubt } from '../people/signature.ts';
import type { NewRevision } from './leafStore.ts';
import { hashOf, revisionOf } from './revision.ts';
import type { WriteRow } from './rowError.ts';

/** A row that is to be written, with its history. */
export interface Prepared {
  readonly row: WriteRow;
  readonly revision: NewRevision;
  readonly history: readonly NewRevision[];
  readonly doubt: SignatureDoubt | undefined;
}

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
