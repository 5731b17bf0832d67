import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import { openSealed, personalSealingPair, sealTo } from '../../shared/people/sealedBox.ts';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';
import { beginAttempts } from './attempts.ts';
import { attemptsFile } from './keystoreFolder.ts';
import type { Secrets } from './wrap.ts';

/**
 * keystore/sealed-<serial>.json: the workstation's data key, for a person who was never here. It is
 * sealed to the person's own key and then under the device secret: a copy of the profile needs the
 * machine's keychain, and the machine needs the person.
 */
const sealedSchema = z.strictObject({
  format: z.literal('bedside-sealed-data-key'),
  version: z.literal(1),
  nonce: z.base64().length(16),
  tag: z.base64().length(24),
  sealed: z.base64().min(1).max(8192),
});

/** What everybody on a workstation shares. */
export type WorkstationKeys = Pick<Secrets, 'dataKey' | 'account'>;

const keysSchema = z.strictObject({
  dataKey: z.base64().length(44),
  account: z.strictObject({ username: z.string().min(1), password: z.string().min(1) }),
});

interface Owner {
  /** The replica's name. */
  readonly profile: string;
  readonly certificate: string;
}

/**
 * Seals the workstation's keys to a person (the key of the directory), with a counter of their wrong
 * passwords: whoever can be tried has one, so that a missing one was taken away.
 */
export async function sealDataKey(
  folder: string,
  keys: WorkstationKeys,
  sealingKey: string,
  deviceSecret: Uint8Array,
  { person, ...owner }: Owner & { readonly person: string },
): Promise<void> {
  await beginAttempts(attemptsFile(folder, person));
  const text = JSON.stringify({ dataKey: keys.dataKey, account: keys.account });
  const box = await sealTo(sealingKey, text, contextOf(owner));
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', outerKey(deviceSecret), new Uint8Array(nonce));
  cipher.setAAD(new TextEncoder().encode(contextOf(owner)));
  const sealed = cipher.update(box, 'utf8', 'hex') + cipher.final('hex');
  const stored = {
    format: 'bedside-sealed-data-key',
    version: 1,
    nonce: nonce.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    sealed: Buffer.from(sealed, 'hex').toString('base64'),
  };
  await writeDurably(fileOf(folder, owner.certificate), `${JSON.stringify(stored, null, 2)}\n`);
}

/** Whether a sealed key lies here for a certificate; one that is half-written counts as none, and is made anew. */
export async function hasSealedDataKey(folder: string, certificate: string): Promise<boolean> {
  const text = await readIfThere(fileOf(folder, certificate));
  try {
    return sealedSchema.safeParse(JSON.parse(text ?? '')).success;
  } catch {
    return false;
  }
}

/** Takes back a sealed key: a cache for one person, never the only way to the data. */
export async function removeSealedDataKey(folder: string, certificate: string): Promise<void> {
  await fs.rm(fileOf(folder, certificate), { force: true });
}

/** The workstation's keys by a person's own key; undefined where none was sealed, or it doesn't open. */
export async function openDataKey(
  folder: string,
  signingKey: string,
  deviceSecret: Uint8Array,
  owner: Owner,
): Promise<WorkstationKeys | undefined> {
  const text = await readIfThere(fileOf(folder, owner.certificate));
  if (text === undefined) return undefined;
  try {
    const stored = sealedSchema.parse(JSON.parse(text));
    const decipher = createDecipheriv('aes-256-gcm', outerKey(deviceSecret), of(stored.nonce), {
      authTagLength: 16,
    });
    decipher.setAAD(new TextEncoder().encode(contextOf(owner)));
    decipher.setAuthTag(of(stored.tag));
    const box = decipher.update(of(stored.sealed), undefined, 'utf8') + decipher.final('utf8');
    const opened = await openSealed(await personalSealingPair(signingKey), box, contextOf(owner));
    return opened === undefined ? undefined : keysSchema.parse(JSON.parse(opened));
  } catch {
    return undefined;
  }
}

function contextOf({ profile, certificate }: Owner): string {
  return `bedside-sealed-data-key 1 ${profile} ${certificate}`;
}

function outerKey(deviceSecret: Uint8Array): Uint8Array {
  const info = 'bedside sealed data key 1';
  return new Uint8Array(hkdfSync('sha256', deviceSecret, new Uint8Array(32), info, 32));
}

function fileOf(folder: string, certificate: string): string {
  return path.join(folder, 'keystore', `sealed-${certificate}.json`);
}

function of(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
