import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../shared/json/canonical.ts';
import { uuid } from '../../shared/records/fields.ts';
import type { Entry, EntryHeader, KeysMark } from './entryFile.ts';
import { deriveSlowly, slowDerivation } from './slowDerivation.ts';

/** What a person's password opens. */
const secretsSchema = z.strictObject({
  /** The workstation's 256-bit data key, base64: the same for everybody on it. */
  dataKey: z.base64().length(44),
  /** The workstation's own account on the central server. */
  account: z.strictObject({ username: z.string().min(1), password: z.string().min(1) }),
  signing: z.strictObject({
    /** The person's Ed25519 key, PKCS#8 in base64. */
    privateKey: z.base64().min(1).max(200),
    /** Serial of the certificate of its public key. */
    certificate: uuid,
  }),
  /** Given by somebody else: it opens nothing but the choice of an own password. */
  oneTime: z.boolean(),
});
export type Secrets = z.infer<typeof secretsSchema>;

/** A new random 256-bit data key, base64. */
export function newDataKey(): string {
  return randomBytes(32).toString('base64');
}

/** A password after its slow derivation, under one salt. */
export interface StretchedPassword {
  readonly salt: string;
  readonly key: Uint8Array;
}

/**
 * Stretches a password: the slow step. One password typed on two keyboards may differ in
 * composition: NFC makes them one.
 */
export async function stretchPassword(
  password: string,
  salt: string = randomBytes(16).toString('base64'),
): Promise<StretchedPassword> {
  return { salt, key: await deriveSlowly(password.normalize('NFC'), bytesOf(salt), 32) };
}

/** Tells one device secret from another without giving it away: it is 256 random bits. */
export function deviceFingerprint(deviceSecret: Uint8Array): string {
  return createHmac('sha256', deviceSecret)
    .update('bedside device fingerprint')
    .digest('hex')
    .slice(0, 32);
}

/** Wraps one person's secrets, with a new nonce. */
export function wrapSecrets(
  secrets: Secrets,
  { salt, key }: StretchedPassword,
  deviceSecret: Uint8Array,
  {
    keys,
    ...owner
  }: { readonly profile: string; readonly person: string; readonly keys?: KeysMark | undefined },
): Entry {
  const header: EntryHeader = {
    format: 'bedside-keystore-entry',
    version: 1,
    ...owner,
    device: deviceFingerprint(deviceSecret),
    ...(keys ? { keys } : {}),
    derivation: { ...slowDerivation, salt },
  };
  const nonce = new Uint8Array(randomBytes(12));
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(key, deviceSecret, header), nonce);
  cipher.setAAD(associatedData(header));
  const sealed = cipher.update(JSON.stringify(secrets), 'utf8', 'hex') + cipher.final('hex');
  return {
    ...header,
    cipher: {
      name: 'AES-256-GCM',
      nonce: Buffer.from(nonce).toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      sealed: Buffer.from(sealed, 'hex').toString('base64'),
    },
  };
}

/** The secrets, or undefined when the password isn't the one (or someone forged the file). */
export async function unwrapSecrets(
  entry: Entry,
  password: string,
  deviceSecret: Uint8Array,
): Promise<Secrets | undefined> {
  const { cipher: box, ...header } = entry;
  const { key } = await stretchPassword(password, header.derivation.salt);
  const decipher = createDecipheriv(
    'aes-256-gcm',
    wrappingKey(key, deviceSecret, header),
    bytesOf(box.nonce),
    { authTagLength: 16 },
  );
  decipher.setAAD(associatedData(header));
  decipher.setAuthTag(bytesOf(box.tag));
  try {
    const opened = decipher.update(bytesOf(box.sealed), undefined, 'utf8') + decipher.final('utf8');
    return secretsSchema.parse(JSON.parse(opened));
  } catch {
    return undefined;
  }
}

/**
 * HKDF (RFC 5869) over both, each 32 bytes: whoever lacks either one knows nothing of the result.
 * Without the device secret a copied profile can't be tried against a list of passwords; without
 * the password a stolen machine's keychain opens nothing. The owner in `info` gives people who
 * share a salt (all made at once) different keys.
 */
function wrappingKey(
  stretched: Uint8Array,
  deviceSecret: Uint8Array,
  { profile, person, derivation: { salt } }: EntryHeader,
): Uint8Array {
  if (stretched.length !== 32 || deviceSecret.length !== 32) throw new Error('32 bytes each');
  const both = new Uint8Array(64);
  both.set(stretched, 0);
  both.set(deviceSecret, 32);
  const info = `bedside-keystore-entry 1 ${profile} ${person}`;
  const key = new Uint8Array(hkdfSync('sha256', both, bytesOf(salt), info, 32));
  both.fill(0);
  return key;
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

/** Neither the parameters nor the owner can be changed without the password. */
function associatedData(header: EntryHeader): Uint8Array {
  return new TextEncoder().encode(canonicalJson(header));
}
