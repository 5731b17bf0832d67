import { createHash, randomBytes } from 'node:crypto';
import * as path from 'node:path';
import * as z from 'zod';
import { createDurably, readIfThere, writeDurably } from '../disk/writeDurably.ts';

/**
 * device-secret.json: 256 random bits that every password of this workstation is combined with.
 * `keychain`: sealed by the operating system's keychain, so the file is of no use elsewhere.
 * `file`: as it is, readable by the owner of the profile alone (mode 0600), which protects a copy of
 * the key files without it and nothing more.
 */
const deviceSecretSchema = z.strictObject({
  format: z.literal('bedside-device-secret'),
  version: z.literal(1),
  protection: z.enum(['keychain', 'file']),
  secret: z.base64().min(44).max(4096),
  checksum: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Protection = z.infer<typeof deviceSecretSchema>['protection'];

/** The operating system's keychain as far as we need it; Electron's `safeStorage` stands behind. */
export interface Keychain {
  /** Whether it is there and protects anything: not while it is locked, nor Linux's `basic_text`. */
  isAvailable(): Promise<boolean>;
  seal(text: string): Promise<Uint8Array>;
  /** `sealAgain`: the keychain has a newer key and wants the text sealed anew. Rejects if it can't. */
  open(sealed: Uint8Array): Promise<{ readonly text: string; readonly sealAgain: boolean }>;
}

export type DeviceSecretFault = 'deviceSecretMissing' | 'deviceSecretDamaged' | 'keychainClosed';

export type DeviceSecret =
  | { readonly kind: 'secret'; readonly secret: Uint8Array; readonly protection: Protection }
  | { readonly kind: 'fault'; readonly fault: DeviceSecretFault };

export const deviceSecretName = 'device-secret.json';

/**
 * Makes the secret of a new profile. With a keychain that is available it is sealed before anything
 * is written, for what lay on a disk once can be found in its freed blocks. Rejects with `EEXIST`
 * where there is one.
 */
export async function createDeviceSecret(folder: string, keychain?: Keychain): Promise<Uint8Array> {
  const secret = new Uint8Array(randomBytes(32));
  const sealed =
    keychain && (await keychain.isAvailable()) ? await sealedText(keychain, secret) : undefined;
  const text = sealed ?? fileText('file', Buffer.from(secret).toString('base64'));
  await createDurably(path.join(folder, deviceSecretName), text);
  return secret;
}

/**
 * Reads the profile's device secret. With a keychain that is available, a secret that lies in the
 * open is given into its keeping first. Nothing is written where something is wrong.
 */
export async function readDeviceSecret(folder: string, keychain?: Keychain): Promise<DeviceSecret> {
  const file = path.join(folder, deviceSecretName);
  const text = await readIfThere(file);
  if (text === undefined) return { kind: 'fault', fault: 'deviceSecretMissing' };
  const stored = parse(text);
  if (!stored) return { kind: 'fault', fault: 'deviceSecretDamaged' };
  if (stored.protection === 'file') {
    const secret = secretOf(stored.secret);
    if (!secret) return { kind: 'fault', fault: 'deviceSecretDamaged' };
    const sealed =
      keychain && (await keychain.isAvailable()) && (await keep(file, keychain, secret));
    return { kind: 'secret', secret, protection: sealed ? 'keychain' : 'file' };
  }
  if (!keychain || !(await keychain.isAvailable()))
    return { kind: 'fault', fault: 'keychainClosed' };
  try {
    const opened = await keychain.open(new Uint8Array(Buffer.from(stored.secret, 'base64')));
    const secret = secretOf(opened.text);
    if (!secret) return { kind: 'fault', fault: 'deviceSecretDamaged' };
    if (opened.sealAgain) await keep(file, keychain, secret);
    return { kind: 'secret', secret, protection: 'keychain' };
  } catch {
    return { kind: 'fault', fault: 'keychainClosed' };
  }
}

/** Replaces the file by a sealed one. */
async function keep(file: string, keychain: Keychain, secret: Uint8Array): Promise<boolean> {
  const sealed = await sealedText(keychain, secret);
  // What stands still opens; the next start tries again.
  if (sealed === undefined) return false;
  return writeDurably(file, sealed).then(
    () => true,
    () => false,
  );
}

/** The file of a sealed secret; undefined where the keychain doesn't give back what it was given. */
async function sealedText(keychain: Keychain, secret: Uint8Array): Promise<string | undefined> {
  const text = Buffer.from(secret).toString('base64');
  try {
    const sealed = await keychain.seal(text);
    if ((await keychain.open(sealed)).text !== text) return undefined;
    return fileText('keychain', Buffer.from(sealed).toString('base64'));
  } catch {
    return undefined;
  }
}

function fileText(protection: Protection, secret: string): string {
  const stored = { format: 'bedside-device-secret', version: 1, protection, secret };
  return `${JSON.stringify({ ...stored, checksum: checksumOf(protection, secret) }, null, 2)}\n`;
}

function parse(text: string): z.infer<typeof deviceSecretSchema> | undefined {
  try {
    const stored = deviceSecretSchema.parse(JSON.parse(text));
    return stored.checksum === checksumOf(stored.protection, stored.secret) ? stored : undefined;
  } catch {
    return undefined;
  }
}

function secretOf(base64: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Buffer.from(base64, 'base64'));
  return bytes.length === 32 ? bytes : undefined;
}

/** Tells a damaged file from the secret of another workstation; 256 random bits can't be guessed from it. */
function checksumOf(protection: Protection, secret: string): string {
  return createHash('sha256').update(`${protection} ${secret}`).digest('hex');
}
