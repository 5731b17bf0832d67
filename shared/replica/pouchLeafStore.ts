import { fromBase64, toBase64 } from '../json/base64.ts';
import { canonicalJson } from '../json/canonical.ts';
import type { Body } from '../records/classifyLeaf.ts';
import type { Bytes, Cipher } from './envelope.ts';
import { StoreFailed } from './leafStore.ts';
import type { KnownLeaf, LeafStore, NewRevision, StoredLeaf } from './leafStore.ts';
import { generationOf, hashOf } from './revision.ts';
import type { Revision } from './revision.ts';
import { leavesOfTree, missingFrom } from './revisionTree.ts';
import type { RevisionTree } from './revisionTree.ts';

/** The store over PouchDB, in which every write is strict. */
export interface PouchLeafStore extends LeafStore {
  /** As `write`, and faster where nothing of these records is here in any form. */
  writeFresh(revisions: readonly NewRevision[]): Promise<void>;
}

/** A record with one leaf that the store doesn't have in any form, sealed. */
export interface FreshDocument {
  readonly id: string;
  readonly rev: Revision;
  readonly ancestors: readonly string[];
  readonly deleted: boolean;
  readonly envelope: Bytes;
}

/** A faster way into PouchDB's own stores for records that are new to it. */
export interface InsertFresh {
  /**
   * Stores all of them on the disk, in one transaction. False, and nothing is stored, when one of
   * them stands already. Throws `StoreFailed`.
   */
  insert(documents: readonly FreshDocument[]): Promise<boolean>;
}

/** The revision trees of those of these records that are here; undefined where PouchDB has to say it. */
export type ReadTrees = (
  ids: readonly string[],
) => Promise<ReadonlyMap<string, RevisionTree> | undefined>;

/** Ways into PouchDB's own stores that are faster than PouchDB. */
export interface FastWays extends InsertFresh {
  readonly readTrees: ReadTrees;
  close(): void;
}

/** PouchDB cuts a history beyond so many revisions; that is left to itself. */
const longestFreshHistory = 1000;

interface PouchDocument {
  _id: string;
  _rev: string;
  _deleted?: boolean;
  _conflicts?: string[];
  _revisions?: { start: number; ids: string[] };
  e?: Bytes | string;
}

/** How an envelope lies in a document: IndexedDB holds bytes, LevelDB's JSON needs base64. */
export type EnvelopeEncoding = 'bytes' | 'base64';

/**
 * A leaf store over a PouchDB database.
 * @param openPouch opens the database; called again after a failed write, because PouchDB's
 *   adapter closes its connection for good on the first transaction that aborts (a full disk)
 * @param fastWays take what isn't here yet in `writeFresh`, and read the trees of many records at
 *   once; without them PouchDB does that too
 */
export function leafStoreOver(
  openPouch: () => PouchDB.Database,
  cipher: Cipher,
  encoding: EnvelopeEncoding,
  fastWays?: FastWays,
): PouchLeafStore {
  let pouch = openPouch();
  /** What a failed write means, with the connection made anew for the next one. */
  const failed = async (error: unknown): Promise<StoreFailed> => {
    // The adapter lets go of its connection later in the same event; before that it would be reused.
    await new Promise((resolve) => setTimeout(resolve, 0));
    pouch = openPouch();
    return storeFailed(error);
  };
  const wrap = (envelope: Bytes) => (encoding === 'bytes' ? envelope : toBase64(envelope));
  const unwrap = (stored: Bytes | string) =>
    typeof stored === 'string' ? fromBase64(stored) : stored;

  async function opened(document: PouchDocument): Promise<StoredLeaf> {
    const { _id: id, _rev: rev, _revisions: revisions } = document;
    const leaf = {
      id,
      rev,
      deleted: document._deleted === true,
      ancestors: revisions ? revisions.ids.slice(1) : [],
    };
    try {
      const { origin, plaintext } = await cipher.open([id, rev], unwrap(document.e!));
      return { ...leaf, origin, body: JSON.parse(plaintext) as Body };
    } catch {
      return { ...leaf, origin: 'local', body: undefined };
    }
  }

  async function seal(revision: NewRevision): Promise<FreshDocument> {
    const { id, rev, ancestors, deleted, body, origin } = revision;
    const envelope = await cipher.seal([id, rev], { origin, plaintext: canonicalJson(body) });
    return { id, rev, ancestors, deleted, envelope };
  }

  async function put(sealed: readonly FreshDocument[]): Promise<void> {
    if (sealed.length === 0) return;
    const documents = sealed.map(({ id, rev, ancestors, deleted, envelope }) => ({
      _id: id,
      _rev: rev,
      _revisions: { start: generationOf(rev), ids: [hashOf(rev), ...ancestors] },
      ...(deleted ? { _deleted: true } : {}),
      e: wrap(envelope),
    }));
    let answered: unknown[];
    try {
      // With `new_edits: false` PouchDB answers [] for success and lists failures only.
      answered = await pouch.bulkDocs(documents as never, { new_edits: false });
    } catch (error) {
      throw await failed(error);
    }
    if (answered.length > 0) throw storeFailed(answered[0]);
  }

  /** Empty for a record that isn't here. */
  async function treesOf(ids: readonly string[]): Promise<readonly RevisionTree[]> {
    // What can't be read so is PouchDB's to read, or to say why.
    const trees =
      ids.length > 1 ? await fastWays?.readTrees(ids).catch(() => undefined) : undefined;
    if (trees) return ids.map((id) => trees.get(id) ?? []);
    return Promise.all(ids.map((id) => revisionTree(pouch, id)));
  }

  async function readLeaves(
    id: string,
    known?: KnownLeaf,
    tree?: RevisionTree,
  ): Promise<StoredLeaf[]> {
    const leaves = leavesOfTree(tree ?? (await revisionTree(pouch, id)));
    const found = await Promise.all(
      leaves.map(async ({ rev, ancestors }) => {
        const standing = known?.(id, rev);
        if (standing) return [{ ...standing, ancestors }];
        try {
          const document = (await pouch.get(id, { rev })) as unknown as PouchDocument;
          return [{ ...(await opened(document)), ancestors }];
        } catch (error) {
          if (isMissing(error)) return [];
          throw error;
        }
      }),
    );
    return found.flat();
  }

  return {
    async write(revisions) {
      await put(await Promise.all(revisions.map(seal)));
    },

    async writeFresh(revisions) {
      const sealed = await Promise.all(revisions.map(seal));
      if (!fastWays) return put(sealed);
      const leaves = new Map<string, number>();
      for (const { id } of sealed) leaves.set(id, (leaves.get(id) ?? 0) + 1);
      const single = ({ id, ancestors }: FreshDocument) =>
        leaves.get(id) === 1 && ancestors.length < longestFreshHistory;
      const rest = sealed.filter((document) => !single(document));
      if (await fastWays.insert(sealed.filter(single))) return put(rest);
      // One of them stands already: PouchDB adds to its tree.
      return put(sealed);
    },

    async read(ids, known) {
      const trees = await treesOf(ids).catch(readFailed);
      const leaves = await Promise.all(
        ids.map((id, index) => readLeaves(id, known, trees[index])),
      ).catch(readFailed);
      return new Map(ids.map((id, index) => [id, leaves[index]!]));
    },

    async readRevision(id, rev) {
      try {
        const document = await pouch.get(id, { rev, revs: true });
        return await opened(document as unknown as PouchDocument);
      } catch (error) {
        if (isMissing(error)) return undefined;
        return readFailed(error);
      }
    },

    async *readAll(batchSize, wanted) {
      let startkey: string | undefined;
      for (;;) {
        // Ids first: what isn't wanted (the history, as large as all the rest) is never read.
        const page = await pouch.allDocs({
          limit: batchSize,
          ...(startkey === undefined ? {} : { startkey, skip: 1 }),
        });
        if (page.rows.length === 0) return;
        startkey = page.rows.at(-1)!.id;
        const keys = page.rows.map((row) => row.id).filter(wanted);
        if (keys.length === 0) continue;
        const documents = await pouch.allDocs({ keys, include_docs: true, conflicts: true });
        const batch = await Promise.all(
          documents.rows.map(async (row): Promise<[string, readonly StoredLeaf[]]> => {
            const document = (row as { doc?: PouchDocument }).doc!;
            if (document._conflicts) return [row.id, await readLeaves(row.id)];
            return [row.id, [await opened(document)]];
          }),
        );
        yield new Map(batch);
      }
    },

    async readRange(startKey, endKey) {
      const page = await pouch.allDocs({
        startkey: startKey,
        endkey: endKey,
        include_docs: true,
        conflicts: true,
      });
      const leaves = await Promise.all(
        page.rows.map((row) => {
          const document = (row as { doc?: PouchDocument }).doc!;
          return document._conflicts ? readLeaves(row.id) : opened(document);
        }),
      );
      return leaves.flat().filter(({ deleted }) => !deleted);
    },

    async changes(since, limit) {
      const { results } = await pouch.changes({ since, limit, style: 'all_docs' });
      return results.map((row) => ({
        id: row.id,
        seq: Number(row.seq),
        leaves: row.changes.map((change) => change.rev),
      }));
    },

    async sequence() {
      return Number((await pouch.info()).update_seq);
    },

    async count() {
      return (await pouch.info()).doc_count;
    },

    async missing(leaves) {
      const named = [...leaves];
      const trees = await treesOf(named.map(([id]) => id));
      const lacking = new Map<string, Revision[]>();
      for (const [index, [id, revisions]] of named.entries()) {
        const missing = missingFrom(trees[index]!, revisions);
        if (missing.length > 0) lacking.set(id, missing);
      }
      return lacking;
    },

    async readLocal(name) {
      try {
        const document = (await pouch.get(`_local/${name}`)) as unknown as PouchDocument;
        const { plaintext } = await cipher.open([`_local/${name}`], unwrap(document.e!));
        return JSON.parse(plaintext) as unknown;
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    async writeLocal(name, value) {
      const id = `_local/${name}`;
      const envelope = await cipher.seal([id], {
        origin: 'local',
        plaintext: canonicalJson(value),
      });
      const standing = await pouch.get(id).catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw storeFailed(error);
      });
      const revision = standing ? { _rev: standing._rev } : {};
      try {
        await pouch.put({ _id: id, ...revision, e: wrap(envelope) } as never);
      } catch (error) {
        throw await failed(error);
      }
    },

    async close() {
      fastWays?.close();
      await pouch.close();
    },
  };
}

/** The disk's fault and no record's: whoever stores what arrives tells the two apart by it. */
function readFailed(error: unknown): never {
  throw storeFailed(error);
}

/** Empty for a record that isn't here. */
function revisionTree(pouch: PouchDB.Database, id: string): Promise<RevisionTree> {
  return new Promise((resolve, reject) => {
    const ask = (notOpened?: unknown) => {
      if (notOpened) return reject(notOpened as Error);
      pouch._getRevisionTree(id, (error, tree) => {
        if (!error) resolve(tree!);
        else if (isMissing(error)) resolve([]);
        else reject(error as Error);
      });
    };
    // PouchDB's own calls wait for the opening by themselves; the adapter's don't.
    if (pouch.taskqueue.isReady) ask();
    else pouch.taskqueue.addTask(ask);
  });
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 404;
}

/** PouchDB wraps IndexedDB's errors; a full disk is told by the name that it leaves in the reason. */
function storeFailed(error: unknown): StoreFailed {
  const text = JSON.stringify(error, ['name', 'message', 'reason']) ?? '';
  return new StoreFailed(/quota/i.test(text + String(error)) ? 'full' : 'failed');
}
