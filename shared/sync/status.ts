import type { Withheld } from '../replica/assemble.ts';
import type { WrongClock } from './ownClock.ts';

/**
 * What the screens know of sync. Counts are of records. `hereOnly` counts what no server is known
 * to have: what is `waiting` to be sent, what is `heldBack`, and each record in `refused`. The
 * indicator never says that all is sent while it isn't zero.
 */
export interface SyncStatus {
  /** The worse of the two directions. */
  readonly connection: Connection;
  /** What the last request to send ended in; `connecting` where nothing was to be sent since. */
  readonly sending: Connection;
  readonly receiving: Connection;
  readonly hereOnly: number;
  /** These go by themselves. */
  readonly waiting: number;
  readonly refused: readonly RefusedRecord[];
  /**
   * Entries that the server before this one had and this one lacks, since somebody began anew from
   * it: they stay here, count as here only, and aren't sent until somebody says so.
   */
  readonly heldBack: number;
  /** Who the server is, beside the one that holds what was delivered. */
  readonly server: ServerStanding;
  /** Leaves that are kept and not used, with their reasons. */
  readonly quarantined: readonly Withheld[];
  /** Records that the server named and didn't give yet; they are asked for again and again. */
  readonly owed: number;
  /** Ids of the first of them, as many as a screen lists. */
  readonly owedIds: readonly string[];
  /** When the server last answered a request for changes in full; entries of others are known up to then. */
  readonly heardAt: string | undefined;
  /**
   * Whether the server's feed was read to its end since this start, and since everything had to be
   * compared anew. What it named may still be owed: `heardAt` waits for that, charts don't.
   */
  readonly feedRead: boolean;
  /** When something from here was last read back from the server; kept over restarts, as `heardAt` is. */
  readonly sentAt: string | undefined;
  /** How far this workstation's clock is off, where that is known. */
  readonly clock: ClockEstimate | undefined;
  /** Up to when each other workstation is known to have sent everything, by its own witness. */
  readonly peers: readonly PeerHeard[];
  /** The first fill while it runs. */
  readonly firstFill: FirstFillProgress | undefined;
}

/** How far a first fill is. */
export interface FirstFillProgress {
  /** Records that are here. */
  readonly done: number;
  /** Records in all, as far as known. */
  readonly total: number;
  /** Bytes that the server has sent in this run. */
  readonly bytes: number;
  /** Over the last seconds; undefined until there is something to tell it from. */
  readonly recordsPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}

/** How far this workstation's clock is off, by the server's. */
export interface ClockEstimate {
  /** The server's clock less this workstation's, in ms: above zero where this one is behind. */
  readonly offsetMs: number;
  readonly measuredAt: string;
  /** When it was found wrong, by itself. */
  readonly wrongClock?: readonly WrongClock[];
}

/** What another workstation has said of its own sending. */
export interface PeerHeard {
  /** Its key in the facility's directory. */
  readonly workstation: string;
  /** When it last had nothing waiting; undefined if it never said so. */
  readonly allSentAt: string | undefined;
  /** When it last said anything. */
  readonly at: string;
  /** When its clock was found wrong, by that clock. */
  readonly wrongClock?: readonly WrongClock[];
}

export type Connection =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  | { readonly kind: 'offline'; readonly since: string }
  | { readonly kind: 'fault'; readonly since: string; readonly fault: SyncFault };

/**
 * - `restored`: the server went back to an earlier state (a backup was restored);
 * - `unproved`: nothing proves that it didn't;
 * - `continued`: it takes the place of the one before, by IT's signed word;
 * - `refill`, `startAnew`: a person has chosen so on this workstation.
 */
export type ComparingWhy = 'restored' | 'unproved' | 'continued' | 'refill' | 'startAnew';

/**
 * - `unmet`: no server was reached since the start; what is said of delivery is of the last one;
 * - `known`: it is the database that holds what was delivered;
 * - `comparing`: nothing counts as delivered until it was seen there again; `why` says what came
 *   before. This needs nobody;
 * - `other`: another database answers, or ours was emptied, or a `copy` of ours in another place.
 *   Nothing is sent and nothing taken until IT chooses.
 */
export type ServerStanding =
  | { readonly kind: 'unmet' | 'known' }
  | {
      readonly kind: 'comparing';
      readonly why: ComparingWhy;
      /** Records and their history: seen on the server again, and in all. */
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'other';
      readonly empty: boolean;
      readonly copy?: boolean;
      readonly since: string;
    };

/** Faults that waiting alone doesn't mend. Each has a sentence that says what to do. */
export type SyncFault =
  | 'accountRefused'
  | 'databaseMissing'
  | 'notACentralServer'
  | 'serverError'
  | 'storageFull'
  /** This workstation's own disk or browser didn't take it; it isn't the server's fault. */
  | 'storageFailed';

export interface RefusedRecord {
  readonly id: string;
  readonly rev: string;
  /** The server's reason in its words. */
  readonly reason: string;
  readonly at: string;
  /** It is being sent again, as it was or corrected; it stays refused until it is read back. */
  readonly retrying: boolean;
}

/**
 * One record's delivery (D7): proved by reading it back, or not. `toCompare`: an earlier state of
 * the server had it, and it isn't known yet whether this one has.
 */
export type Delivery = 'hereOnly' | 'toCompare' | 'onServer' | 'refused';
