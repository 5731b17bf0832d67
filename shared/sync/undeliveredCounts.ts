import { isHistoryId } from '../records/kinds.ts';
import type { Comparison } from './comparison.ts';
import { isHeldBack, isRefused } from './pendingLeaf.ts';
import type { Pending } from './pendingLeaf.ts';
import type { Delivery } from './status.ts';

/**
 * How much no server is known to have. History records and closing tombstones travel beside their
 * entries. They count by themselves where they were refused, for then somebody has to look, and
 * where no entry waits any more, or none is held back: so nothing of these is zero before all is
 * sent.
 */
export interface UndeliveredCounts {
  /** All of it: what waits, what is held back and what is refused. */
  readonly hereOnly: number;
  /** Entries that go by themselves. */
  readonly waiting: number;
  /** Entries that go when somebody lets them go, refused ones aside. */
  readonly heldBack: number;
  /** Records of which a server refused something; their history by itself. */
  readonly refused: number;
}

export interface CountedFrom {
  /** Entries that are known to be undelivered, with their state. */
  readonly entries: ReadonlyMap<string, Delivery>;
  readonly pending: ReadonlyMap<string, readonly Pending[]>;
  /** Ids of what was read back and has no mark behind it. */
  readonly unmarked: readonly string[];
  /** What the server's feed hasn't named yet. */
  readonly comparing: Comparison | undefined;
  /** How many records there are, where any of them may be undelivered. */
  readonly inAll: number | undefined;
}

export function countUndelivered(from: CountedFrom): UndeliveredCounts {
  const { entries, pending, unmarked, comparing, inAll } = from;
  const refused = new Set<string>();
  const held = new Set<string>();
  for (const [id, leaves] of pending) {
    if (leaves.some(isRefused)) refused.add(id);
    else if (leaves.some(isHeldBack)) held.add(id);
  }
  let waiting = 0;
  for (const id of entries.keys()) if (!refused.has(id) && !held.has(id)) waiting += 1;
  if (inAll !== undefined) waiting += Math.max(inAll, entries.size, 1) - entries.size;
  for (const id of comparing?.ids() ?? []) {
    if (!isHistoryId(id) && !entries.has(id)) waiting += 1;
  }
  if (waiting === 0) {
    const rest = new Set([...pending.keys(), ...unmarked, ...(comparing?.ids() ?? [])]);
    for (const id of [...refused, ...held]) rest.delete(id);
    waiting = rest.size;
  }
  const heldEntries = [...held].filter((id) => !isHistoryId(id)).length;
  const heldBack = heldEntries || held.size;
  return {
    hereOnly: waiting + heldBack + refused.size,
    waiting,
    heldBack,
    refused: refused.size,
  };
}
