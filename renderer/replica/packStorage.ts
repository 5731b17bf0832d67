import type { PackStorage } from '../../shared/replica/arrivalPacks.ts';
import type { Bytes } from '../../shared/replica/envelope.ts';
import { StoreFailed } from '../../shared/replica/leafStore.ts';
import { openIndexedDbStore } from './indexedDbStore.ts';

/** Name of the IndexedDB that holds a replica's packs. */
export function packsName(replicaName: string): string {
  return `${replicaName}-arrivals`;
}

/**
 * Packs of arrivals in an IndexedDB of their own. LevelDB keeps one log for all of an origin's
 * databases: a strict write behind a relaxed one takes it to the disk.
 */
export async function openPackStorage(databaseName: string): Promise<PackStorage> {
  const store = await openIndexedDbStore(databaseName);
  return {
    numbers: () => store.run<number[]>('readonly', (packs) => packs.getAllKeys()),
    read: (number) => store.run<Bytes | undefined>('readonly', (packs) => packs.get(number)),
    async write(number, pack) {
      try {
        await store.run('readwrite', (packs) => packs.put(pack, number), 'relaxed');
      } catch (error) {
        const name = (error as { name?: string } | null)?.name;
        throw new StoreFailed(name === 'QuotaExceededError' ? 'full' : 'failed');
      }
    },
    async remove(number) {
      await store.run('readwrite', (packs) => packs.delete(number), 'relaxed');
    },
    close: () => store.close(),
  };
}
