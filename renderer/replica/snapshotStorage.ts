import type { Bytes } from '../../shared/replica/envelope.ts';
import type { SnapshotStorage } from '../../shared/replica/snapshot.ts';
import { openIndexedDbStore } from './indexedDbStore.ts';

/** The snapshot's chunks in an IndexedDB of their own: deleting it costs a slower start only. */
export async function openSnapshotStorage(databaseName: string): Promise<SnapshotStorage> {
  const store = await openIndexedDbStore(databaseName);
  return {
    read: (name) => store.run<Bytes | undefined>('readonly', (entries) => entries.get(name)),
    async write(name, chunk) {
      await store.run('readwrite', (entries) => entries.put(chunk, name));
    },
    async keepOnly(names) {
      if (names.size === 0) {
        await store.run('readwrite', (entries) => entries.clear());
        return;
      }
      const standing = await store.run<string[]>('readonly', (entries) => entries.getAllKeys());
      for (const name of standing) {
        if (!names.has(name)) await store.run('readwrite', (entries) => entries.delete(name));
      }
    },
  };
}
