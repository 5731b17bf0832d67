import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import type { ScryptOptions } from 'node:crypto';
import { promisify } from 'node:util';
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

const deriveKey = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);

// RFC 7914; 128 MiB and about 0.4 s a try. Node refuses more than 32 MiB unless it is told.
const derivation = { name: 'scrypt', cost: 131_072, blockSize: 8, parallelization: 1 } as const;
const memoryLimitBytes = 256 * 1024 * 1024;

/** A new random 256-bit data key, base64. */
export function newDataKey(): string {
  return randomBytes(32).toString('base64');
}

/** Wraps secrets by a passphrase, with a new salt and nonce. */
export async function wrapSecrets(secrets: Secrets, passphrase: string): Promise<WrappedSecrets> {
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const header = { ...derivation, salt: salt.toString('base64') };
  const cipher = createCipheriv('aes-256-gcm', await keyFrom(passphrase, salt), nonce);
  cipher.setAAD(Buffer.from(canonicalJson(header)));
  const sealed = Buffer.concat([cipher.update(JSON.stringify(secrets), 'utf8'), cipher.final()]);
  return {
    format: 'bedside-keystore',
    version: 1,
    derivation: header,
    cipher: {
      name: 'AES-256-GCM',
      nonce: nonce.toString('base64'),
      tag: cipher.getAuthTag().toString('base64'),
      sealed: sealed.toString('base64'),
    },
  };
}

/** The secrets, or undefined when the passphrase isn't the one (or someone forged the file). */
export async function unwrapSecrets(
  wrapped: WrappedSecrets,
  passphrase: string,
): Promise<Secrets | undefined> {
  const { derivation: header, cipher: box } = wrapped;
  const key = await keyFrom(passphrase, Buffer.from(header.salt, 'base64'));
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(box.nonce, 'base64'), {
    authTagLength: 16,
  });
  decipher.setAAD(Buffer.from(canonicalJson(header)));
  decipher.setAuthTag(Buffer.from(box.tag, 'base64'));
  try {
    const opened = Buffer.concat([
      decipher.update(Buffer.from(box.sealed, 'base64')),
      decipher.final(),
    ]);
    return secretsSchema.parse(JSON.parse(opened.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** One passphrase typed on two keyboards may differ in composition: NFC makes them one. */
function keyFrom(passphrase: string, salt: Buffer): Promise<Buffer> {
  return deriveKey(passphrase.normalize('NFC'), salt, 32, {
    N: derivation.cost,
    r: derivation.blockSize,
    p: derivation.parallelization,
    maxmem: memoryLimitBytes,
  });
}
