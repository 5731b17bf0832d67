import type { RxStorage } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { connectWorker } from '../../../renderer/replica/connectWorker.ts';
import { importDataKey } from '../../../shared/replica/envelope.ts';

/** One storage under contract: opened, used through RxDB's interface, closed, opened again. */
export interface StorageUnderContract {
  readonly name: string;
  /** What stays after everything is closed. */
  readonly keepsRecords: boolean;
  /** Clinical records are never deleted; ours refuses where others delete. */
  readonly deletes: boolean;
  /** Ours parses every record; others store what they are given. */
  readonly validates: boolean;
  open(databaseName: string): Promise<{
    readonly storage: RxStorage<unknown, unknown>;
    close(): Promise<void>;
  }>;
}

export const storagesUnderContract: readonly StorageUnderContract[] = [
  {
    name: 'replica (encrypted PouchDB in a Worker)',
    keepsRecords: true,
    deletes: false,
    validates: true,
    async open(databaseName) {
      const { worker, calls, storage } = await connectWorker(
        { replicaName: databaseName, key: await importDataKey(new Uint8Array(32).fill(7)) },
        {
          loading: () => undefined,
          newReplica: async () => undefined,
          syncStatus: () => undefined,
          delivery: () => undefined,
          chartPresence: () => undefined,
          storageMeter: () => undefined,
          signatureDoubts: () => undefined,
          people: () => undefined,
        },
      );
      return {
        storage,
        async close() {
          await calls.close();
          worker.terminate();
        },
      };
    },
  },
  {
    name: 'RxDB memory',
    keepsRecords: false,
    deletes: true,
    validates: false,
    open: async () => ({
      storage: getRxStorageMemory() as unknown as RxStorage<unknown, unknown>,
      close: async () => undefined,
    }),
  },
  {
    name: 'RxDB Dexie',
    keepsRecords: true,
    deletes: true,
    validates: false,
    open: async () => ({
      storage: getRxStorageDexie() as unknown as RxStorage<unknown, unknown>,
      close: async () => undefined,
    }),
  },
];
