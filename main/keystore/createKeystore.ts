import { createDurably } from '../disk/writeDurably.ts';
import { noAttempts, writeAttempts } from './attempts.ts';
import { createDeviceSecret } from './deviceSecret.ts';
import type { Keychain } from './deviceSecret.ts';
import { entryText } from './entryFile.ts';
import type { Entry } from './entryFile.ts';
import { attemptsFile, createKeystoreFolder, entryFile } from './keystoreFolder.ts';
import { stretchPassword, wrapSecrets } from './wrap.ts';
import type { Secrets } from './wrap.ts';

/** A person's own keys, as they come to a workstation. */
export interface PersonKeys {
  readonly person: string;
  readonly signing: Secrets['signing'];
}

export interface NewKeystore {
  readonly folder: string;
  /** The replica's name. */
  readonly profile: string;
  readonly dataKey: string;
  readonly account: Secrets['account'];
  /** Whoever can sign in at once, all with one password: it is stretched a single time. */
  readonly people: readonly PersonKeys[];
  readonly password: string;
  /** The password was chosen by somebody else and must be changed. */
  readonly oneTime: boolean;
  /** Keeps the device secret from its first moment on, where there is one. */
  readonly keychain?: Keychain | undefined;
}

/**
 * Writes the device secret and the key files of a new profile. Rejects with `EEXIST` where there
 * are any, damaged or not: a new key over an existing replica would lose everything in it. Answers
 * the device secret.
 */
export async function createKeystore(wanted: NewKeystore): Promise<Uint8Array> {
  const { folder, profile, dataKey, account, oneTime } = wanted;
  await createKeystoreFolder(folder);
  const deviceSecret = await createDeviceSecret(folder, wanted.keychain);
  if (wanted.people.length === 0) return deviceSecret;
  const stretched = await stretchPassword(wanted.password);
  for (const { person, signing } of wanted.people) {
    const secrets = { dataKey, account, signing, oneTime };
    const keys = { certificate: signing.certificate, generation: 1 };
    const owner = { profile, person, keys };
    await createEntry(folder, wrapSecrets(secrets, stretched, deviceSecret, owner));
  }
  return deviceSecret;
}

/** Writes a person's entry. Rejects with `EEXIST` where they have one: their key would be lost. */
export async function createEntry(folder: string, entry: Entry): Promise<void> {
  // The counter first: an entry without one counts as tampered with.
  await writeAttempts(attemptsFile(folder, entry.person), noAttempts);
  await createDurably(entryFile(folder, entry.person), entryText(entry));
}
