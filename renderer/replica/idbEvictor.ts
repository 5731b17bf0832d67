import { version as adapterVersion } from 'pouchdb-adapter-idb/package.json' with { type: 'json' };
import type { Evicted, Evictor } from '../../shared/replica/evictor.ts';
import { chartKeyRange } from '../../shared/records/ids.ts';

/** The release of PouchDB's adapter whose stores are described here; a test compares them. */
export const knownAdapterVersion = '9.0.0';

/** Version of the adapter's IndexedDB, and its stores with their key paths and indexes. */
const knownDatabaseVersion = 5;
const knownStores: Readonly<Record<string, string>> = {
  'attach-seq-store': ' auto digestSeq* seq',
  'attach-store': 'digest',
  'by-sequence': ' auto _doc_id_rev*',
  'detect-blob-support': '',
  'document-store': 'id deletedOrLocal',
  'local-store': '_id',
  'meta-store': 'id',
};

const written = [
  'document-store',
  'by-sequence',
  'attach-store',
  'attach-seq-store',
  'meta-store',
] as const;

interface StoredMetadata {
  readonly id: string;
  readonly data: string;
  readonly deletedOrLocal: '0' | '1';
}

interface StoredRevision {
  readonly e?: Uint8Array;
}

/**
 * Eviction from the IndexedDB of PouchDB's `idb` adapter, over a connection of its own. The adapter
 * keeps nothing in memory between its transactions, so what is gone here is gone for it.
 *
 * A record is a row of `document-store` (its tree) and one row of `by-sequence` for each revision
 * whose body is here; `meta-store` holds the count of the records that aren't deleted. Sequences
 * are never given twice: the key generator stays where it is when the highest rows go.
 * @param replicaName name of the PouchDB database
 */
export function idbEvictor(replicaName: string): Evictor {
  const open = () =>
    new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(`_pouch_${replicaName}`);
      // Without a version it opens what stands; a database that isn't there must not be made.
      request.onupgradeneeded = () => request.transaction!.abort();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error as Error);
    });

  async function over<T>(
    mode: IDBTransactionMode,
    act: (transaction: IDBTransaction) => () => T,
  ): Promise<T> {
    const database = await open();
    try {
      return await new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(written, mode);
        const result = act(transaction);
        transaction.oncomplete = () => resolve(result());
        transaction.onabort = () => reject(transaction.error ?? new Error('eviction aborted'));
      });
    } finally {
      database.close();
    }
  }

  return {
    async unusable() {
      if (adapterVersion !== knownAdapterVersion) return 'otherAdapter';
      const database = await open();
      try {
        return sameStores(database) ? undefined : 'otherStores';
      } finally {
        database.close();
      }
    },

    idsOf: (patientIds) =>
      over('readonly', (transaction) => {
        const ids: string[] = [];
        const documents = transaction.objectStore('document-store');
        for (const patientId of patientIds) {
          const { startKey, endKey } = chartKeyRange(patientId);
          const request = documents.getAllKeys(IDBKeyRange.bound(startKey, endKey));
          request.onsuccess = () => ids.push(...request.result.map(String));
        }
        return () => ids;
      }),

    evict: (wanted) =>
      over('readwrite', (transaction) => {
        const asked = [...new Set(wanted)];
        const documents = transaction.objectStore('document-store');
        const ids: string[] = [];
        const taken = { revisions: 0, bytes: 0 };
        let live = 0;
        let left = asked.length;
        for (const id of asked) {
          const request = documents.get(id);
          request.onsuccess = () => {
            const metadata = request.result as StoredMetadata | undefined;
            if (metadata) {
              ids.push(id);
              taken.bytes += metadata.data.length;
              if (metadata.deletedOrLocal === '0') live += 1;
              documents.delete(id);
              removeRevisions(transaction, id, taken);
            }
            left -= 1;
            if (left === 0) correctCount(transaction, live);
          };
        }
        return (): Evicted => ({ ids, ...taken });
      }),
  };
}

function removeRevisions(
  transaction: IDBTransaction,
  id: string,
  taken: { revisions: number; bytes: number },
): void {
  const rows = transaction.objectStore('by-sequence');
  const ofRecord = IDBKeyRange.bound(`${id}::`, `${id}::\uffff`);
  const values = rows.index('_doc_id_rev').getAll(ofRecord);
  values.onsuccess = () => {
    for (const row of values.result as StoredRevision[]) taken.bytes += row.e?.byteLength ?? 0;
  };
  const sequences = rows.index('_doc_id_rev').getAllKeys(ofRecord);
  sequences.onsuccess = () => {
    for (const sequence of sequences.result) {
      taken.revisions += 1;
      rows.delete(sequence);
      removeAttachments(transaction, sequence);
    }
  };
}

/** Attachments are shared by their digest: the last revision that names one takes it along. */
function removeAttachments(transaction: IDBTransaction, sequence: IDBValidKey): void {
  const links = transaction.objectStore('attach-seq-store');
  const cursor = links.index('seq').openCursor(IDBKeyRange.only(sequence));
  cursor.onsuccess = () => {
    const link = cursor.result;
    if (!link) return;
    const digest = (link.value as { digestSeq: string }).digestSeq.split('::')[0]!;
    link.delete();
    const others = links
      .index('digestSeq')
      .count(IDBKeyRange.bound(`${digest}::`, `${digest}::\uffff`));
    others.onsuccess = () => {
      if (others.result === 0) transaction.objectStore('attach-store').delete(digest);
    };
    link.continue();
  };
}

/** The adapter reads the number of live records from here, and never counts them. */
function correctCount(transaction: IDBTransaction, gone: number): void {
  const metadata = transaction.objectStore('meta-store');
  const request = metadata.get('meta-store');
  request.onsuccess = () => {
    const row = request.result as { docCount: number };
    metadata.put({ ...row, docCount: row.docCount - gone });
  };
}

function sameStores(database: IDBDatabase): boolean {
  const names = [...database.objectStoreNames];
  if (database.version !== knownDatabaseVersion) return false;
  if (names.join() !== Object.keys(knownStores).join()) return false;
  const transaction = database.transaction(names, 'readonly');
  return names.every((name) => describe(transaction.objectStore(name)) === knownStores[name]);
}

/** Key path, whether keys are made by the store, and indexes; a star marks a unique one. */
function describe(store: IDBObjectStore): string {
  const indexes = [...store.indexNames].map(
    (name) => `${name}${store.index(name).unique ? '*' : ''}`,
  );
  return [String(store.keyPath ?? ''), ...(store.autoIncrement ? ['auto'] : []), ...indexes].join(
    ' ',
  );
}
