import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { KeystoreRefusal } from '../../shared/bridge/contract.ts';
import { isFileError, readIfThere } from '../disk/writeDurably.ts';
import { parseEntry } from './entryFile.ts';
import type { Entry } from './entryFile.ts';

const folderName = 'keystore';
/** What versions before one password a person kept; it is told apart, and left alone. */
const oldName = 'keystore.json';

/** `person-` before the key: Windows has names that no file may have (`con`, `aux`). */
export function entryFile(profileFolder: string, person: string): string {
  return path.join(profileFolder, folderName, `person-${person}.json`);
}

export function attemptsFile(profileFolder: string, person: string): string {
  return path.join(profileFolder, folderName, `attempts-${person}.json`);
}

/** Makes the folder of key files. Rejects with `EEXIST` where it stands: it may hold the only key. */
export async function createKeystoreFolder(profileFolder: string): Promise<void> {
  await fs.mkdir(path.join(profileFolder, folderName), { mode: 0o700 });
}

/** Takes away the entry of an emergency code that was used up; never the only way to the data. */
export async function removeEntry(profileFolder: string, person: string): Promise<void> {
  await fs.rm(entryFile(profileFolder, person), { force: true });
}

/** A person's entry, or why there is none that can be tried. Nothing is written. */
export async function readEntry(
  profileFolder: string,
  profile: string,
  person: string,
): Promise<Entry | KeystoreRefusal> {
  const text = await readIfThere(entryFile(profileFolder, person));
  if (text === undefined) return whyNone(profileFolder);
  const entry = parseEntry(text);
  if (entry === 'damaged' || entry === 'newer') return { kind: 'keystoreDamaged', detail: entry };
  if (entry.profile !== profile) return { kind: 'keystoreDamaged', detail: 'otherWorkstation' };
  // Somebody else's file under this name.
  if (entry.person !== person) return { kind: 'keystoreDamaged', detail: 'damaged' };
  return entry;
}

async function whyNone(profileFolder: string): Promise<KeystoreRefusal> {
  const names = await fs
    .readdir(path.join(profileFolder, folderName))
    .catch((error: unknown): string[] => {
      if (isFileError(error, 'ENOENT')) return [];
      throw error;
    });
  if (names.some((name) => /^(person|sealed)-.*\.json$/.test(name))) return { kind: 'noEntry' };
  const old = await readIfThere(path.join(profileFolder, oldName));
  return { kind: 'keystoreDamaged', detail: old === undefined ? 'missing' : 'earlierVersion' };
}
