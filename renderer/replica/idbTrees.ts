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
      const found = new Map<string, IDBRequest<{ readonly data: string } | undefined>>();
      const transaction = database.transaction('document-store', 'readonly');
      const rows = transaction.objectStore('document-store');
      for (const id of new Set(ids)) found.set(id, rows.get(id));
      transaction.onabort = () => reject(transaction.error as Error);
      transaction.oncomplete = () => {
        try {
          resolve(treesIn(found));
        } catch (error) {
          // One row that can't be read is never a record that isn't here.
          reject(error as Error);
        }
      };
    });
  };
}

function treesIn(
  found: ReadonlyMap<string, IDBRequest<{ readonly data: string } | undefined>>,
): ReadonlyMap<string, RevisionTree> {
  const trees = new Map<string, RevisionTree>();
  for (const [id, { result }] of found) {
    if (result) trees.set(id, (JSON.parse(result.data) as { rev_tree: RevisionTree }).rev_tree);
  }
  return trees;
}
