import * as z from 'zod';
import type { LeafStore } from '../replica/leafStore.ts';

const documentName = 'charts';
const registerSchema = z.strictObject({
  /** Counts up at every use of a chart. */
  uses: z.int().min(0),
  /** Patients whose whole chart is here, with the count of its last use. */
  whole: z.record(z.string(), z.int().min(0)),
  /** Bytes that evictions have freed and the browser still counts, for it frees them later. */
  freedBytes: z.int().min(0),
});

/**
 * Which charts are wholly on this workstation: each was fetched from the server by its range of
 * ids, and everything that the feed has named since was stored. It lies in a sealed local document
 * and holds ids only. What is missing from it after a crash costs another fetch; a chart that goes
 * leaves it before the first of its records does.
 */
export interface ChartRegister {
  isWhole(patientId: string): boolean;
  /** Patients whose charts are here, with the count of their last use. */
  whole(): ReadonlyMap<string, number>;
  /** Counts a use of a chart that is here. */
  use(patientId: string): void;
  add(patientIds: readonly string[]): void;
  /** Durable when it resolves. Throws `StoreFailed`; then nothing is forgotten. */
  forget(patientIds: readonly string[]): Promise<void>;
  freedBytes(): number;
  setFreedBytes(bytes: number): void;
  /** Writes what changed; resolves when it is durable. */
  flush(): Promise<void>;
}

/** How long changes gather before they are written; what is lost by then is fetched again. */
const writeAfterMs = 2000;

export async function openChartRegister(store: LeafStore): Promise<ChartRegister> {
  const stored = registerSchema.parse(
    (await store.readLocal(documentName)) ?? { uses: 0, whole: {}, freedBytes: 0 },
  );
  let { uses, freedBytes } = stored;
  const whole = new Map(Object.entries(stored.whole));
  let writing: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed = false;

  function write(without: ReadonlySet<string> = new Set()): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const written = writing.then(async () => {
      changed = false;
      const left = [...whole].filter(([patientId]) => !without.has(patientId));
      await store.writeLocal(documentName, {
        uses,
        whole: Object.fromEntries(left),
        freedBytes,
      });
    });
    writing = written.catch(() => void (changed = true));
    return written;
  }
  function soon(): void {
    changed = true;
    // A full disk is told by the saves that it refuses; this write is tried again at the next change.
    timer ??= setTimeout(() => void write().catch(() => undefined), writeAfterMs);
  }

  return {
    isWhole: (patientId) => whole.has(patientId),
    whole: () => whole,
    use(patientId) {
      if (!whole.has(patientId)) return;
      whole.set(patientId, (uses += 1));
      soon();
    },
    add(patientIds) {
      for (const patientId of patientIds) whole.set(patientId, (uses += 1));
      if (patientIds.length > 0) soon();
    },
    async forget(patientIds) {
      await write(new Set(patientIds));
      for (const patientId of patientIds) whole.delete(patientId);
    },
    freedBytes: () => freedBytes,
    setFreedBytes(bytes) {
      if (bytes === freedBytes) return;
      freedBytes = bytes;
      soon();
    },
    async flush() {
      await (changed ? write() : writing);
      clearTimeout(timer);
    },
  };
}
