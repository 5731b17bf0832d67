import type { Body } from '../../../shared/records/classifyLeaf.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import type { NewRevision, StoredLeaf } from '../../../shared/replica/leafStore.ts';
import { revisionOf } from '../../../shared/replica/revision.ts';
import { someWrite } from '../builders/records.ts';
import type { NodeReplica } from './nodeReplica.ts';

export type Patient = RecordOf<'patient'>;

/** A patient under another name, by the actor who writes now. */
export function rename(patient: Patient, name: string): Patient {
  return editedRecord<'patient'>(patient, patient.causality.vector, { name }, someWrite());
}

/** A leaf as the server would hand it over. */
export async function arrival(
  body: Body & { id: string },
  parents: readonly string[] = [],
  deleted = false,
): Promise<NewRevision> {
  return {
    id: body.id,
    rev: await revisionOf({ ...body, deleted }, parents[0]),
    ancestors: parents.map((rev) => rev.slice(rev.indexOf('-') + 1)),
    deleted,
    body,
    origin: 'server',
  };
}

/** All leaves of a record in a replica's store. */
export async function leavesOf(replica: NodeReplica, id: string): Promise<readonly StoredLeaf[]> {
  return (await replica.store.read([id])).get(id)!;
}
