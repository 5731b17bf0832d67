import { isHistoryId } from '../records/kinds.ts';
import type { LeafStore, StoredLeaf } from '../replica/leafStore.ts';
import type { DeliveryTracker } from '../sync/delivery.ts';
import { isInDoubt } from '../sync/serverIdentity.ts';
import type { RescuedLeaf } from './rescueFile.ts';

const atATime = 100;

/** What a rescue file is to hold. */
export interface RescueList {
  readonly ids: readonly string[];
  /** Entries, without their history. */
  readonly entries: number;
}

/**
 * Everything that no server is known to have, with its history. While another server answers, or
 * before it is known what the present one has, that is everything that is here.
 * @param one the id of a record that is to go in alone
 */
export async function listUndelivered(
  store: LeafStore,
  delivery: Pick<DeliveryTracker, 'owing'>,
  one?: string,
): Promise<RescueList> {
  // All its leaves go in, whatever became of them; its history stays with the rest.
  if (one !== undefined) return { ids: [one], entries: 1 };
  const owing = delivery.owing() ?? (await everything(store));
  const ids = [...owing].sort();
  return { ids, entries: ids.filter((id) => !isHistoryId(id)).length };
}

export interface ClosedList extends RescueList {
  /** The store that has all of them. */
  readonly store: LeafStore;
}

/**
 * The same for a workstation that nobody has open. What lies in packs came from a server and can be
 * fetched from it again, so it is read only while that server is in doubt.
 * @param packed the same store with its packs, none of which was read yet; reading moves them into
 *   rows, as the app does
 */
export async function listOfClosed(
  rows: LeafStore,
  packed: LeafStore | undefined,
  delivery: Pick<DeliveryTracker, 'owing'>,
): Promise<ClosedList> {
  const inDoubt = (await isInDoubt(rows)) || delivery.owing() === undefined;
  if (!inDoubt) return { store: rows, ...(await listUndelivered(rows, delivery)) };
  const store = packed ?? rows;
  const packs = store.arrivals?.load()[Symbol.asyncIterator]();
  while (packs && !(await packs.next()).done);
  return { store, ...(await listUndelivered(store, { owing: () => undefined })) };
}

async function everything(store: LeafStore): Promise<Set<string>> {
  // What lies in packs has no sequence yet.
  const ids = new Set<string>(store.arrivals?.leaves().keys());
  for (let since = 0; ;) {
    const page = await store.changes(since, 1000);
    if (page.length === 0) return ids;
    for (const { id } of page) ids.add(id);
    since = page.at(-1)!.seq;
  }
}

/**
 * All leaves of these records, the delivered ones too: a closing tombstone must not come without
 * the version that took the place of what it closes. `undefined` for one that can't be read.
 */
export async function* leavesOf(
  store: LeafStore,
  ids: readonly string[],
): AsyncIterable<(RescuedLeaf | undefined)[]> {
  for (let start = 0; start < ids.length; start += atATime) {
    const leaves = await store.read(ids.slice(start, start + atATime));
    yield [...leaves.values()].flat().map(rescued);
  }
}

function rescued({ id, rev, ancestors, deleted, body }: StoredLeaf): RescuedLeaf | undefined {
  return body && { id, rev, ancestors: ancestors.slice(0, 1000), deleted, body };
}
