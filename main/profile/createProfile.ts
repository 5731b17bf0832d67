import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { isFileError, syncFolder, writeDurably } from '../disk/writeDurably.ts';
import type { PeopleDocument } from '../../shared/people/peopleDocument.ts';
import { createKeystore } from '../keystore/createKeystore.ts';
import type { PersonKeys } from '../keystore/createKeystore.ts';
import type { Keychain } from '../keystore/deviceSecret.ts';
import { newDataKey } from '../keystore/wrap.ts';
import { choosePort } from './choosePort.ts';
import { writePeople } from '../people/peopleStore.ts';
import { ProfileError, profileName, profileSchema } from './profileFile.ts';
import type { Profile } from './profileFile.ts';
import type { Shell } from './shellFolders.ts';

export interface NewProfile {
  readonly workstation: string;
  readonly facility: Profile['facility'];
  readonly central: Profile['central'];
  readonly demonstration: boolean;
  /** The workstation's account on the central server. */
  readonly account: { readonly username: string; readonly password: string };
  /** Who can sign in at once, each with this password until they choose another. */
  readonly people: readonly PersonKeys[];
  readonly passphrase: string;
  /** The password must be changed at the first sign-in. */
  readonly oneTime: boolean;
  /** The facility's public root key, and what is known of its people from the start. */
  readonly rootKey: string;
  readonly certificates: readonly PeopleDocument[];
  /** What is to be done before the folder takes its place; where it rejects, there is no folder. */
  readonly complete?: (
    making: string,
    keys: {
      readonly dataKey: string;
      readonly deviceSecret: Uint8Array;
      readonly replicaName: string;
    },
  ) => Promise<void>;
  /** The browser shell's port; a free one is chosen where none is given. */
  readonly port?: number | undefined;
  /** Keeps the device secret from its first moment on, where the shell has one. */
  readonly keychain?: Keychain | undefined;
  /** The folder that the shell which makes the profile keeps in it already. */
  readonly shell?: Shell | undefined;
}

/**
 * Makes a workstation's profile folder with a new data key. All of it appears at once, by one
 * rename, or nothing does. Rejects with `folderNotEmpty` where the folder holds anything: the key
 * of a replica that may be in there would be lost. Where a shell already keeps its own folder in it,
 * everything else moves in beside that, profile.json last: without that file there is no workstation.
 */
export async function createProfile(folder: string, wanted: NewProfile): Promise<Profile> {
  const whole = path.resolve(folder);
  await refuseUnlessEmpty(whole, wanted.shell);
  const port = wanted.port ?? (await choosePort());
  const profile = profileSchema.parse({
    format: 'bedside-profile',
    version: 1,
    replicaName: `bedside-${randomBytes(8).toString('hex')}`,
    workstation: wanted.workstation,
    port,
    facility: wanted.facility,
    central: wanted.central,
    demonstration: wanted.demonstration ? { cablePort: await choosePort([port]) } : null,
    rootKey: wanted.rootKey,
  });
  await fs.mkdir(path.dirname(whole), { recursive: true });
  const making = `${whole}.${randomBytes(4).toString('hex')}.new`;
  await fs.mkdir(making, { mode: 0o700 });
  try {
    const dataKey = newDataKey();
    const deviceSecret = await createKeystore({
      folder: making,
      profile: profile.replicaName,
      dataKey,
      account: wanted.account,
      people: wanted.people,
      password: wanted.passphrase,
      oneTime: wanted.oneTime,
      keychain: wanted.keychain,
    });
    await writePeople(making, wanted.certificates);
    await writeDurably(path.join(making, profileName), `${JSON.stringify(profile, null, 2)}\n`);
    await wanted.complete?.(making, { dataKey, deviceSecret, replicaName: profile.replicaName });
    await (wanted.shell ? moveInto(making, whole) : takePlace(making, whole));
  } catch (error) {
    await fs.rm(making, { recursive: true, force: true });
    throw error;
  }
  return profile;
}

async function refuseUnlessEmpty(folder: string, shell?: Shell): Promise<void> {
  const entries = await fs.readdir(folder).catch((error: unknown) => {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  });
  if (entries.some((name) => name !== shell)) throw notEmpty(folder);
}

async function takePlace(making: string, whole: string): Promise<void> {
  try {
    // An empty folder may stand there; Windows renames over none, and rmdir takes only empty ones.
    await fs.rmdir(whole).catch((error: unknown) => {
      if (!isFileError(error, 'ENOENT')) throw error;
    });
    await fs.rename(making, whole);
    await syncFolder(path.dirname(whole));
  } catch (error) {
    if (isFileError(error, 'ENOTEMPTY') || isFileError(error, 'EEXIST')) throw notEmpty(whole);
    throw error;
  }
}

/** A shell's folder is in use while it runs, and can't be moved: the rest comes to it. */
async function moveInto(making: string, whole: string): Promise<void> {
  await fs.mkdir(whole, { recursive: true, mode: 0o700 });
  const names = (await fs.readdir(making)).filter((name) => name !== profileName);
  const moved: string[] = [];
  try {
    for (const name of [...names, profileName]) {
      await fs.rename(path.join(making, name), path.join(whole, name));
      moved.push(name);
    }
  } catch (error) {
    for (const name of moved) await fs.rm(path.join(whole, name), { recursive: true, force: true });
    throw error;
  }
  await syncFolder(whole);
  await fs.rmdir(making);
}

function notEmpty(folder: string): ProfileError {
  return new ProfileError(
    'folderNotEmpty',
    `The folder ${folder} isn't empty: a new workstation is made only in a new folder, because a new key would lock what an old one holds.`,
  );
}
