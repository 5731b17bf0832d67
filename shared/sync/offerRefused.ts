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

/**
 * The waits double while anything stays refused, and begin anew once none of it is, whatever was
 * refused since.
 */
export function offerRefused(
  delivery: Pick<DeliveryTracker, 'refused' | 'retryRefused'>,
  { refusedWaitMs, refusedLongestWaitMs, longestWaitMs }: Pace,
  clock: () => number = () => performance.now(),
): Offers {
  let waitMs = refusedWaitMs;
  let dueMs: number | undefined;
  /** What was refused at the last look. */
  let before: ReadonlySet<string> = new Set();
  return {
    offer() {
      const refused = new Set(delivery.refused().map(({ id, rev }) => `${id} ${rev}`));
      if (![...refused].some((leaf) => before.has(leaf))) {
        waitMs = refusedWaitMs;
        dueMs = undefined;
      }
      before = refused;
      if (refused.size === 0) return longestWaitMs;
      dueMs ??= clock() + waitMs;
      if (clock() < dueMs) return dueMs - clock();
      waitMs = Math.min(waitMs * 2, refusedLongestWaitMs);
      dueMs = undefined;
      delivery.retryRefused();
      return 0;
    },
  };
}
