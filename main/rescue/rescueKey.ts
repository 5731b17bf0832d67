import { hkdfSync, randomBytes } from 'node:crypto';
import { stretchPassword } from '../keystore/wrap.ts';

/** The key of a rescue file, and the salt that stands in its header; both base64. */
export interface RescueKey {
  readonly salt: string;
  readonly key: string;
}

/**
 * Derives a rescue file's key from its passphrase, slowly (scrypt, N = 2^17). No device secret is in
 * it: the file is to be opened on another machine.
 */
export async function rescueKey(
  passphrase: string,
  salt: string = randomBytes(16).toString('base64'),
): Promise<RescueKey> {
  const { key } = await stretchPassword(passphrase, salt);
  // A key of its own, whatever else the same passphrase opens.
  const derived = hkdfSync('sha256', key, Buffer.from(salt, 'base64'), 'bedside-rescue 1', 32);
  return { salt, key: Buffer.from(derived).toString('base64') };
}
