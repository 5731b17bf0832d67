import * as z from 'zod';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

/**
 * Failed passphrases, counted in a file of their own, so that a restart doesn't clear them and the
 * key file is never rewritten. An attempt is counted before the passphrase is tried: ending the
 * process in between gains nothing.
 */
const attemptsSchema = z.strictObject({
  failures: z.int().min(0),
  /** Wall clock at the last failure, milliseconds since 1970. */
  lastFailureMs: z.int().min(0),
});
export type Attempts = z.infer<typeof attemptsSchema>;

const freeFailures = 3;
const firstDelayMs = 5_000;
const longestDelayMs = 300_000;

export const noAttempts: Attempts = { failures: 0, lastFailureMs: 0 };

/** How long to wait after so many failures: nothing after three, then 5 s, doubling, at most 5 min. */
export function delayAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  return Math.min(firstDelayMs * 2 ** Math.min(failures - freeFailures, 30), longestDelayMs);
}

/** Seconds to wait from now, rounded up. A clock that was put back doesn't lengthen the delay. */
export function secondsToWait(attempts: Attempts, nowMs: number): number {
  const delayMs = delayAfter(attempts.failures);
  const elapsedMs = nowMs - attempts.lastFailureMs;
  const leftMs = elapsedMs < 0 ? delayMs : delayMs - elapsedMs;
  return Math.max(0, Math.ceil(leftMs / 1000));
}

/** The counter on disk. A damaged one counts as enough failures to slow down, never as none. */
export async function readAttempts(file: string, nowMs: number): Promise<Attempts> {
  const text = await readIfThere(file);
  if (text === undefined) return noAttempts;
  try {
    return attemptsSchema.parse(JSON.parse(text));
  } catch {
    const damaged = { failures: freeFailures, lastFailureMs: nowMs };
    await writeAttempts(file, damaged);
    return damaged;
  }
}

export async function writeAttempts(file: string, attempts: Attempts): Promise<void> {
  await writeDurably(file, JSON.stringify(attempts));
}
