import type { PushState } from './pushState.ts';
import type { Delivery } from './status.ts';

/** A leaf that no server is known to have. */
export interface Pending {
  readonly rev: string;
  /** A tombstone that closes a leaf. */
  readonly deleted: boolean;
  /** Why it isn't sent, or the version that it corrects; only reading back ends that. */
  refusal: { readonly reason: string; readonly at: string } | undefined;
  /** It goes again, refused as it is. */
  retrying: boolean;
  /** It corrects a version that was refused, and nobody has refused this one yet. */
  corrects: boolean;
  /** How often it was sent and not given back; nothing before the first time. */
  unanswered?: number;
  /** How often others had been proved when it was first sent and not given back. */
  provedBefore?: number;
}

/**
 * Reasons of our own, which no server gave: held back since somebody began anew from a server that
 * lacks it, and let go again by somebody. They are kept where refusals are, and outlive a restart.
 */
export const heldBackReason = 'heldBack';
const letGoReason = 'letGo';

/** Whether a server said so. */
export function isRefused({ refusal }: Pending): boolean {
  return refusal !== undefined && ![heldBackReason, letGoReason].includes(refusal.reason);
}

/** Whether it waits for somebody's word; a newer version of it goes by itself. */
export function isHeldBack({ refusal, retrying }: Pending): boolean {
  return refusal?.reason === heldBackReason && !retrying;
}

/** Whether a server has refused just this version; a correction that none has seen is no second try. */
export function isSecondTry(leaf: Pending): boolean {
  return isRefused(leaf) && !leaf.corrects;
}

/** A closing tombstone says nothing new: a record of which only that waits is on the server. */
export function stateOf(leaves: readonly Pending[] | undefined): Delivery {
  const live = (leaves ?? []).filter((leaf) => !leaf.deleted);
  if (live.length === 0) return 'onServer';
  return live.some(isRefused) ? 'refused' : 'hereOnly';
}

/**
 * What may be sent of a record now. A tombstone goes only after every live leaf was read back: a
 * server that took the tombstone and refused the joined leaf would have deleted what it covers.
 * @param moreToCompare whether other leaves of the record aren't proved either
 */
export function sendableOf(leaves: readonly Pending[], moreToCompare: boolean): readonly Pending[] {
  const live = leaves.filter((leaf) => !leaf.deleted);
  return (live.length > 0 || moreToCompare ? live : leaves).filter(
    (leaf) => !leaf.refusal || leaf.retrying,
  );
}

/** What is refused or held back, as it is written down. */
export function refusalsOf(pending: ReadonlyMap<string, readonly Pending[]>): PushState['refused'] {
  const ofRecords = [...pending].map(([id, leaves]) => {
    const refused = leaves.filter(({ refusal }) => refusal !== undefined);
    return [id, refused.map(({ rev, refusal }) => ({ rev, ...refusal! }))] as const;
  });
  return Object.fromEntries(ofRecords.filter(([, refused]) => refused.length > 0));
}

/** Somebody's word: what was held back goes again. Answers whose records those are. */
export function letAllGo(pending: ReadonlyMap<string, readonly Pending[]>): string[] {
  const touched: string[] = [];
  for (const [id, leaves] of pending) {
    for (const leaf of leaves.filter(isHeldBack)) {
      leaf.refusal = { ...leaf.refusal!, reason: letGoReason };
      leaf.retrying = true;
      touched.push(id);
    }
  }
  return touched;
}
