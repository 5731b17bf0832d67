import type { DeliveryTracker } from './delivery.ts';
import type { Pace } from './pace.ts';

/**
 * Offers what was refused again by itself: the server may take tomorrow what it refused today. It goes
 * in a loop of its own, so that no fresh entry waits while the server says nothing to one of these.
 */
export interface Offers {
  /** Call at each turn. Offers what is due, and answers in how many ms to call again. */
  offer(): number;
}

/** The waits double while anything is refused, and begin anew once nothing is. */
export function offerRefused(
  delivery: Pick<DeliveryTracker, 'refused' | 'retryRefused'>,
  { refusedWaitMs, refusedLongestWaitMs, longestWaitMs }: Pace,
  clock: () => number = () => performance.now(),
): Offers {
  let waitMs = refusedWaitMs;
  let dueMs: number | undefined;
  return {
    offer() {
      if (delivery.refused().length === 0) {
        waitMs = refusedWaitMs;
        dueMs = undefined;
        return longestWaitMs;
      }
      dueMs ??= clock() + waitMs;
      if (clock() < dueMs) return dueMs - clock();
      waitMs = Math.min(waitMs * 2, refusedLongestWaitMs);
      dueMs = undefined;
      delivery.retryRefused();
      return 0;
    },
  };
}
