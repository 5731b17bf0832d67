import * as z from 'zod';
import type { NewRevision } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { parseRecordId } from '../records/ids.ts';
import { revisionPattern } from '../replica/revision.ts';
import { CentralFailure } from './centralClient.ts';
import type { CentralClient, Changes, WireDocument } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';

/** Changes asked for at a time, and bodies fetched at a time. */
export const changesLimit = 500;
const bodiesLimit = 250;

const documentName = 'pull';
const pullStateSchema = z.strictObject({ since: z.union([z.string(), z.number()]) });

/** Up to where the server's feed is stored here; 0 at first. */
export async function readPullCheckpoint(replica: Replica): Promise<string | number> {
  const stored = await replica.store.readLocal(documentName);
  return stored === undefined ? 0 : pullStateSchema.parse(stored).since;
}

/**
 * Stores everything that one page of the feed names and this replica lacks, then moves the
 * checkpoint. A body that the server named and doesn't give stops it before the checkpoint, unless
 * a later leaf has taken its place.
 */
export async function storeChanges(
  replica: Replica,
  client: CentralClient,
  delivery: DeliveryTracker,
  page: Changes,
): Promise<void> {
  const named = new Map<string, string[]>();
  for (const { id, changes } of page.results) {
    if (parseRecordId(id)) named.set(id, changes.map((change) => change.rev).filter(isRevision));
  }
  delivery.readBack([...named].flatMap(([id, revs]) => revs.map((rev) => ({ id, rev }))));
  const lacking =
    named.size === 0 ? new Map<string, string[]>() : await replica.store.missing(named);
  const wanted = [...lacking].flatMap(([id, revs]) => revs.map((rev) => ({ id, rev })));
  for (let start = 0; start < wanted.length; start += bodiesLimit) {
    const slice = wanted.slice(start, start + bodiesLimit);
    const documents = await client.bulkGet(slice);
    const received = documents.filter((document) => isRevision(document._rev)).map(newRevision);
    const absent = slice.filter(
      ({ id, rev }) => !received.some((revision) => revision.id === id && revision.rev === rev),
    );
    await replica.receive(received);
    if (absent.length > 0) await expectSuperseded(client, absent);
  }
  await replica.store.writeLocal(documentName, { since: page.last_seq });
}

/** A leaf that can't be had must have been extended: the server no longer says that we lack it. */
async function expectSuperseded(
  client: CentralClient,
  absent: readonly { id: string; rev: string }[],
): Promise<void> {
  const byId: Record<string, string[]> = {};
  for (const { id, rev } of absent) (byId[id] ??= []).push(rev);
  const lacking = await client.revsDiff(byId);
  if (lacking.size > 0) throw new CentralFailure('notACentralServer');
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
