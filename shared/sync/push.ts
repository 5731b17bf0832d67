import type { StoredLeaf } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { generationOf, hashOf } from '../replica/revision.ts';
import { askLacking } from './askLacking.ts';
import { batchSizer, firstBatch } from './batchSize.ts';
import type { BatchSizer } from './batchSize.ts';
import type { CentralClient, WireDocument } from './centralClient.ts';
import { CentralFailure } from './centralFailure.ts';
import type { DeliveryTracker } from './delivery.ts';
import type { Tries } from './deliveryTracker.ts';
import { readBack } from './readBack.ts';
import { sendApart } from './sendApart.ts';
import type { Outgoing } from './sendApart.ts';

/** Sizes of push: a first batch that a slow line takes too, and no more than gateways let pass. */
export function pushSizer(): BatchSizer {
  return batchSizer({
    first: { records: 100, bytes: 512 * 1024 },
    most: { records: 500, bytes: 4 * 1024 * 1024 },
    aimMs: 1000,
  });
}

/**
 * Sends one batch of what waits and reads it back. Nothing holds up anything else: each of the three
 * requests that fails is parted down to the record, which is filed as refused; what wasn't read back,
 * and a batch that failed as a whole, goes to the end of what waits.
 * @param now the local instant, as records carry it
 * @param sizer how much goes at a time; it learns from how this batch went
 * @param tries which of what waits. That one which was refused fails again isn't the server's fault
 * @returns leaves that were sent and not read back; they wait on. Throws `CentralFailure`, also
 *   where the server seems to answer and nothing at all of the batch was taken
 */
export async function pushBatch(
  replica: Replica,
  client: CentralClient,
  delivery: DeliveryTracker,
  now: () => string,
  sizer: BatchSizer = pushSizer(),
  tries: Tries = 'all',
): Promise<number> {
  const allowed = sizer.size();
  const startedMs = performance.now();
  const waiting = await readWaiting(replica, delivery, now, allowed.records, tries);
  const batch = firstBatch(waiting, allowed, ({ bytes }) => bytes);
  if (batch.length === 0) return 0;
  try {
    const { unproved, whole } = await deliver(client, delivery, now, batch, tries);
    if (!whole) sizer.failed();
    const full = batch.length === allowed.records || batch.length < waiting.length;
    sizer.answered(performance.now() - startedMs, full && whole);
    return unproved;
  } catch (error) {
    if (!(error instanceof CentralFailure) || error.fault !== 'abandoned') {
      // A batch that the line doesn't carry in time would never pass; a smaller one may.
      sizer.failed();
      // Whatever it was, the others come first now: no fault that one record causes keeps its place.
      delivery.postpone(batch);
    }
    throw error;
  }
}

async function readWaiting(
  replica: Replica,
  delivery: DeliveryTracker,
  now: () => string,
  limit: number,
  tries: Tries,
): Promise<Outgoing[]> {
  const waiting = delivery.waiting(limit, tries);
  const stored = await replica.store.read([...new Set(waiting.map(({ id }) => id))]);
  const outgoing: Outgoing[] = [];
  for (const { id, rev } of waiting) {
    const leaf = stored.get(id)?.find((candidate) => candidate.rev === rev);
    // A leaf that was extended meanwhile is named by its successor, which waits in its place.
    if (!leaf) delivery.superseded([{ id, rev }]);
    else if (leaf.body === undefined) delivery.refuse({ id, rev }, 'damagedOnDisk', now());
    else {
      const document = wireDocument(leaf);
      outgoing.push({ id, rev, document, bytes: JSON.stringify(document).length });
    }
  }
  return outgoing;
}

async function deliver(
  client: CentralClient,
  delivery: DeliveryTracker,
  now: () => string,
  batch: readonly Outgoing[],
  tries: Tries,
): Promise<{ unproved: number; /** It went in one request. */ whole: boolean }> {
  const asked = await askLacking(client, batch);
  const { refused, requests } = await sendApart(client, asked.toSend);
  const notTaken = [...asked.refused, ...refused];
  for (const { leaf, reason } of notTaken) delivery.refuse(leaf, reason, now());

  const sent = batch.filter((leaf) => !notTaken.some((row) => row.leaf === leaf));
  const { proved, unproved, fault } = await readBack(client, sent);
  delivery.readBack(proved);
  delivery.notGivenBack(unproved, proved.length > 0, now());
  const failed = notTaken.find((row) => row.fault)?.fault ?? fault;
  if (proved.length === 0 && failed && tries !== 'second') throw new CentralFailure(failed);
  // Taken with thanks, and nowhere to be found: something in between answers for the server.
  if (proved.length === 0 && sent.length > 0) throw new CentralFailure('notACentralServer');
  return { unproved: unproved.length, whole: requests <= 1 && asked.requests <= 1 };
}

/** A leaf as the server takes it, with its history. */
export function wireDocument(leaf: StoredLeaf): WireDocument {
  return {
    ...leaf.body,
    _id: leaf.id,
    _rev: leaf.rev,
    ...(leaf.deleted ? { _deleted: true } : {}),
    _revisions: { start: generationOf(leaf.rev), ids: [hashOf(leaf.rev), ...leaf.ancestors] },
  };
}
