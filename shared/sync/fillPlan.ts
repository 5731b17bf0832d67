import { parseRecordId } from '../records/ids.ts';
import type { LeafStore } from '../replica/leafStore.ts';
import { isRevision } from './arrivals.ts';
import type { NamedLeaf } from './arrivals.ts';
import { askApart } from './askApart.ts';
import { CentralFailure } from './centralFailure.ts';
import type { CentralClient } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';
import { isTaken } from './pull.ts';

/** What the server has, and from where its feed goes on. */
export interface FillList {
  /** Leaves of each record, deleted ones too. */
  readonly leaves: ReadonlyMap<string, readonly string[]>;
  readonly sequence: string | number;
}

/** Changes asked for at a time: ids only, so that a page of them is about a megabyte. */
const ordinaryListLimit = 5000;
/** Charts whose ids are asked for at a time. */
const chartsLimit = 100;

/**
 * Everything that the server has, by its feed from the beginning: ids and leaf revisions. The feed
 * names each record once, with what it had become when its page was read, and goes on from the
 * sequence of the last page: what changes later is named again.
 * @param onListed told each page of what is wanted, and how many were named so far
 */
export async function listRecords(
  client: CentralClient,
  delivery: DeliveryTracker,
  wanted: (id: string) => boolean,
  signal: AbortSignal,
  onListed: (page: ReadonlyMap<string, readonly string[]>, records: number) => Promise<void>,
  listLimit: number = ordinaryListLimit,
): Promise<FillList> {
  const leaves = new Map<string, readonly string[]>();
  for (let since: string | number = 0; ;) {
    signal.throwIfAborted();
    const page = await client.changes({ since, limit: listLimit });
    const named: NamedLeaf[] = [];
    const taken = new Map<string, readonly string[]>();
    for (const { id, changes, deleted } of page.results) {
      if (!parseRecordId(id)) continue;
      const revisions = changes.map(({ rev }) => rev).filter(isRevision);
      if (isTaken(id, deleted, wanted)) taken.set(id, revisions);
      for (const rev of revisions) named.push({ id, rev });
    }
    delivery.readBack(named);
    for (const [id, revisions] of taken) leaves.set(id, revisions);
    await onListed(taken, leaves.size);
    since = page.last_seq;
    if (page.results.length < listLimit) return { leaves, sequence: since };
  }
}

/** Leaves of every record that is here, history too: what needn't be asked for. */
export async function storedLeaves(
  store: LeafStore,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const leaves = new Map<string, readonly string[]>();
  for (const [id, rev] of store.arrivals?.leaves() ?? []) leaves.set(id, [rev]);
  for (let since = 0; ;) {
    const page = await store.changes(since, 1000);
    if (page.length === 0) return leaves;
    for (const change of page) leaves.set(change.id, change.leaves);
    since = page.at(-1)!.seq;
  }
}

/** Of these records, those of which the store lacks a leaf that the server named. */
export async function lackingIn(
  store: LeafStore,
  stored: ReadonlyMap<string, readonly string[]>,
  named: ReadonlyMap<string, readonly string[]>,
): Promise<string[]> {
  const lacking: string[] = [];
  const differing = new Map<string, string[]>();
  for (const [id, revisions] of named) {
    const here = stored.get(id);
    if (!here) lacking.push(id);
    else if (!revisions.every((rev) => here.includes(rev))) differing.set(id, [...revisions]);
  }
  // A leaf that was extended here is in the tree, though it is no leaf any more.
  if (differing.size > 0) lacking.push(...(await store.missing(differing)).keys());
  return lacking;
}

/**
 * What the workstation's own ward needs, in the order in which its board and charts become usable.
 * Empty where the server can't say: then everything comes in the order of the kinds.
 */
export async function wardRecords(client: CentralClient, ward: string): Promise<string[]> {
  try {
    const patients = await client.wardPatients(ward);
    const ids: string[] = [];
    for (let start = 0; start < patients.length; start += chartsLimit) {
      // A chart that the server can't list has no place in the order, and comes with all the rest.
      const { answers } = await askApart(
        patients.slice(start, start + chartsLimit),
        (part) => client.chartIds(part),
        () => client.documentCount(),
      );
      ids.push(...answers.flat());
    }
    return inUsefulOrder(ids.filter((id) => parseRecordId(id)));
  } catch (error) {
    // A server without the view, or before it is built, costs the order and nothing else.
    if (error instanceof CentralFailure && !lineFaults.has(error.fault)) return [];
    throw error;
  }
}

/** These come from the line, not from what was asked for. */
const lineFaults: ReadonlySet<string> = new Set(['unreachable', 'abandoned', 'busy']);

const firstKinds = ['patient', 'encounter', 'allergy', 'encounterEvent', 'condition', 'order'];

/** The place of a record's kind in a fill, from 0: who lies where and what harms them, then photos, which are large, and history. */
export function usefulness(id: string): number {
  const kind = parseRecordId(id)?.kind ?? '';
  if (kind === 'change') return firstKinds.length + 2;
  if (kind === 'patientPhoto') return firstKinds.length + 1;
  const index = firstKinds.indexOf(kind);
  return index < 0 ? firstKinds.length : index;
}

function inUsefulOrder(ids: readonly string[]): string[] {
  const ranked: string[][] = [];
  for (const id of ids) (ranked[usefulness(id)] ??= []).push(id);
  return ranked.flat();
}
