import * as z from 'zod';
import type { Replica } from '../replica/replica.ts';
import { parseRecordId } from '../records/ids.ts';
import { arrivalsOf, isRevision, notGiven } from './arrivals.ts';
import type { CentralClient, Changes } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';

/** Changes asked for at a time, and bodies fetched at a time. */
export const changesLimit = 500;
const bodiesLimit = 250;

const documentName = 'pull';
const pullStateSchema = z.strictObject({
  since: z.union([z.string(), z.number()]),
  owed: z.record(z.string(), z.array(z.string())),
  fill: z.enum(['needed', 'written', 'settled']).optional(),
});

/**
 * How far the server's feed is stored here. `owed` are leaves that it named and didn't give yet: they
 * are asked for again at every turn, and hold up nothing else (invariant 6). `fill` says how far the
 * first fill is:
 * - `needed`, or nothing beside a sequence of 0: everything has to be compared with the server;
 * - `written`: all is stored, but by relaxed writes a moment ago (`firstFill.ts` says why that
 *   matters): who opens the replica in this state compares once more;
 * - `settled`: what was filled is on the disk.
 */
export type PullState = z.infer<typeof pullStateSchema>;

export async function readPullState(replica: Replica): Promise<PullState> {
  const stored = await replica.store.readLocal(documentName);
  if (stored === undefined) return { since: 0, owed: {}, fill: 'needed' };
  const state = pullStateSchema.parse(stored);
  const settled = state.fill === 'settled' || (state.fill === undefined && state.since !== 0);
  return { ...state, fill: settled ? 'settled' : 'needed' };
}

/** Moves the checkpoint. A strict write: what was written before it is on the disk before it. */
export function writePullState(replica: Replica, state: PullState): Promise<void> {
  return replica.store.writeLocal(documentName, state);
}

/** Everything has to be compared with the server anew. Throws `StoreFailed`. */
export async function resetPullState(replica: Replica): Promise<PullState> {
  const beginning: PullState = { since: 0, owed: {}, fill: 'needed' };
  await writePullState(replica, beginning);
  return beginning;
}

/**
 * Stores everything that one page of the feed names, or that is owed, and this replica lacks; then
 * moves the checkpoint.
 * @param wanted whether this workstation keeps a record; what it doesn't keep is evidence of
 *   delivery like the rest, and is neither fetched nor owed
 */
export async function storeChanges(
  replica: Replica,
  client: CentralClient,
  delivery: DeliveryTracker,
  state: PullState,
  page: Changes,
  wanted: (id: string) => boolean = () => true,
): Promise<PullState> {
  const named = new Map<string, string[]>(Object.entries(state.owed).filter(([id]) => wanted(id)));
  for (const { id, changes } of page.results) {
    if (parseRecordId(id) && wanted(id))
      named.set(id, changes.map((change) => change.rev).filter(isRevision));
  }
  delivery.readBack(
    page.results.flatMap(({ id, changes }) => changes.map(({ rev }) => ({ id, rev }))),
  );
  const lacking =
    named.size === 0 ? new Map<string, string[]>() : await replica.store.missing(named);
  const toFetch = [...lacking].flatMap(([id, revs]) => revs.map((rev) => ({ id, rev })));
  const owed: Record<string, string[]> = {};
  for (let start = 0; start < toFetch.length; start += bodiesLimit) {
    for (const { id, rev } of await fetchBodies(
      replica,
      client,
      toFetch.slice(start, start + bodiesLimit),
    )) {
      (owed[id] ??= []).push(rev);
    }
  }
  const next: PullState = { ...state, since: page.last_seq, owed };
  await writePullState(replica, next);
  return next;
}

/** Fetches and stores these leaves; answers those that the server didn't give. */
async function fetchBodies(
  replica: Replica,
  client: CentralClient,
  wanted: readonly { id: string; rev: string }[],
): Promise<{ id: string; rev: string }[]> {
  const received = arrivalsOf(await client.bulkGet(wanted));
  await replica.receive(received);
  const absent = notGiven(wanted, received);
  if (absent.length === 0) return [];
  // A leaf may have been extended since the feed named it: what stands now names it as an ancestor.
  const ids = [...new Set(absent.map(({ id }) => id))];
  const standing = arrivalsOf(await client.bulkGet(ids.map((id) => ({ id }))));
  await replica.receive(standing);
  const missing = notGiven(absent, standing);
  if (missing.length < wanted.length || wanted.length === 1) return missing;
  // Nothing at all came of these: one of them may be what the server stumbles over.
  const half = Math.ceil(wanted.length / 2);
  return [
    ...(await fetchBodies(replica, client, wanted.slice(0, half))),
    ...(await fetchBodies(replica, client, wanted.slice(half))),
  ];
}
