import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';

PouchDB.plugin(memoryAdapter);

/** Where the revision trees of a campaign lie: PouchDB's own, in memory or in IndexedDB. */
export interface Trees {
  open(name: string): PouchDB.Database;
  /** Copies a closed tree byte for byte, as copying a profile does; not every platform can. */
  readonly copy?: (from: string, to: string) => Promise<void>;
  remove(pouch: PouchDB.Database): Promise<void>;
}

/** As memdown keeps them: persistent trees by location, shared by the whole process. */
interface MemDown {
  open(callback: () => void): void;
  _store: Record<string, unknown>;
}

/** Trees in this process's memory. Their bytes are immutable values, so a copy is a reference. */
export async function memoryTrees(): Promise<Trees> {
  // A dependency of the adapter, without types of its own.
  const { default: memdown } = (await import('memdown' as string)) as {
    default: (location: string) => MemDown;
  };
  return {
    open: (name) => new PouchDB(name, { adapter: 'memory', revs_limit: 1000 }),
    async copy(from, to) {
      const target = memdown(to);
      await new Promise<void>((resolve) => target.open(resolve));
      target._store[`$${to}`] = target._store[`$${from}`];
    },
    async remove(pouch) {
      await pouch.destroy();
    },
  };
}
