import { canonicalJson } from '../../../shared/json/canonical.ts';

/**
 * One write by somebody, as the schedule knows it. `seen` are the writes that were before them when
 * they wrote: it comes from what had been delivered to their workstation, never from a record.
 */
export interface KnownWrite {
  readonly n: number;
  readonly recordId: string;
  readonly author: string;
  /** New value of each merge unit that was touched; null removes it. */
  readonly units: ReadonlyMap<string, unknown>;
  readonly seen: ReadonlySet<KnownWrite>;
  /** The whole record, where the write made it. */
  readonly made: object | undefined;
  /** Its author was told that it is saved. */
  acknowledged: boolean;
  /** It reached a disk, acknowledged or not. */
  durable: boolean;
  readonly by: 'person' | 'settler' | 'foreigner' | 'newerVersion';
}

/** What one leaf holds: the writes that whoever reads it has seen; undefined where nobody can read it. */
export type Contents = ReadonlySet<KnownWrite> | undefined;

/**
 * Which writes each body that was ever stored holds. A body is what it is wherever it lies: a leaf
 * that is written again as another branch holds what it held.
 */
export interface Ledger {
  readonly writes: KnownWrite[];
  /** Whether a record was made by the schedule: the history isn't. */
  tracks(recordId: string): boolean;
  note(recordId: string, body: object, contents: Contents): void;
  contentsOf(recordId: string, body: object): Contents | 'unknown';
}

export function openLedger(): Ledger {
  const byBody = new Map<string, Contents>();
  const writes: KnownWrite[] = [];
  const key = (recordId: string, body: object) => `${recordId} ${canonicalJson(body)}`;
  return {
    writes,
    tracks: (recordId) => writes.some((write) => write.recordId === recordId),
    note(recordId, body, contents) {
      const at = key(recordId, body);
      if (!byBody.has(at)) byBody.set(at, contents);
    },
    contentsOf(recordId, body) {
      const at = key(recordId, body);
      return byBody.has(at) ? byBody.get(at) : 'unknown';
    },
  };
}

/** Of these writes, those of a unit that nobody who wrote it later had seen. */
export function standing(
  writes: Iterable<KnownWrite>,
  recordId: string,
  unitId: string,
): KnownWrite[] {
  const ofUnit = [...writes].filter(
    (write) => write.recordId === recordId && write.durable && touches(write, unitId),
  );
  return ofUnit.filter((write) => !ofUnit.some((later) => later.seen.has(write)));
}

/** Whether a write gave a unit its value; what makes a record gives each register one, if only none. */
export function touches(write: KnownWrite, unitId: string): boolean {
  return write.units.has(unitId);
}
