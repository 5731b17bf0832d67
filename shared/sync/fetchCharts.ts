import { parseRecordId } from '../records/ids.ts';
import type { NewRevision } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { arrivalsOf } from './arrivals.ts';
import { CentralFailure } from './centralClient.ts';
import type { CentralClient } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';
import { mayBeOneRecords, pieces } from './fetchLeaves.ts';
import { receiveApart } from './receiveApart.ts';

/** Records asked for at a time; the answer holds all their leaves. */
const recordsLimit = 200;

/**
 * Fetches charts by their ranges of ids, with all leaves and their histories, and stores what this
 * workstation lacks of them.
 * @returns the patients of whom everything came; of the others the server didn't give every record
 * Throws `CentralFailure` and `StoreFailed`.
 */
export async function fetchCharts(
  replica: Replica,
  client: Pick<CentralClient, 'chartIds' | 'bulkGet'>,
  delivery: Pick<DeliveryTracker, 'readBack'>,
  patientIds: readonly string[],
): Promise<readonly string[]> {
  const ids = (await client.chartIds(patientIds)).filter((id) => parseRecordId(id) !== undefined);
  const lacking = new Set<string>();
  for (let start = 0; start < ids.length; start += recordsLimit) {
    const asked = ids.slice(start, start + recordsLimit);
    const given = await leavesOf(client, asked);
    delivery.readBack(given);
    const unstored = await receiveApart(replica, await notStored(replica, given));
    const came = new Set(given.map(({ id }) => id));
    const lost = new Set(unstored.map(({ id }) => id));
    for (const id of asked)
      if (!came.has(id) || lost.has(id)) lacking.add(parseRecordId(id)!.patientId);
  }
  return patientIds.filter((patientId) => !lacking.has(patientId));
}

/** A record that the server can't give holds up no other: the request is parted to find it. */
async function leavesOf(
  client: Pick<CentralClient, 'chartIds' | 'bulkGet'>,
  ids: readonly string[],
): Promise<readonly NewRevision[]> {
  try {
    return arrivalsOf(await client.bulkGet(ids.map((id) => ({ id }))));
  } catch (error) {
    if (!(error instanceof CentralFailure) || !mayBeOneRecords.has(error.fault)) throw error;
    // A server that fails on everything isn't one record's fault: it is asked for something else.
    await client.chartIds([parseRecordId(ids[0]!)!.patientId]);
    if (ids.length === 1) return [];
    const given: NewRevision[] = [];
    const size = Math.ceil(ids.length / pieces);
    for (let start = 0; start < ids.length; start += size) {
      given.push(...(await leavesOf(client, ids.slice(start, start + size))));
    }
    return given;
  }
}

async function notStored(
  replica: Replica,
  revisions: readonly NewRevision[],
): Promise<readonly NewRevision[]> {
  const leaves = new Map<string, string[]>();
  for (const { id, rev } of revisions) {
    const ofRecord = leaves.get(id);
    if (ofRecord) ofRecord.push(rev);
    else leaves.set(id, [rev]);
  }
  if (leaves.size === 0) return [];
  const missing = await replica.store.missing(leaves);
  return revisions.filter(({ id, rev }) => missing.get(id)?.includes(rev));
}
