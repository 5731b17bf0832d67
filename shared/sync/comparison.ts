import type { LeafChange, NewRevision } from '../replica/leafStore.ts';
import { hashOf } from '../replica/revision.ts';

interface Leaf {
  readonly id: string;
  readonly rev: string;
}

/**
 * The leaves of this replica that the present server hasn't been seen to hold (D7): after a server
 * was wiped or restored that is every one of them. The server's feed, read from its beginning,
 * names what it has; what it hasn't named by its end is here only, whoever wrote it.
 */
export interface Comparison {
  /** One page of the store's own changes, except what is known to wait anyway. */
  collect(page: readonly LeafChange[], waits: (leaf: Leaf) => boolean): void;
  /** The server named these, or was seen to hold them. */
  named(leaves: readonly Leaf[]): void;
  /** What stands on a leaf takes its place. */
  stored(revision: NewRevision): void;
  holds(id: string): boolean;
  /** The leaves of a record that aren't proved; none where all are. */
  of(id: string): readonly string[];
  /** Ids of up to so many records; `forget` takes them out. */
  some(limit: number): readonly string[];
  forget(ids: Iterable<string>): void;
  ids(): IterableIterator<string>;
  readonly size: number;
  /** Records and their history that were collected so far. */
  readonly collected: number;
}

export function comparison(): Comparison {
  const unproved = new Map<string, string[]>();
  let collected = 0;

  function keep(id: string, wanted: (rev: string) => boolean): void {
    const revs = unproved.get(id);
    if (!revs) return;
    const rest = revs.filter(wanted);
    if (rest.length === 0) unproved.delete(id);
    else if (rest.length < revs.length) unproved.set(id, rest);
  }

  return {
    collect(page, waits) {
      for (const { id, leaves } of page) {
        const revs = leaves.filter((rev) => !waits({ id, rev }));
        if (revs.length > 0) unproved.set(id, revs);
        collected += 1;
      }
    },
    named(leaves) {
      for (const { id, rev } of leaves) keep(id, (other) => other !== rev);
    },
    stored({ id, rev, ancestors }) {
      keep(id, (other) => other !== rev && !ancestors.includes(hashOf(other)));
    },
    holds: (id) => unproved.has(id),
    of: (id) => unproved.get(id) ?? [],
    some(limit) {
      const ids: string[] = [];
      for (const id of unproved.keys()) {
        if (ids.length >= limit) break;
        ids.push(id);
      }
      return ids;
    },
    forget(ids) {
      for (const id of ids) unproved.delete(id);
    },
    ids: () => unproved.keys(),
    get size() {
      return unproved.size;
    },
    get collected() {
      return collected;
    },
  };
}

/** Of these records, those that the comparison held before this was done and doesn't any more. */
export function released(
  from: Comparison,
  ids: readonly string[],
  act: (from: Comparison) => void,
): string[] {
  const held = ids.filter((id) => from.holds(id));
  act(from);
  return held.filter((id) => !from.holds(id));
}
