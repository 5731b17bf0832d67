/** Work that follows what is stored: a moment after one save, and rarely while a flood of it comes. */
export interface Settling {
  /** Something was stored; `waiting` is how much of it the work hasn't taken in. */
  came(waiting: number): void;
  /** Whether so much waits that the work lets it pile up. */
  isFlood(waiting: number): boolean;
  stop(): void;
}

export interface SettlingPace {
  /** The work begins so long after the first of a few. */
  readonly settleMs: number;
  /** So many at once are a first fill or a catching up. */
  readonly floodFrom: number;
  /** In a flood the work waits until nothing has come for so long, */
  readonly quietMs: number;
  /** and for so long at most. */
  readonly longestMs: number;
}

/**
 * In a flood whoever is taken in at once is taken in again with each of their visits, in the very
 * Worker in which the flood is stored.
 */
export function settling(pace: SettlingPace, work: () => void): Settling {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let firstMs = 0;
  const isFlood = (waiting: number) => waiting >= pace.floodFrom;
  return {
    isFlood,
    came(waiting) {
      const nowMs = performance.now();
      if (timer === undefined) firstMs = nowMs;
      else if (!isFlood(waiting)) return;
      clearTimeout(timer);
      const left = firstMs + pace.longestMs - nowMs;
      const waitMs = isFlood(waiting) ? Math.max(0, Math.min(pace.quietMs, left)) : pace.settleMs;
      timer = setTimeout(() => {
        timer = undefined;
        work();
      }, waitMs);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
