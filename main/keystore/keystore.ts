import * as path from 'node:path';
import type { UnlockResult } from '../../shared/bridge/contract.ts';
import { createDurably, readIfThere } from '../disk/writeDurably.ts';
import { noAttempts, readAttempts, secondsToWait, writeAttempts } from './attempts.ts';
import { keystoreText, parseKeystore } from './keystoreFile.ts';
import { unwrapSecrets, wrapSecrets } from './wrap.ts';
import type { Secrets } from './wrap.ts';

const keystoreName = 'keystore.json';
const attemptsName = 'unlock-attempts.json';

/**
 * Writes the key file of a new profile. Rejects with `EEXIST` where there is one already, damaged
 * or not: a new key over an existing replica would lose everything in it.
 */
export async function createKeystore(
  folder: string,
  secrets: Secrets,
  passphrase: string,
): Promise<void> {
  const wrapped = await wrapSecrets(secrets, passphrase);
  await createDurably(path.join(folder, keystoreName), keystoreText(wrapped));
}

/** Opens the key file of a profile folder. */
export interface Keystore {
  /**
   * Tries a passphrase. A wrong one is counted on disk and slows down the next; while the delay
   * lasts no passphrase is tried. Nothing here ever writes the key file.
   */
  unlock(passphrase: string): Promise<UnlockResult>;
}

export function openKeystore(folder: string, nowMs: () => number = Date.now): Keystore {
  const attemptsFile = path.join(folder, attemptsName);
  let queue: Promise<unknown> = Promise.resolve();

  async function unlock(passphrase: string): Promise<UnlockResult> {
    const text = await readIfThere(path.join(folder, keystoreName));
    if (text === undefined) return { kind: 'keystoreDamaged', detail: 'missing' };
    const wrapped = parseKeystore(text);
    if (wrapped === undefined) return { kind: 'keystoreDamaged', detail: 'damaged' };

    const attempts = await readAttempts(attemptsFile, nowMs());
    const waitSeconds = secondsToWait(attempts, nowMs());
    if (waitSeconds > 0) return { kind: 'wrongPassphrase', retryAfterSeconds: waitSeconds };

    const counted = { failures: attempts.failures + 1, lastFailureMs: nowMs() };
    await writeAttempts(attemptsFile, counted);
    const secrets = await unwrapSecrets(wrapped, passphrase);
    if (secrets === undefined) {
      return { kind: 'wrongPassphrase', retryAfterSeconds: secondsToWait(counted, nowMs()) };
    }
    await writeAttempts(attemptsFile, noAttempts);
    return { kind: 'unlocked', ...secrets };
  }

  return {
    unlock(passphrase) {
      // One at a time: two guesses side by side would be counted as one.
      const result = queue.then(() => unlock(passphrase));
      queue = result.catch(() => undefined);
      return result;
    },
  };
}
