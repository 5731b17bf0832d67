import * as z from 'zod';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

/**
 * One person's failed passwords, counted in a file of their own, so that a restart doesn't clear
 * them and the key file is never rewritten. An attempt is counted before the password is tried:
 * ending the process in between gains nothing.
 *
 * The file is made with the person's entry, or before the workstation's key is sealed to somebody who
 * was never here. One that is missing or damaged later counts as many
 * failures, never as none: deleting it costs five minutes for a single guess. Who can put back an
 * older copy of it can copy the whole profile: against them stand scrypt and the device secret.
 */
const attemptsSchema = z.strictObject({
  failures: z.int().min(0),
  /** Wall clock at the last failure, milliseconds since 1970. */
  lastFailureMs: z.int().min(0),
});
export type Attempts = z.infer<typeof attemptsSchema>;

const freeFailures = 3;
const failuresUntilLockout = 10;
const firstDelayMs = 5_000;
const longestDelayMs = 300_000;
const lockoutMs = 1_800_000;

export const noAttempts: Attempts = { failures: 0, lastFailureMs: 0 };

/**
 * How long to wait after so many failures: nothing until the third, then 5 s, doubling to 5 min;
 * from the tenth on 30 min for each. It ends by itself: nobody is kept from their patients for good.
 */
export function delayAfter(failures: number): number {
  if (failures < freeFailures) return 0;
  if (failures >= failuresUntilLockout) return lockoutMs;
  return Math.min(firstDelayMs * 2 ** (failures - freeFailures), longestDelayMs);
}

/** Seconds to wait, rounded up, when so many milliseconds have passed since the last failure. */
export function secondsToWait({ failures }: Attempts, elapsedMs: number): number {
  return Math.max(0, Math.ceil((delayAfter(failures) - Math.max(0, elapsedMs)) / 1000));
}

/**
 * The counter on disk. A missing or damaged one counts as nine failures. A failure in the future
 * (the clock was put back) counts as one of now: the delay runs from here, neither shorter nor
 * for as long as the clock lags.
 */
export async function readAttempts(file: string, nowMs: number): Promise<Attempts> {
  const attempts = parse(await readIfThere(file));
  if (attempts && attempts.lastFailureMs <= nowMs) return attempts;
  const from = { failures: attempts?.failures ?? failuresUntilLockout - 1, lastFailureMs: nowMs };
  await writeAttempts(file, from);
  return from;
}

/** Makes the counter of somebody who has none yet; one that stands is left as it is. */
export async function beginAttempts(file: string): Promise<void> {
  if ((await readIfThere(file)) === undefined) await writeAttempts(file, noAttempts);
}

export async function writeAttempts(file: string, attempts: Attempts): Promise<void> {
  await writeDurably(file, JSON.stringify(attempts));
}

function parse(text: string | undefined): Attempts | undefined {
  if (text === undefined) return undefined;
  try {
    return attemptsSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
