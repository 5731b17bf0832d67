import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import { withArrivalPacks } from '../../../shared/replica/arrivalPacks.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';
import type { LeafStore } from '../../../shared/replica/leafStore.ts';
import { openRecordMemory } from '../../../shared/replica/memory.ts';
import { snapshotOver } from '../../../shared/replica/snapshot.ts';
import type { SnapshotStorage } from '../../../shared/replica/snapshot.ts';
import { openReplicaOver } from '../../../shared/replica/replica.ts';
import type { Replica } from '../../../shared/replica/replica.ts';
import { packsInMemory } from './packsInMemory.ts';
import { savesRecords } from './savesRecords.ts';
import type { SavesRecords } from './savesRecords.ts';
import type { KnownPeople } from '../../../shared/people/knownPeople.ts';

PouchDB.plugin(memoryAdapter);

/** A replica on a real PouchDB tree in this process's memory; the same name opens the same tree. */
export interface NodeReplica extends Replica, SavesRecords {
  readonly name: string;
  readonly pouch: PouchDB.Database;
  /** Lets go of memory and store as a killed process would, and opens the same tree again. */
  reopen(): Promise<NodeReplica>;
}

export async function openNodeReplica(
  name: string = crypto.randomUUID(),
  wrapStore: (store: LeafStore) => LeafStore = (store) => store,
  snapshot?: SnapshotStorage,
  people?: KnownPeople,
): Promise<NodeReplica> {
  const pouch = new PouchDB(name, { adapter: 'memory' });
  const key = await importDataKey(new Uint8Array(32).fill(9));
  const cipher = cipherFor(key, name);
  const rows = leafStoreOver(() => pouch, cipher, 'base64');
  const store = wrapStore(withArrivalPacks(rows, packsInMemory(name), cipher, name));
  const memory = await openRecordMemory(crypto.randomUUID());
  const replica = await openReplicaOver({
    store,
    memory,
    people,
    ...(snapshot ? { snapshot: snapshotOver(snapshot, cipher, name) } : {}),
  });
  return {
    ...replica,
    name,
    pouch,
    ...savesRecords(replica),
    async reopen() {
      await replica.close();
      return openNodeReplica(name, wrapStore, snapshot, people);
    },
  };
}
