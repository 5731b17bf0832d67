import type { Replica } from '../replica/replica.ts';
import { parseRecordId } from '../records/ids.ts';
import { isRevision } from './arrivals.ts';
import type { NamedLeaf } from './arrivals.ts';
import { batchSizer } from './batchSize.ts';
import type { BatchSizer } from './batchSize.ts';
import type { CentralClient, Changes } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';
import { fetchLeaves } from './fetchLeaves.ts';
import type { PullProgress, SetAside } from './pullState.ts';

/** Changes asked for at a time. */
export const changesLimit = 500;

/** Sizes of pull, in leaves: what they weigh is known only when they are here. */
export function pullSizer(): BatchSizer {
  const bytes = Number.MAX_SAFE_INTEGER;
  return batchSizer({
    first: { records: 250, bytes },
    most: { records: 500, bytes },
    aimMs: 1500,
  });
}

/**
 * Stores everything that one page of the feed names and this replica lacks; then moves the
 * checkpoint. What doesn't come is owed from then on.
 * @param wanted whether this workstation keeps a record; what it doesn't keep is evidence of
 *   delivery like the rest, and is neither fetched nor owed
 * @param sizer how many leaves are asked for at a time; it learns from how this page went
 */
export async function storeChanges(
  replica: Replica,
  client: CentralClient,
  delivery: DeliveryTracker,
  progress: PullProgress,
  page: Changes,
  wanted: (id: string) => boolean = () => true,
  sizer: BatchSizer = pullSizer(),
): Promise<void> {
  const named = new Map<string, string[]>();
  for (const { id, changes, deleted } of page.results) {
    if (parseRecordId(id) && isTaken(id, deleted, wanted))
      named.set(id, changes.map((change) => change.rev).filter(isRevision));
  }
  delivery.readBack(
    page.results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev }))),
  );
  const outcome = await fetchNamed(replica, client, named, sizer);
  await progress.change((state) => ({
    ...state,
    since: page.last_seq,
    // What the page names of a record takes the place of what was owed of it.
    owed: { ...without(state.owed, (id) => named.has(id)), ...outcome.owed },
    setAside: {
      ...without(state.setAside ?? {}, (id) => named.has(id)),
      ...outcome.setAside,
    },
  }));
}

/**
 * Whether a record that the feed names is fetched. One that was deleted always is, though its chart
 * isn't kept: people never delete and a closing tombstone leaves a live leaf beside it, so somebody
 * outside took it, and no list of a chart's ids will ever name it again.
 */
export function isTaken(
  id: string,
  deleted: boolean | undefined,
  wanted: (id: string) => boolean,
): boolean {
  return deleted === true || wanted(id);
}

/**
 * Asks once more for what is owed. Beside the feed, which waits for none of it.
 * @param isTooLarge told of a leaf whose answer was larger than any record may be; true where that
 *   has happened often enough to be the leaf's doing, not the line's
 */
export async function storeOwed(
  replica: Replica,
  client: CentralClient,
  progress: PullProgress,
  wanted: (id: string) => boolean = () => true,
  isTooLarge: (leaf: NamedLeaf) => boolean = () => false,
): Promise<void> {
  const asked = progress.state().owed;
  const named = new Map(
    Object.entries(asked)
      .filter(([id]) => wanted(id))
      .map(([id, revs]) => [id, [...revs]]),
  );
  const outcome = await fetchNamed(replica, client, named, pullSizer(), isTooLarge);
  await progress.change((state) => {
    // The feed may have named something newer of a record meanwhile: that stands.
    const isAsked = (id: string) => Object.hasOwn(asked, id) && state.owed[id] === asked[id];
    const setAside = { ...state.setAside };
    for (const [id, leaves] of Object.entries(outcome.setAside)) {
      if (isAsked(id)) setAside[id] = [...(setAside[id] ?? []), ...leaves];
    }
    const owed = without(outcome.owed, (id) => !isAsked(id));
    return { ...state, owed: { ...without(state.owed, isAsked), ...owed }, setAside };
  });
}

interface Outstanding {
  readonly owed: Record<string, string[]>;
  readonly setAside: Record<string, SetAside[]>;
}

async function fetchNamed(
  replica: Replica,
  client: CentralClient,
  named: ReadonlyMap<string, string[]>,
  sizer: BatchSizer,
  isTooLarge: (leaf: NamedLeaf) => boolean = () => false,
): Promise<Outstanding> {
  const lacking =
    named.size === 0 ? new Map<string, string[]>() : await replica.store.missing(named);
  const toFetch = [...lacking].flatMap(([id, revs]) => revs.map((rev) => ({ id, rev })));
  const owed: Record<string, string[]> = {};
  const setAside: Record<string, SetAside[]> = {};
  for (let start = 0; start < toFetch.length;) {
    const { records } = sizer.size();
    const batch = toFetch.slice(start, start + records);
    start += batch.length;
    const startedMs = performance.now();
    const outcome = await fetchLeaves(replica, client, batch);
    if (outcome.failures > 0) sizer.failed();
    else sizer.answered(performance.now() - startedMs, batch.length === records);
    for (const { id, rev } of outcome.absent) (owed[id] ??= []).push(rev);
    for (const leaf of outcome.tooLarge) {
      if (isTooLarge(leaf)) (setAside[leaf.id] ??= []).push({ rev: leaf.rev, reason: 'tooLarge' });
      else (owed[leaf.id] ??= []).push(leaf.rev);
    }
    for (const { id, rev } of outcome.unstorable) {
      (setAside[id] ??= []).push({ rev, reason: 'badSchema' });
    }
  }
  return { owed, setAside };
}

function without<T>(
  entries: Readonly<Record<string, T>>,
  isOut: (id: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(entries).filter(([id]) => !isOut(id)));
}
