import type {
  ChangePasswordResult,
  KeystoreRefusal,
  UnlockResult,
} from '../../shared/bridge/contract.ts';
import { passwordWeakness } from '../../shared/people/password.ts';
import { writeDurably } from '../disk/writeDurably.ts';
import { noAttempts, readAttempts, secondsToWait, writeAttempts } from './attempts.ts';
import { readDeviceSecret } from './deviceSecret.ts';
import type { Keychain } from './deviceSecret.ts';
import { entryText } from './entryFile.ts';
import type { Entry } from './entryFile.ts';
import { attemptsFile, entryFile, readEntry } from './keystoreFolder.ts';
import { deviceFingerprint, stretchPassword, unwrapSecrets, wrapSecrets } from './wrap.ts';
import type { Secrets } from './wrap.ts';

/** The keys of a profile folder: one entry a person. */
export interface Keystore {
  /**
   * Tries a person's password. A wrong one is counted on disk and slows down that person's next;
   * while the delay lasts no password is tried. Nothing here writes a key file.
   */
  unlock(person: string, password: string): Promise<UnlockResult>;
  /**
   * Wraps the person's entry anew by another password. The file is replaced at once: whatever
   * happens, the old password opens it or the new one. A wrong current one is counted as in `unlock`.
   * `names` are the person's, which make no password.
   */
  changePassword(
    person: string,
    change: {
      readonly current: string;
      readonly wanted: string;
      readonly names: readonly string[];
    },
  ): Promise<ChangePasswordResult>;
  /** What a password opens, for whoever gives others their entry; counted as in `unlock`. */
  open(person: string, password: string): Promise<OpenedEntry | KeystoreRefusal>;
}

export interface OpenedEntry {
  readonly kind: 'opened';
  readonly secrets: Secrets;
  readonly deviceSecret: Uint8Array;
}

export interface KeystoreOptions {
  readonly folder: string;
  /** The replica's name: an entry of another workstation is told apart by it. */
  readonly profile: string;
  readonly keychain?: Keychain | undefined;
  readonly clocks?: Clocks;
}

/** Wall clock, and one that nobody can set; milliseconds. */
export interface Clocks {
  nowMs(): number;
  monotonicMs(): number;
}

const realClocks: Clocks = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

export function openKeystore(options: KeystoreOptions): Keystore {
  const { folder, profile, keychain, clocks = realClocks } = options;
  /** Last failures of this process: setting the clock doesn't shorten what is counted from here. */
  const failedAtMs = new Map<string, number>();
  let queue: Promise<unknown> = Promise.resolve();

  /** One at a time: two guesses side by side would be counted as one. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const result = queue.then(act);
    queue = result.catch(() => undefined);
    return result;
  }

  async function open(person: string, password: string): Promise<OpenedEntry | KeystoreRefusal> {
    const entry = await readEntry(folder, profile, person);
    if ('kind' in entry) return entry;
    const device = await readDeviceSecret(folder, keychain);
    if (device.kind === 'fault') return { kind: 'keystoreDamaged', detail: device.fault };
    if (deviceFingerprint(device.secret) !== entry.device) {
      return { kind: 'keystoreDamaged', detail: 'otherWorkstation' };
    }
    const waitSeconds = await secondsLeft(person);
    if (waitSeconds > 0) return { kind: 'wrongPassphrase', retryAfterSeconds: waitSeconds };
    return tryPassword(entry, person, password, device.secret);
  }

  async function tryPassword(
    entry: Entry,
    person: string,
    password: string,
    deviceSecret: Uint8Array,
  ): Promise<OpenedEntry | KeystoreRefusal> {
    const file = attemptsFile(folder, person);
    const { failures } = await readAttempts(file, clocks.nowMs());
    const counted = { failures: failures + 1, lastFailureMs: clocks.nowMs() };
    await writeAttempts(file, counted);
    const secrets = await unwrapSecrets(entry, password, deviceSecret);
    if (!secrets) {
      failedAtMs.set(person, clocks.monotonicMs());
      return { kind: 'wrongPassphrase', retryAfterSeconds: secondsToWait(counted, 0) };
    }
    failedAtMs.delete(person);
    await writeAttempts(file, noAttempts);
    return { kind: 'opened', secrets, deviceSecret };
  }

  async function secondsLeft(person: string): Promise<number> {
    const attempts = await readAttempts(attemptsFile(folder, person), clocks.nowMs());
    const here = failedAtMs.get(person);
    const elapsedMs =
      here === undefined ? clocks.nowMs() - attempts.lastFailureMs : clocks.monotonicMs() - here;
    return secondsToWait(attempts, elapsedMs);
  }

  return {
    open: (person, password) => inTurn(() => open(person, password)),
    unlock: (person, password) =>
      inTurn(async () => {
        const opened = await open(person, password);
        if (opened.kind !== 'opened') return opened;
        const { oneTime, ...keys } = opened.secrets;
        return oneTime ? { kind: 'mustChange' } : { kind: 'unlocked', ...keys };
      }),
    changePassword: (person, { current, wanted, names }) =>
      inTurn(async () => {
        const opened = await open(person, current);
        if (opened.kind !== 'opened') return opened;
        const because = passwordWeakness(wanted, { current, names });
        if (because) return { kind: 'weak', because };
        const secrets = { ...opened.secrets, oneTime: false };
        const stretched = await stretchPassword(wanted);
        const entry = wrapSecrets(secrets, stretched, opened.deviceSecret, { profile, person });
        await writeDurably(entryFile(folder, person), entryText(entry));
        return { kind: 'changed' };
      }),
  };
}
