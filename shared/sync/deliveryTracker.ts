import type { Delivery, RefusedRecord } from './status.ts';
import type { UndeliveredCounts } from './undeliveredCounts.ts';

/** What waits by whether a server has refused it before. */
export type Tries = 'all' | 'first' | 'second';

/**
 * Which leaves no server is known to have (D7). A leaf leaves this list by evidence only: it was
 * read back from the server. What is listed is derived from the store's own sequence at every
 * start, so a crash between a save and its delivery forgets nothing.
 */
export interface DeliveryTracker {
  /** State of one record: refused if any of its leaves is, here only if any waits. */
  delivery(id: string): Delivery;
  /** Entries that the server isn't known to have, with their state. */
  undelivered(): ReadonlyMap<string, Delivery>;
  /**
   * How much no server is known to have. What was read back and has no mark behind it is here only,
   * in these counts and in each record's state: whoever answered may be a standby that took over a
   * moment ago and lacks what was delivered before.
   */
  counts(): UndeliveredCounts;
  /** How many of them weren't read back: the same, without what only waits for its mark. */
  notReadBack(): number;
  refused(): readonly RefusedRecord[];
  /** Somebody's word: what was held back is sent like the rest. Throws `StoreFailed`. */
  letGo(): Promise<void>;
  /**
   * Ids of everything that a server isn't known to have for good, history and tombstones among it;
   * undefined while that isn't known, or while another server answers: then it may be everything.
   */
  owing(): ReadonlySet<string> | undefined;
  /**
   * Leaves that wait to be sent; refused ones wait for a correction or for `retryRefused`, and come
   * after the others then.
   * @param tries `second` for those that a server has refused and that go again, `first` for the rest
   */
  waiting(limit: number, tries?: Tries): readonly { readonly id: string; readonly rev: string }[];
  /** The server was seen to hold these leaves. */
  readBack(leaves: readonly { readonly id: string; readonly rev: string }[]): void;
  /** Puts these after everything else that waits: they were tried and not proved. */
  postpone(leaves: readonly { readonly id: string }[]): void;
  /**
   * These were sent and the server didn't give them back: they come after everything else, and one
   * that was tried so several times, while others were proved, is refused as `notReadBack`. As long
   * as nothing is proved it may be the server's fault, or the line's. Nothing of that is evidence.
   * @param amongProved others of the same batch were given back
   * @param at the local instant
   */
  notGivenBack(
    leaves: readonly { readonly id: string; readonly rev: string }[],
    amongProved: boolean,
    at: string,
  ): void;
  /** These revisions are no leaves any more: what stands on them is listed, or on the server. */
  superseded(revisions: readonly { readonly id: string; readonly rev: string }[]): void;
  refuse(leaf: { readonly id: string; readonly rev: string }, reason: string, at: string): void;
  /**
   * Sends refused leaves again, of these records or all that a server refused; they stay refused
   * until read back.
   */
  retryRefused(ids?: readonly string[]): void;
  /** Makes what is known survive a restart, where nothing waits. Throws `StoreFailed`. */
  checkpoint(): Promise<void>;
  /**
   * Leaves a mark on the server behind everything that was read back so far (the witness), by which
   * a backup from before will be told. Until then `checkpoint` waits. Rejects as `mark` does.
   */
  seal(mark: () => Promise<unknown>): Promise<void>;
  /** Whether something was read back that no mark stands behind. */
  isUnsealed(): boolean;
  /** The connection broke before the mark was left: what stands behind none has to be proved again. */
  unseal(): void;
  /**
   * The server went back, or is another one: nothing counts as delivered until the server's feed,
   * read from its beginning, has named it. Survives a restart until `checkpoint`. Throws `StoreFailed`.
   * @param then what becomes of what the feed doesn't name: sent, or held back since an instant;
   *   left out, it stays as it was begun
   */
  demote(then?: 'refill' | (string & {})): Promise<void>;
  /** It was demoted before a restart, and the comparison has to begin again. */
  interrupted(): boolean;
  /** The feed was read to its end: what it didn't name is here only. */
  feedEnded(): void;
  /** Puts some of what the feed didn't name among the waiting leaves; false when none is left. */
  takeUnnamed(): Promise<boolean>;
  /** Another server answers than the one that holds what was delivered; or it is that one again. */
  trust(known: boolean): void;
  /** Whether what counts as delivered is known to be on the server that answers: only then may it go from here. */
  isTrusted(): boolean;
  /** How far the comparison is, in records and their history; undefined when none is under way. */
  comparison(): { readonly done: number; readonly total: number } | undefined;
  onChange(listener: (ids: readonly string[]) => void): void;
}
