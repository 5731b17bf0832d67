import { isHistoryId } from '../records/kinds.ts';
import type { Replica } from '../replica/replica.ts';
import type { OpenedRescue, RescuedLeaf } from './rescueFile.ts';

const atATime = 200;

/** What became of a file's entries, in counts. */
export interface TakenIn {
  /** Entries of which something was new here. */
  readonly taken: number;
  /** Entries that were here already, whoever brought them. */
  readonly known: number;
}

/**
 * Takes in what a rescue file holds, under the same revisions and with their histories: what is here
 * already isn't written again, and what isn't counts as here only, like an entry of our own, until it
 * is read back from a server. Throws `StoreFailed`; then some of it is here, and it may be repeated.
 */
export async function takeIn(
  replica: Pick<Replica, 'store' | 'receive'>,
  { leaves }: Pick<OpenedRescue, 'leaves'>,
): Promise<TakenIn> {
  const byId = new Map<string, RescuedLeaf[]>();
  for (const leaf of leaves) {
    const ofRecord = byId.get(leaf.id);
    if (ofRecord) ofRecord.push(leaf);
    else byId.set(leaf.id, [leaf]);
  }
  const ids = [...byId.keys()];
  const fresh = new Set<string>();
  for (let start = 0; start < ids.length; start += atATime) {
    const page = ids.slice(start, start + atATime);
    const named = new Map(page.map((id) => [id, byId.get(id)!.map(({ rev }) => rev)]));
    const lacking = await replica.store.missing(named);
    const arrivals = page.flatMap((id) =>
      byId.get(id)!.filter(({ rev }) => lacking.get(id)?.includes(rev)),
    );
    if (arrivals.length === 0) continue;
    await replica.receive(arrivals.map((leaf) => ({ ...leaf, origin: 'local' })));
    for (const { id } of arrivals) fresh.add(id);
  }
  const entries = ids.filter((id) => !isHistoryId(id));
  const taken = entries.filter((id) => fresh.has(id)).length;
  return { taken, known: entries.length - taken };
}
