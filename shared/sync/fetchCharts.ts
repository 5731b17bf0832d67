import { parseRecordId } from '../records/ids.ts';
import type { NewRevision } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { arrivalsOf } from './arrivals.ts';
import { askApart } from './askApart.ts';
import type { CentralClient } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';
import { receiveApart } from './receiveApart.ts';

/** Records asked for at a time; the answer holds all their leaves. */
const recordsLimit = 200;

/**
 * Fetches charts by their ranges of ids, with all leaves and their histories, and stores what this
 * workstation lacks of them. A chart that the server can't list, and a record that it can't give,
 * hold up no other: both requests are parted to find it.
 * @returns the patients of whom everything came; of the others the server didn't give every record
 * Throws `CentralFailure` and `StoreFailed`.
 */
export async function fetchCharts(
  replica: Replica,
  client: Pick<CentralClient, 'chartIds' | 'bulkGet' | 'documentCount'>,
  delivery: Pick<DeliveryTracker, 'readBack'>,
  patientIds: readonly string[],
): Promise<readonly string[]> {
  const stillAnswers = () => client.documentCount();
  const listed = await askApart(patientIds, (part) => client.chartIds(part), stillAnswers);
  const ids = listed.answers.flat().filter((id) => parseRecordId(id) !== undefined);
  const lacking = new Set<string>(listed.alone.map(({ item }) => item));
  for (let start = 0; start < ids.length; start += recordsLimit) {
    const asked = ids.slice(start, start + recordsLimit);
    const { answers } = await askApart(
      asked,
      async (part) => arrivalsOf(await client.bulkGet(part.map((id) => ({ id })))),
      stillAnswers,
    );
    const given = answers.flat();
    delivery.readBack(given);
    const unstored = await receiveApart(replica, await notStored(replica, given));
    const came = new Set(given.map(({ id }) => id));
    const lost = new Set(unstored.map(({ id }) => id));
    for (const id of asked)
      if (!came.has(id) || lost.has(id)) lacking.add(parseRecordId(id)!.patientId);
  }
  return patientIds.filter((patientId) => !lacking.has(patientId));
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
