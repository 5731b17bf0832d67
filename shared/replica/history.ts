import { parseRecordId } from '../records/ids.ts';
import type { RecordOf } from '../records/kinds.ts';
import { classifyStored } from './assemble.ts';
import { birthChanges, withoutRepeats } from './changeRecord.ts';
import type { LeafStore } from './leafStore.ts';
import { withoutRxFields } from './memory.ts';
import type { RecordMemory } from './memory.ts';

/** What each save of a record wrote, in the order of the stated times. Empty for what is no record's id. */
export async function historyOf(
  { store, memory }: { readonly store: LeafStore; readonly memory: RecordMemory },
  recordId: string,
): Promise<RecordOf<'change'>[]> {
  const patientId = parseRecordId(recordId)?.patientId;
  if (!patientId) return [];
  const written = (await changesOfChart(store, patientId)).filter(
    (change) => change.recordId === recordId,
  );
  const shown = (await memory.documents([recordId])).get(recordId);
  // Until the first edit the record itself is the history of its birth.
  const births = shown ? birthChanges(withoutRxFields(shown)) : [];
  return [...withoutRepeats([...written, ...births])].sort(
    (a, b) => Date.parse(a.recordedAt) - Date.parse(b.recordedAt),
  );
}

/** The change records of all records of a chart; births that no edit has told yet are not among them. */
export async function changesOfChart(
  store: Pick<LeafStore, 'readRange'>,
  patientId: string,
): Promise<readonly RecordOf<'change'>[]> {
  const leaves = await store.readRange(`${patientId}:change:`, `${patientId}:change:\uffff`);
  return leaves.flatMap((leaf) => {
    const classified = classifyStored(leaf);
    return classified.kind === 'valid' ? [classified.record as RecordOf<'change'>] : [];
  });
}
