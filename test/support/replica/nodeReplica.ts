import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { leafStoreOver } from '../../../shared/replica/leafStore.ts';
import type { LeafStore } from '../../../shared/replica/leafStore.ts';
import { openRecordMemory } from '../../../shared/replica/memory.ts';
import type { MemoryDocument } from '../../../shared/replica/memory.ts';
import { snapshotOver } from '../../../shared/replica/snapshot.ts';
import type { SnapshotStorage } from '../../../shared/replica/snapshot.ts';
import { openReplicaOver } from '../../../shared/replica/replica.ts';
import type { Replica, RowError } from '../../../shared/replica/replica.ts';
import { collectionOf } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';

PouchDB.plugin(memoryAdapter);

/** A replica on a real PouchDB tree in this process's memory; the same name opens the same tree. */
export interface NodeReplica extends Replica {
  readonly name: string;
  readonly pouch: PouchDB.Database;
  /** Saves a record as RxDB would: as an insert, or over what memory shows. */
  put(record: AnyRecord): Promise<RowError[]>;
  /** What memory shows. */
  shown(record: { id: string; kind: AnyRecord['kind'] }): Promise<MemoryDocument | undefined>;
  /** Lets go of memory and store as a killed process would, and opens the same tree again. */
  reopen(): Promise<NodeReplica>;
}

export async function openNodeReplica(
  name: string = crypto.randomUUID(),
  wrapStore: (store: LeafStore) => LeafStore = (store) => store,
  snapshot?: SnapshotStorage,
): Promise<NodeReplica> {
  const pouch = new PouchDB(name, { adapter: 'memory' });
  const key = await importDataKey(new Uint8Array(32).fill(9));
  const cipher = cipherFor(key, name);
  const store = wrapStore(leafStoreOver(() => pouch, cipher, 'base64'));
  const memory = await openRecordMemory(crypto.randomUUID());
  const replica = await openReplicaOver({
    store,
    memory,
    ...(snapshot ? { snapshot: snapshotOver(snapshot, cipher, name) } : {}),
  });
  let height = 0;
  return {
    ...replica,
    name,
    pouch,
    async put(record) {
      const previous = await memory.document(record);
      height += 1;
      const document = {
        ...record,
        _deleted: false,
        _attachments: {},
        _meta: { lwt: Date.now() + height },
        _rev: `${String(height)}-test`,
      } as unknown as MemoryDocument;
      return replica.save(collectionOf(record.kind), [
        previous ? { previous, document } : { document },
      ]);
    },
    shown: (record) => memory.document(record),
    async reopen() {
      await replica.close();
      return openNodeReplica(name, wrapStore, snapshot);
    },
  };
}
