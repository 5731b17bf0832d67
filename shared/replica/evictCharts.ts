import { parseRecordId } from '../records/ids.ts';
import type { Evicted, Evictor } from './evictor.ts';
import type { RecordMemory } from './memory.ts';
import type { Snapshot } from './snapshot.ts';

export interface EvictionRequest {
  /** Patients whose charts may go, the first to go first. */
  readonly patientIds: readonly string[];
  /** Records that stay whatever happens. */
  readonly keeps: (id: string) => boolean;
  /** Asked in the same turn of the queue as the removal: nothing can come in between. */
  readonly mayGo: (patientId: string) => boolean;
  /** Called, and awaited, before anything is removed, with the patients whose charts go. */
  readonly beforeRemoval: (patientIds: readonly string[]) => Promise<void>;
}

export interface EvictedCharts extends Evicted {
  readonly patientIds: readonly string[];
}

/** Parts of the replica that hold something of a record. */
export interface Holders {
  readonly evictor: Evictor;
  readonly memory: RecordMemory;
  readonly snapshot: Snapshot | undefined;
  readonly held: Map<string, unknown>;
  readonly withheld: Map<string, unknown>;
}

/**
 * Takes charts from disk, snapshot and memory, in this order; runs in a turn of the queue. A chart
 * in which people disagree, or of which a version is kept back, stays whole: somebody has to see it.
 * A crash at any point leaves either the chart or nothing of it, and never a snapshot that still
 * shows it.
 */
export async function evictCharts(
  { evictor, memory, snapshot, held, withheld }: Holders,
  { patientIds, keeps, mayGo, beforeRemoval }: EvictionRequest,
): Promise<EvictedCharts> {
  const stored = await evictor.idsOf(patientIds);
  const byPatient = new Map<string, string[]>();
  for (const id of stored) {
    const patientId = parseRecordId(id)?.patientId;
    if (patientId === undefined) continue;
    const chart = byPatient.get(patientId);
    if (chart) chart.push(id);
    else byPatient.set(patientId, [id]);
  }
  const shown = await memory.documents(stored);
  const going = [...byPatient].filter(
    ([patientId, ids]) =>
      mayGo(patientId) &&
      ids.some((id) => !keeps(id)) &&
      ids.every((id) => !withheld.has(id) && shown.get(id)?.causality.siblings === undefined),
  );
  const chartsGoing = going.map(([patientId]) => patientId);
  const ids = going.flatMap(([, chart]) => chart.filter((id) => !keeps(id)));
  if (ids.length === 0) return { patientIds: [], ids: [], revisions: 0, bytes: 0 };
  await beforeRemoval(chartsGoing);
  await snapshot?.drop();
  const evicted = await evictor.evict(ids);
  await memory.forget(evicted.ids);
  for (const id of evicted.ids) held.delete(id);
  return { ...evicted, patientIds: chartsGoing };
}
