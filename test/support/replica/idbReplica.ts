import { idbEvictor } from '../../../renderer/replica/idbEvictor.ts';
import { openPouch } from '../../../renderer/replica/openPouch.ts';
import { openSnapshotStorage } from '../../../renderer/replica/snapshotStorage.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import type { Evictor } from '../../../shared/replica/evictor.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';
import { openRecordMemory } from '../../../shared/replica/memory.ts';
import { openReplicaOver } from '../../../shared/replica/replica.ts';
import type { Replica } from '../../../shared/replica/replica.ts';
import { snapshotOver } from '../../../shared/replica/snapshot.ts';
import { savesRecords } from './savesRecords.ts';
import type { SavesRecords } from './savesRecords.ts';

/** A replica on this page's real IndexedDB, as the Worker opens it, with snapshot and evictor. */
export interface IdbReplica extends Replica, SavesRecords {
  readonly name: string;
  readonly pouch: PouchDB.Database;
  readonly evictor: Evictor;
  /** Closes it and opens it again, as a restart does. */
  reopen(): Promise<IdbReplica>;
}

export async function openIdbReplica(
  name: string = `evict-${crypto.randomUUID()}`,
): Promise<IdbReplica> {
  const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(7)), name);
  const pouch = openPouch(name);
  const evictor = idbEvictor(name);
  const replica = await openReplicaOver({
    store: leafStoreOver(() => pouch, cipher, 'bytes'),
    memory: await openRecordMemory(`${name}-${crypto.randomUUID()}`),
    snapshot: snapshotOver(await openSnapshotStorage(`${name}-snapshot`), cipher, name),
    evictor,
  });
  return {
    ...replica,
    name,
    pouch,
    evictor,
    ...savesRecords(replica),
    async reopen() {
      await replica.close();
      return openIdbReplica(name);
    },
  };
}
