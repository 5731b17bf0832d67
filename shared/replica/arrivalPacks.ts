import type { Bytes, Cipher } from './envelope.ts';
import { StoreFailed } from './leafStore.ts';
import type { Arrivals, Durability, LeafStore, NewRevision, StoredLeaf } from './leafStore.ts';
import type { PouchLeafStore } from './pouchLeafStore.ts';
import type { Revision } from './revision.ts';

/** Where packs lie; each has a number, and the later ones have the higher. */
export interface PackStorage {
  numbers(): Promise<readonly number[]>;
  read(number: number): Promise<Bytes | undefined>;
  /** Relaxed: what is in a pack can be fetched again. Throws `StoreFailed`. */
  write(number: number, pack: Bytes): Promise<void>;
  remove(number: number): Promise<void>;
  close(): void;
}

/** Rows that are moved in one transaction: a save waits for one at most. */
const rowsAtOnce = 100;
/** PouchDB cuts a history beyond so many revisions; such a one is left to it at once. */
const longestHistory = 1000;

/**
 * A leaf store in which relaxed writes are cheap. A row of PouchDB's costs IndexedDB two puts and
 * four index entries, and it is their number that costs, not their bytes: 240 us a record where a
 * sealed pack of many records costs 10. So a relaxed write is one pack. Packs are moved into rows
 * afterwards, by strict writes, when nothing else is to do; a pack goes only when its rows stand.
 *
 * Only leaves that came from a server are ever written relaxed, so a pack holds nothing that can't
 * be fetched again. Nobody sees where a record lies: whatever reads or extends it moves its pack
 * before. What lies in packs has no sequence yet: `changes` names it when it is moved.
 * @param instance names the one store that the packs belong to; it is authenticated
 */
export function withArrivalPacks(
  store: PouchLeafStore,
  storage: PackStorage,
  cipher: Cipher,
  instance: string,
): LeafStore & { readonly arrivals: Arrivals } {
  /** Packs that are here, with the ids in each. */
  const packs = new Map<number, readonly string[]>();
  const packOf = new Map<string, number>();
  const revisionOf = new Map<string, Revision>();
  const damaged = new Set<number>();
  const moving = new Map<number, Promise<void>>();
  let next = 1;

  const place = (number: number) => ['arrivals', instance, String(number)];

  function keep(number: number, revisions: readonly NewRevision[]): void {
    next = Math.max(next, number + 1);
    packs.set(
      number,
      revisions.map(({ id }) => id),
    );
    for (const { id, rev } of revisions) {
      packOf.set(id, number);
      revisionOf.set(id, rev);
    }
  }

  async function open(number: number): Promise<readonly NewRevision[]> {
    try {
      const pack = await storage.read(number);
      const { plaintext } = await cipher.open(place(number), pack!);
      return JSON.parse(plaintext) as NewRevision[];
    } catch {
      throw new StoreFailed('failed');
    }
  }

  function move(number: number): Promise<void> {
    const standing = moving.get(number);
    if (standing) return standing;
    const moved = moveNow(number).finally(() => moving.delete(number));
    moving.set(number, moved);
    return moved;
  }

  async function moveNow(number: number): Promise<void> {
    const revisions = await open(number);
    for (let start = 0; start < revisions.length; start += rowsAtOnce) {
      await store.writeFresh(revisions.slice(start, start + rowsAtOnce));
    }
    for (const { id } of revisions) {
      // A crash may leave a pack behind that was moved before a later one was written.
      if (packOf.get(id) !== number) continue;
      packOf.delete(id);
      revisionOf.delete(id);
    }
    packs.delete(number);
    await storage.remove(number);
  }

  async function moveThoseWith(ids: Iterable<string>): Promise<void> {
    const numbers = new Set<number>();
    for (const id of ids) {
      const number = packOf.get(id);
      if (number !== undefined) numbers.add(number);
    }
    for (const number of numbers) await move(number);
  }

  /** A full disk takes no rows; what lies in packs can be read all the same. */
  async function readable(ids: readonly string[]): Promise<readonly StoredLeaf[]> {
    try {
      await moveThoseWith(ids);
      return [];
    } catch {
      const wanted = new Set(ids);
      const numbers = new Set(ids.map((id) => packOf.get(id)).filter((one) => one !== undefined));
      const found: StoredLeaf[] = [];
      for (const number of numbers) {
        found.push(...(await open(number)).filter(({ id }) => wanted.has(id)));
      }
      return found;
    }
  }

  async function pack(revisions: readonly NewRevision[]): Promise<void> {
    if (revisions.length === 0) return;
    const number = next;
    next += 1;
    const plaintext = JSON.stringify(revisions);
    await storage.write(number, await cipher.seal(place(number), { origin: 'server', plaintext }));
    keep(number, revisions);
  }

  return {
    ...store,
    async write(revisions: readonly NewRevision[], durability?: Durability) {
      await moveThoseWith(revisions.map(({ id }) => id));
      if (durability !== 'relaxed') return store.write(revisions);
      const leaves = new Map<string, number>();
      for (const { id } of revisions) leaves.set(id, (leaves.get(id) ?? 0) + 1);
      const single = ({ id, ancestors, origin }: NewRevision) =>
        origin === 'server' && leaves.get(id) === 1 && ancestors.length < longestHistory;
      const others = revisions.filter((revision) => !single(revision));
      await pack(revisions.filter(single));
      if (others.length > 0) await store.write(others);
    },

    async read(ids, known) {
      const packed = await readable(ids);
      const leaves = await store.read(ids, known);
      return packed.length === 0 ? leaves : beside(leaves, packed);
    },

    async readRevision(id, rev) {
      const packed = await readable([id]);
      return (await store.readRevision(id, rev)) ?? packed.find((leaf) => leaf.rev === rev);
    },

    async readRange(startKey, endKey) {
      const ids = [...packOf.keys()].filter((id) => id >= startKey && id <= endKey);
      const packed = await readable(ids);
      const leaves = await store.readRange(startKey, endKey);
      const isNew = (leaf: StoredLeaf) =>
        !leaf.deleted && !leaves.some(({ id, rev }) => id === leaf.id && rev === leaf.rev);
      return [...leaves, ...packed.filter(isNew)];
    },

    async count() {
      return (await store.count()) + packOf.size;
    },

    async missing(leaves) {
      const unknown = new Map<string, Revision[]>();
      for (const [id, revisions] of leaves) {
        const rest = revisions.filter((rev) => revisionOf.get(id) !== rev);
        if (rest.length > 0) unknown.set(id, rest);
      }
      await moveThoseWith(unknown.keys());
      return unknown.size === 0 ? new Map<string, Revision[]>() : store.missing(unknown);
    },

    async close() {
      await Promise.allSettled(moving.values());
      storage.close();
      await store.close();
    },

    arrivals: {
      leaves: () => revisionOf,
      async *load() {
        for (const number of await storage.numbers()) {
          next = Math.max(next, number + 1);
          let revisions: readonly NewRevision[];
          try {
            revisions = await open(number);
          } catch {
            damaged.add(number);
            continue;
          }
          keep(number, revisions);
          yield revisions;
        }
      },
      isDamaged: () => damaged.size > 0,
      async forgetDamaged() {
        for (const number of damaged) await storage.remove(number);
        damaged.clear();
      },
      async moveOne() {
        const [oldest] = packs.keys();
        if (oldest === undefined) return false;
        await move(oldest);
        return true;
      },
    },
  };
}

/** Moves everything that lies in packs into rows. Throws `StoreFailed`. */
export async function moveAll({ arrivals }: LeafStore): Promise<void> {
  while (await arrivals?.moveOne());
}

function beside(
  leaves: ReadonlyMap<string, readonly StoredLeaf[]>,
  packed: readonly StoredLeaf[],
): ReadonlyMap<string, readonly StoredLeaf[]> {
  const all = new Map(leaves);
  for (const leaf of packed) {
    const standing = all.get(leaf.id) ?? [];
    if (!standing.some(({ rev }) => rev === leaf.rev)) all.set(leaf.id, [...standing, leaf]);
  }
  return all;
}
