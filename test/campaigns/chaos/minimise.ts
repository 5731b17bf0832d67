import type { Operation, Schedule } from './schedule.ts';

/**
 * The shortest schedule found that still fails in the same way, by leaving out ever smaller runs of
 * operations (delta debugging).
 * @param fails whether a schedule still does
 */
export async function minimise(
  schedule: Schedule,
  fails: (schedule: Schedule) => Promise<boolean>,
): Promise<Schedule> {
  let operations: readonly Operation[] = schedule.operations;
  for (let size = Math.ceil(operations.length / 2); size >= 1;) {
    let shortened = false;
    for (let start = operations.length - size; start > -size; start -= size) {
      const rest = [
        ...operations.slice(0, Math.max(0, start)),
        ...operations.slice(Math.max(0, start + size)),
      ];
      if (rest.length < operations.length && (await fails({ ...schedule, operations: rest }))) {
        operations = rest;
        shortened = true;
      }
    }
    if (size === 1 && !shortened) break;
    if (size > 1) size = Math.floor(size / 2);
  }
  return { ...schedule, operations };
}
