import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createKeystore } from '../../main/keystore/createKeystore.ts';
import { openKeystore } from '../../main/keystore/keystore.ts';
import type { Clocks, Keystore } from '../../main/keystore/keystore.ts';
import type { Keychain } from '../../main/keystore/deviceSecret.ts';
import { newDataKey } from '../../main/keystore/wrap.ts';

/** A folder with the keys of two invented people who share a password. */
export interface TemporaryKeystore {
  readonly folder: string;
  readonly profile: string;
  readonly dataKey: string;
  readonly account: { readonly username: string; readonly password: string };
  /** Opens it as a new process would. */
  open(more?: { clocks?: Clocks; keychain?: Keychain }): Keystore;
  file(name: string): string;
  remove(): Promise<void>;
}

export const nurse = 'dd-mau';
export const doctor = 'bs-mau';
export const sharedPassword = 'Thử Nghiệm 2026';

/** Keys that are nobody's: what is wrapped isn't used here. */
export function signingOf(person: string): { privateKey: string; certificate: string } {
  const privateKey = Buffer.from(`private key of ${person}`).toString('base64');
  const serial = person === doctor ? 1 : 2;
  return { privateKey, certificate: `00000000-0000-4000-8000-00000000000${serial}` };
}

let template: Promise<TemporaryKeystore> | undefined;

/** The same keys for each test of a file, in a folder of its own: making them takes a second. */
export async function temporaryKeystore(): Promise<TemporaryKeystore> {
  template ??= newTemporaryKeystore();
  const made = await template;
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-keystore-'));
  await fs.cp(made.folder, folder, { recursive: true });
  return inFolder(folder, made);
}

/** Keys of another workstation than the others of this test file. */
export async function newTemporaryKeystore(oneTime = false): Promise<TemporaryKeystore> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-keystore-'));
  const profile = `bedside-${path.basename(folder).slice(-6).toLowerCase()}`;
  const dataKey = newDataKey();
  const account = { username: 'workstation-1', password: 'invented' };
  const people = [doctor, nurse].map((person) => ({ person, signing: signingOf(person) }));
  await createKeystore({
    folder,
    profile,
    dataKey,
    account,
    people,
    password: sharedPassword,
    oneTime,
  });
  return inFolder(folder, { profile, dataKey, account });
}

function inFolder(
  folder: string,
  { profile, dataKey, account }: Pick<TemporaryKeystore, 'profile' | 'dataKey' | 'account'>,
): TemporaryKeystore {
  return {
    folder,
    profile,
    dataKey,
    account,
    open: (more = {}) => openKeystore({ folder, profile, ...more }),
    file: (name) => path.join(folder, name),
    remove: () => fs.rm(folder, { recursive: true, force: true }),
  };
}
