import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { connectReplica } from '../../../../renderer/replica/openReplica.ts';
import { openRecords } from '../../../../renderer/replica/records.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import { importDataKey } from '../../../../shared/replica/envelope.ts';
import { openDots } from '../../../support/replicaPage/fillerNote.ts';
import type { StoreName } from './benchApi.ts';

export interface OpenStore {
  readonly records: Records;
  close(): Promise<void>;
}

/** Opens a store behind the same records API: the same schemas, parsing and RxDB settings. */
export async function openStore(store: StoreName, name: string): Promise<OpenStore> {
  if (store === 'ours') {
    const key = await importDataKey(new Uint8Array(32).fill(7));
    const client = await connectReplica({ replicaName: name, key });
    return { records: client.records, close: () => client.close() };
  }
  // As it comes: on the page, without encryption, with the browser's default durability.
  const records = await openRecords(getRxStorageDexie(), name, openDots());
  return { records, close: () => records.close() };
}
