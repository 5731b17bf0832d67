import { idbEvictor } from '../../../renderer/replica/idbEvictor.ts';
import { openPouch } from '../../../renderer/replica/openPouch.ts';
import { openSnapshotStorage } from '../../../renderer/replica/snapshotStorage.ts';
import { collectionOf } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import type { Evictor } from '../../../shared/replica/evictor.ts';
import { leafStoreOver } from '../../../shared/replica/leafStore.ts';
import { openRecordMemory } from '../../../shared/replica/memory.ts';
import type { MemoryDocument } from '../../../shared/replica/memory.ts';
import { openReplicaOver } from '../../../shared/replica/replica.ts';
import type { Replica, RowError } from '../../../shared/replica/replica.ts';
import { snapshotOver } from '../../../shared/replica/snapshot.ts';

/** A replica on this page's real IndexedDB, as the Worker opens it, with snapshot and evictor. */
export interface IdbReplica extends Replica {
  readonly name: string;
  readonly pouch: PouchDB.Database;
  readonly evictor: Evictor;
  /** Saves a record as RxDB would: as an insert, or over what memory shows. */
  put(record: AnyRecord): Promise<RowError[]>;
  shown(record: { id: string; kind: AnyRecord['kind'] }): Promise<MemoryDocument | undefined>;
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
  let height = 0;
  return {
    ...replica,
    name,
    pouch,
    evictor,
    async put(record) {
      const previous = await replica.memory.document(record);
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
    shown: (record) => replica.memory.document(record),
    async reopen() {
      await replica.close();
      return openIdbReplica(name);
    },
  };
}
