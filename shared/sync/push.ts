import type { StoredLeaf } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { generationOf, hashOf } from '../replica/revision.ts';
import { CentralFailure } from './centralClient.ts';
import type { CentralClient, WireDocument } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';

const batchSize = 200;

/** Failures of a whole request that may be one record's doing: the batch is halved to find it. */
const perRecordFaults = new Set(['badRequest', 'tooLarge', 'serverError']);

/**
 * Sends one batch of what waits and reads it back. Nothing holds up anything else: a batch that the
 * server can't take is halved down to the record, which is filed as refused.
 * @param now the local instant, as records carry it
 * @returns leaves that were sent and not read back; they wait on
 */
export async function pushBatch(
  replica: Replica,
  client: CentralClient,
  delivery: DeliveryTracker,
  now: () => string,
): Promise<number> {
  const batch = delivery.waiting(batchSize);
  if (batch.length === 0) return 0;
  const stored = await replica.store.read([...new Set(batch.map(({ id }) => id))]);
  const leaves: StoredLeaf[] = [];
  for (const { id, rev } of batch) {
    const leaf = stored.get(id)?.find((candidate) => candidate.rev === rev);
    // A leaf that was extended meanwhile is named by its successor, which waits in its place.
    if (!leaf) delivery.superseded([{ id, rev }]);
    else if (leaf.body === undefined) delivery.refuse({ id, rev }, 'damagedOnDisk', now());
    else leaves.push(leaf);
  }
  if (leaves.length === 0) return 0;

  const byId: Record<string, string[]> = {};
  for (const { id, rev } of leaves) (byId[id] ??= []).push(rev);
  const lacking = await client.revsDiff(byId);
  const toSend = leaves.filter(({ id, rev }) => lacking.get(id)?.includes(rev));
  const refused = await send(client, toSend);
  for (const { leaf, reason } of refused) delivery.refuse(leaf, reason, now());

  const sent = leaves.filter((leaf) => !refused.some((row) => row.leaf === leaf));
  if (sent.length === 0) return 0;
  const found = await client.bulkGet(sent.map(({ id, rev }) => ({ id, rev })));
  const evidence = found.map(({ _id, _rev }) => ({ id: _id, rev: _rev }));
  delivery.readBack(evidence);
  return sent.filter((leaf) => !evidence.some(({ id, rev }) => id === leaf.id && rev === leaf.rev))
    .length;
}

async function send(
  client: CentralClient,
  leaves: readonly StoredLeaf[],
): Promise<{ leaf: StoredLeaf; reason: string }[]> {
  if (leaves.length === 0) return [];
  try {
    const rows = await client.bulkDocs(leaves.map(wireDocument));
    return rows.flatMap((row) =>
      leaves.filter((leaf) => leaf.id === row.id).map((leaf) => ({ leaf, reason: row.reason })),
    );
  } catch (error) {
    if (!(error instanceof CentralFailure) || !perRecordFaults.has(error.fault)) throw error;
    if (leaves.length === 1) {
      // A server that fails on everything isn't one record's fault: it is asked for something else.
      if (error.fault === 'serverError') await client.documentCount();
      return [{ leaf: leaves[0]!, reason: error.fault }];
    }
    const half = Math.ceil(leaves.length / 2);
    return [
      ...(await send(client, leaves.slice(0, half))),
      ...(await send(client, leaves.slice(half))),
    ];
  }
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
