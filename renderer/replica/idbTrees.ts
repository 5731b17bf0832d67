import type { RevisionTree } from '../../shared/replica/revisionTree.ts';
import type { ReadTrees } from '../../shared/replica/pouchLeafStore.ts';
import type { PouchConnection } from './pouchConnection.ts';

/**
 * Reads the revision trees of many records from the IndexedDB of PouchDB's `idb` adapter in one
 * transaction: the adapter opens one for each, and where some hundred records are compared with what
 * a server named, that is most of the time it takes.
 */
export function idbTrees(connection: PouchConnection): ReadTrees {
  return async (ids) => {
    const database = await connection.database();
    return new Promise((resolve, reject) => {
      const trees = new Map<string, RevisionTree>();
      const transaction = database.transaction('document-store', 'readonly');
      transaction.oncomplete = () => resolve(trees);
      transaction.onabort = () => reject(transaction.error as Error);
      const rows = transaction.objectStore('document-store');
      for (const id of new Set(ids)) {
        const read = rows.get(id);
        read.onsuccess = () => {
          const row = read.result as { readonly data: string } | undefined;
          if (row) trees.set(id, (JSON.parse(row.data) as { rev_tree: RevisionTree }).rev_tree);
        };
      }
      transaction.commit();
    });
  };
}
