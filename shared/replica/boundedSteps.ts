import type { NewRevision } from './leafStore.ts';

/**
 * Leaves of one record that are stored and joined in one step. PouchDB's tree costs the square of
 * its leaves: 500 at once held the queue, and with it every save, for seconds.
 */
export const leavesPerStep = 50;

/**
 * Arrivals in the fewest steps of which none holds more than so many of one record; in their order
 * for each record. Nearly always one.
 */
export function boundedSteps(
  arrivals: readonly NewRevision[],
  perRecord: number = leavesPerStep,
): NewRevision[][] {
  const steps: NewRevision[][] = [];
  const counts = new Map<string, number>();
  for (const revision of arrivals) {
    const before = counts.get(revision.id) ?? 0;
    counts.set(revision.id, before + 1);
    (steps[Math.floor(before / perRecord)] ??= []).push(revision);
  }
  return steps;
}
