import type { TrailStorage } from '../../shared/audit/trailStorage.ts';
import type { Bytes } from '../../shared/replica/envelope.ts';
import { openIndexedDbStore } from './indexedDbStore.ts';

/**
 * The audit trail in an IndexedDB of its own. LevelDB keeps one log for all of an origin's databases:
 * a strict write, a saved record's too, takes every relaxed one before it to the disk.
 */
export async function openTrailStorage(databaseName: string): Promise<TrailStorage> {
  const store = await openIndexedDbStore(databaseName);
  return {
    async put(rows, durability) {
      if (rows.length === 0) return;
      const putAll = (entries: IDBObjectStore) =>
        rows.map(([key, value]) => entries.put(value, key)).pop()!;
      await store.run('readwrite', putAll, durability);
    },
    get: (key) => store.run<Bytes | undefined>('readonly', (entries) => entries.get(key)),
    async range(from, to, limit) {
      const range = IDBKeyRange.bound(from, to);
      const keys = await store.run<string[]>('readonly', (entries) =>
        entries.getAllKeys(range, limit),
      );
      const values = await store.run<Bytes[]>('readonly', (entries) =>
        entries.getAll(range, limit),
      );
      return keys.map((key, index) => [key, values[index]!] as const);
    },
    async lastKey(from, to) {
      const range = IDBKeyRange.bound(from, to);
      const cursor = await store.run<IDBCursor | null>('readonly', (entries) =>
        entries.openKeyCursor(range, 'prev'),
      );
      return cursor ? String(cursor.key) : undefined;
    },
    close: () => store.close(),
  };
}
