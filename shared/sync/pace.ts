/** How long sync waits for what, in milliseconds. Tests shorten it; nothing else does. */
export interface Pace {
  /** The first wait after a failure; each further one in a row doubles it. */
  readonly shortestWaitMs: number;
  /** The longest wait after a failure, and between two looks at what waits. */
  readonly longestWaitMs: number;
  /**
   * The longest wait while nobody answers: no event tells that a cable behind the next switch is in
   * again, so that the ward waits for the next try, and a try costs no server anything.
   */
  readonly longestUnreachedWaitMs: number;
  /** How long one long poll waits on the server. */
  readonly longPollMs: number;
  /** The first wait before what the server owes is asked for again; it doubles. */
  readonly owedWaitMs: number;
  /** After something was sent and not read back. */
  readonly unprovedWaitMs: number;
  /** How often a mark is left behind what was read back, while more of it is sent. */
  readonly sealEveryMs: number;
  /** The first wait before what was refused is offered again by itself; it doubles. */
  readonly refusedWaitMs: number;
  /** The longest wait before that. */
  readonly refusedLongestWaitMs: number;
}

export const ordinaryPace: Pace = {
  shortestWaitMs: 500,
  longestWaitMs: 30_000,
  longestUnreachedWaitMs: 6000,
  longPollMs: 25_000,
  owedWaitMs: 3000,
  unprovedWaitMs: 2000,
  sealEveryMs: 2000,
  refusedWaitMs: 30_000,
  refusedLongestWaitMs: 15 * 60_000,
};
