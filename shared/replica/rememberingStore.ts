import type { LeafStore, StoredLeaf } from './leafStore.ts';

/** The two calls by which arrivals are stored and shown. */
export type ReadsAndWrites = Pick<LeafStore, 'read' | 'write'>;

/**
 * A store that opens no body twice: for as long as one call takes, and never longer, for bodies are
 * large. PouchDB reads a record's whole tree for each leaf that it opens; of 500 leaves that come at
 * once the first were opened sixty times over.
 *
 * The first body of a revision stands, as it does in the store: a server that sends another one under
 * the same revision changes nothing on the disk, and so nothing here. What is written must therefore
 * have been read before, where it may stand already.
 */
export function rememberingStore(store: ReadsAndWrites): ReadsAndWrites {
  const bodies = new Map<string, StoredLeaf>();
  const keyOf = (id: string, rev: string) => `${id} ${rev}`;
  /** Nearly nothing that a first fill writes is ever read. */
  let written: readonly StoredLeaf[] = [];
  const remember = (leaves: Iterable<StoredLeaf>) => {
    for (const leaf of leaves) {
      const key = keyOf(leaf.id, leaf.rev);
      if (!bodies.has(key)) bodies.set(key, leaf);
    }
  };
  return {
    async read(ids) {
      if (ids.length === 0) return new Map();
      remember(written);
      written = [];
      const leaves = await store.read(ids, (id, rev) => bodies.get(keyOf(id, rev)));
      remember([...leaves.values()].flat());
      return leaves;
    },
    async write(revisions, durability) {
      await store.write(revisions, durability);
      written = [...written, ...revisions];
    },
  };
}
