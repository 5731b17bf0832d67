import * as z from 'zod';
import type { NewRevision } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { parseRecordId } from '../records/ids.ts';
import { hashOf, revisionPattern } from '../replica/revision.ts';
import type { CentralClient, Changes, WireDocument } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';

/** Changes asked for at a time, and bodies fetched at a time. */
export const changesLimit = 500;
const bodiesLimit = 250;

const documentName = 'pull';
const pullStateSchema = z.strictObject({
  since: z.union([z.string(), z.number()]),
  owed: z.record(z.string(), z.array(z.string())),
});

/**
 * How far the server's feed is stored here. `owed` are leaves that it named and didn't give yet: they
 * are asked for again at every turn, and hold up nothing else (invariant 6).
 */
export type PullState = z.infer<typeof pullStateSchema>;

export async function readPullState(replica: Replica): Promise<PullState> {
  const stored = await replica.store.readLocal(documentName);
  return stored === undefined ? { since: 0, owed: {} } : pullStateSchema.parse(stored);
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
  const next: PullState = { since: page.last_seq, owed };
  await replica.store.writeLocal(documentName, next);
  return next;
}

/** Fetches and stores these leaves; answers those that the server didn't give. */
async function fetchBodies(
  replica: Replica,
  client: CentralClient,
  wanted: readonly { id: string; rev: string }[],
): Promise<{ id: string; rev: string }[]> {
  const received = revisionsOf(await client.bulkGet(wanted));
  await replica.receive(received);
  const absent = without(wanted, received);
  if (absent.length === 0) return [];
  // A leaf may have been extended since the feed named it: what stands now names it as an ancestor.
  const ids = [...new Set(absent.map(({ id }) => id))];
  const standing = revisionsOf(await client.bulkGet(ids.map((id) => ({ id }))));
  await replica.receive(standing);
  const missing = without(absent, standing);
  if (missing.length < wanted.length || wanted.length === 1) return missing;
  // Nothing at all came of these: one of them may be what the server stumbles over.
  const half = Math.ceil(wanted.length / 2);
  return [
    ...(await fetchBodies(replica, client, wanted.slice(0, half))),
    ...(await fetchBodies(replica, client, wanted.slice(half))),
  ];
}

function without(
  wanted: readonly { id: string; rev: string }[],
  given: readonly NewRevision[],
): { id: string; rev: string }[] {
  return wanted.filter(
    ({ id, rev }) =>
      !given.some(
        (revision) =>
          revision.id === id && (revision.rev === rev || revision.ancestors.includes(hashOf(rev))),
      ),
  );
}

function revisionsOf(documents: readonly WireDocument[]): NewRevision[] {
  return documents
    .filter(({ _id, _rev }) => parseRecordId(_id) !== undefined && isRevision(_rev))
    .map(newRevision);
}

function newRevision(document: WireDocument): NewRevision {
  const { _id, _rev, _deleted, _revisions, ...body } = document;
  return {
    id: _id,
    rev: _rev,
    ancestors: _revisions.ids.slice(1),
    deleted: _deleted === true,
    body,
    origin: 'server',
  };
}

function isRevision(rev: string): boolean {
  return revisionPattern.test(rev);
}
