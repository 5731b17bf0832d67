import { StoreFailed } from '../../shared/replica/leafStore.ts';
import type { FreshDocument, InsertFresh } from '../../shared/replica/pouchLeafStore.ts';
import type { PouchConnection } from './pouchConnection.ts';

const written = ['document-store', 'by-sequence', 'meta-store'] as const;

/**
 * Writes records that aren't in the store yet into the IndexedDB of PouchDB's `idb` adapter, over a
 * connection of its own: the rows that the adapter itself would write (a contract test compares
 * them), without its read of each record before and its wait for each row. The adapter keeps
 * nothing in memory between its transactions, so what is written here is there for it.
 *
 * Every row is added, never put: a record that stands already, or comes in the same moment, aborts
 * the transaction, and nothing of it is stored.
 *
 * Its commits wait for the disk.
 */
export function idbInserter(connection: PouchConnection): InsertFresh {
  return {
    async insert(documents) {
      if (documents.length === 0) return true;
      const database = await connection.database();
      return new Promise<boolean>((resolve, reject) => {
        const transaction = database.transaction(written, 'readwrite', { durability: 'strict' });
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = () => {
          const name = transaction.error?.name;
          if (name === 'ConstraintError') resolve(false);
          else reject(new StoreFailed(name === 'QuotaExceededError' ? 'full' : 'failed'));
        };
        addAll(transaction, documents);
      });
    },
  };
}

function addAll(transaction: IDBTransaction, documents: readonly FreshDocument[]): void {
  const revisions = transaction.objectStore('by-sequence');
  const trees = transaction.objectStore('document-store');
  const counts = transaction.objectStore('meta-store');
  // The first row tells where the sequence stands; inside one transaction the others follow it.
  const [first, ...others] = documents;
  const begun = revisions.add(revisionRow(first!));
  begun.onsuccess = () => {
    const sequence = Number(begun.result);
    trees.add(treeRow(first!, sequence));
    for (const [index, document] of others.entries()) {
      revisions.add(revisionRow(document));
      trees.add(treeRow(document, sequence + index + 1));
    }
  };
  const live = documents.filter(({ deleted }) => !deleted).length;
  const counted = counts.get('meta-store');
  counted.onsuccess = () => {
    const row = counted.result as { docCount: number };
    counts.put({ ...row, docCount: row.docCount + live });
  };
}

function revisionRow({ id, rev, deleted, envelope }: FreshDocument): object {
  return { e: envelope, ...(deleted ? { _deleted: true } : {}), _doc_id_rev: `${id}::${rev}` };
}

type Tree = [hash: string, status: { status: string; deleted?: true }, children: Tree[]];

function treeRow({ id, rev, ancestors, deleted }: FreshDocument, seq: number): object {
  const [generation, hash] = rev.split('-') as [string, string];
  let tree: Tree = [hash, { status: 'available', ...(deleted ? { deleted: true } : {}) }, []];
  for (const ancestor of ancestors) tree = [ancestor, { status: 'missing' }, [tree]];
  const metadata = {
    id,
    rev,
    rev_tree: [{ pos: Number(generation) - ancestors.length, ids: tree }],
    winningRev: rev,
    deleted,
    seq,
  };
  return {
    data: JSON.stringify(metadata),
    winningRev: rev,
    deletedOrLocal: deleted ? '1' : '0',
    seq,
    id,
  };
}
