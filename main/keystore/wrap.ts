import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import * as z from 'zod';
import { canonicalJson } from '../../shared/json/canonical.ts';
import type { WrappedSecrets } from './keystoreFile.ts';

/** What a passphrase opens. */
const secretsSchema = z.strictObject({
  /** 256-bit data key, base64. */
  dataKey: z.base64().length(44),
  account: z.strictObject({ username: z.string().min(1), password: z.string().min(1) }),
});
export type Secrets = z.infer<typeof secretsSchema>;

// RFC 7914; 128 MiB and about 0.4 s a try. Node refuses more than 32 MiB unless it is told.
const derivation = { name: 'scrypt', cost: 131_072, blockSize: 8, parallelization: 1 } as const;
const memoryLimitBytes = 256 * 1024 * 1024;

/** A new random 256-bit data key, base64. */
export function newDataKey(): string {
  return randomBytes(32).toString('base64');
}

/** Wraps secrets by a passphrase, with a new salt and nonce. */
export async function wrapSecrets(secrets: Secrets, passphrase: string): Promise<WrappedSecrets> {
  const salt = new Uint8Array(randomBytes(16));
  const nonce = new Uint8Array(randomBytes(12));
  const header = { ...derivation, salt: base64Of(salt) };
  const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, salt), nonce);
  cipher.setAAD(associatedData(header));
  const sealed = cipher.update(JSON.stringify(secrets), 'utf8', 'hex') + cipher.final('hex');
  return {
    format: 'bedside-keystore',
    version: 1,
    derivation: header,
    cipher: {
      name: 'AES-256-GCM',
      nonce: base64Of(nonce),
      tag: cipher.getAuthTag().toString('base64'),
      sealed: Buffer.from(sealed, 'hex').toString('base64'),
    },
  };
}

/** The secrets, or undefined when the passphrase isn't the one (or someone forged the file). */
export async function unwrapSecrets(
  wrapped: WrappedSecrets,
  passphrase: string,
): Promise<Secrets | undefined> {
  const { derivation: header, cipher: box } = wrapped;
  const key = await keyFrom(passphrase, bytesOf(header.salt));
  const decipher = createDecipheriv('aes-256-gcm', key, bytesOf(box.nonce), {
    authTagLength: 16,
  });
  decipher.setAAD(associatedData(header));
  decipher.setAuthTag(bytesOf(box.tag));
  try {
    const opened = decipher.update(bytesOf(box.sealed), undefined, 'utf8') + decipher.final('utf8');
    return secretsSchema.parse(JSON.parse(opened));
  } catch {
    return undefined;
  }
}

/** One passphrase typed on two keyboards may differ in composition: NFC makes them one. */
function keyFrom(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  const { cost, blockSize, parallelization } = derivation;
  const parameters = { cost, blockSize, parallelization, maxmem: memoryLimitBytes };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, parameters, (error, key) => {
      if (error) reject(error);
      else resolve(new Uint8Array(key));
    });
  });
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

/** The parameters can't be changed without the passphrase. */
function associatedData(header: WrappedSecrets['derivation']): Uint8Array {
  return new TextEncoder().encode(canonicalJson(header));
}
