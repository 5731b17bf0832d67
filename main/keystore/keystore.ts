import type { ChangePasswordResult, KeystoreRefusal } from '../../shared/bridge/contract.ts';
import { passwordWeakness, shortestPasswordOn } from '../../shared/people/password.ts';
import { writeDurably } from '../disk/writeDurably.ts';
import { noAttempts, readAttempts, secondsToWait, writeAttempts } from './attempts.ts';
import { readDeviceSecret } from './deviceSecret.ts';
import type { DeviceSecret, Keychain } from './deviceSecret.ts';
import { entryText } from './entryFile.ts';
import type { Entry, KeysMark } from './entryFile.ts';
import { attemptsFile, entryFile, readEntry } from './keystoreFolder.ts';
import { openPersonalKeys } from './personalKeys.ts';
import { openDataKey } from './sealedDataKey.ts';
import { deviceFingerprint, stretchPassword, unwrapSecrets, wrapSecrets } from './wrap.ts';
import type { Secrets } from './wrap.ts';

/** The keys of a profile folder: one entry a person. */
export interface Keystore {
  /**
   * Tries a person's password. A wrong one is counted on disk and slows down that person's next;
   * while the delay lasts no password is tried. Nothing here writes a key file.
   */
  unlock(person: string, password: string): Promise<KeystoreUnlock>;
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
      /** Marks the entry as made with these keys. */
      readonly keys?: KeysMark | undefined;
      /** Called with what the entry holds, once the new password opens it. */
      readonly onChanged?: (opened: OpenedEntry) => Promise<void>;
    },
  ): Promise<ChangePasswordResult>;
  /** Which synced keys a person's entry was made with; no password is needed to see that. */
  markOf(person: string): Promise<KeysMark | 'unmarked' | undefined>;
  /**
   * Makes a person's entry from keys that came from elsewhere: tried in turn with the password, and
   * counted as in `unlock`. The entry that stood there is replaced only by one that opens the same
   * replica. `notSealed`: the password is right, and nobody has sealed this workstation's key yet.
   */
  adopt(
    person: string,
    password: string,
    offered: { readonly wrapped: readonly string[]; readonly keys: KeysMark },
  ): Promise<OpenedEntry | KeystoreRefusal | { readonly kind: 'notSealed' }>;
  /** The device secret, or why it can't be had. */
  device(): Promise<DeviceSecret>;
  /** What a password opens, for whoever gives others their entry; counted as in `unlock`. */
  open(person: string, password: string): Promise<OpenedEntry | KeystoreRefusal>;
}

export type KeystoreUnlock =
  | ({ readonly kind: 'unlocked' } & Omit<Secrets, 'oneTime'>)
  | { readonly kind: 'mustChange' }
  | KeystoreRefusal;

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
  /** Whether a new password must be a long one where the device secret lies in a file. */
  readonly longWithoutKeychain?: boolean;
  readonly clocks?: Clocks;
  /** Told of each password that was tried and wrong, before it is answered; what it does never fails. */
  readonly onWrong?: (person: string) => Promise<void>;
}

/** Wall clock, and one that nobody can set; milliseconds. */
export interface Clocks {
  nowMs(): number;
  monotonicMs(): number;
}

const realClocks: Clocks = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

export function openKeystore(options: KeystoreOptions): Keystore {
  const { folder, profile, keychain, clocks = realClocks, onWrong } = options;
  const { longWithoutKeychain = false } = options;
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

  function tryPassword(
    entry: Entry,
    person: string,
    password: string,
    deviceSecret: Uint8Array,
  ): Promise<OpenedEntry | KeystoreRefusal> {
    return counted(person, async () => {
      const secrets = await unwrapSecrets(entry, password, deviceSecret);
      return secrets && { kind: 'opened', secrets, deviceSecret };
    });
  }

  /** Counts an attempt before it is made; what it opens ends the counting. */
  async function counted<T>(
    person: string,
    attempt: () => Promise<T | undefined>,
  ): Promise<T | KeystoreRefusal> {
    const file = attemptsFile(folder, person);
    const { failures } = await readAttempts(file, clocks.nowMs());
    const raised = { failures: failures + 1, lastFailureMs: clocks.nowMs() };
    await writeAttempts(file, raised);
    const opened = await attempt();
    if (opened === undefined) {
      failedAtMs.set(person, clocks.monotonicMs());
      await onWrong?.(person);
      return { kind: 'wrongPassphrase', retryAfterSeconds: secondsToWait(raised, 0) };
    }
    failedAtMs.delete(person);
    await writeAttempts(file, noAttempts);
    return opened;
  }

  async function adopt(
    person: string,
    password: string,
    { wrapped, keys }: { readonly wrapped: readonly string[]; readonly keys: KeysMark },
  ): Promise<OpenedEntry | KeystoreRefusal | { readonly kind: 'notSealed' }> {
    const device = await readDeviceSecret(folder, keychain);
    if (device.kind === 'fault') return { kind: 'keystoreDamaged', detail: device.fault };
    const waitSeconds = await secondsLeft(person);
    if (waitSeconds > 0) return { kind: 'wrongPassphrase', retryAfterSeconds: waitSeconds };
    const { certificate } = keys;
    const own = await counted(person, async () => {
      for (const text of wrapped) {
        const opened = await openPersonalKeys(text, password, { person, certificate });
        if (opened) return { kind: 'own' as const, opened };
      }
      return undefined;
    });
    if (own.kind !== 'own') return own;
    const { privateKey, oneTime } = own.opened;
    const shared = await openDataKey(folder, privateKey, device.secret, { profile, certificate });
    if (!shared) return { kind: 'notSealed' };
    const secrets = { ...shared, signing: { privateKey, certificate }, oneTime };
    const stretched = await stretchPassword(password);
    const entry = wrapSecrets(secrets, stretched, device.secret, { profile, person, keys });
    await writeDurably(entryFile(folder, person), entryText(entry));
    return { kind: 'opened', secrets, deviceSecret: device.secret };
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
    device: () => readDeviceSecret(folder, keychain),
    async markOf(person) {
      const entry = await readEntry(folder, profile, person);
      return 'kind' in entry ? undefined : (entry.keys ?? 'unmarked');
    },
    adopt: (person, password, offered) => inTurn(() => adopt(person, password, offered)),
    changePassword: (person, { current, wanted, names, keys, onChanged }) =>
      inTurn(async () => {
        const opened = await open(person, current);
        if (opened.kind !== 'opened') return opened;
        const device = longWithoutKeychain ? await readDeviceSecret(folder, keychain) : undefined;
        const protection = device?.kind === 'secret' ? device.protection : undefined;
        const shortest = shortestPasswordOn(protection);
        const because = passwordWeakness(wanted, { current, names, shortest });
        if (because) return { kind: 'weak', because };
        const secrets = { ...opened.secrets, oneTime: false };
        const stretched = await stretchPassword(wanted);
        const owner = { profile, person, keys };
        const entry = wrapSecrets(secrets, stretched, opened.deviceSecret, owner);
        await writeDurably(entryFile(folder, person), entryText(entry));
        await onChanged?.({ ...opened, secrets });
        return { kind: 'changed' };
      }),
  };
}
