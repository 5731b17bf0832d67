import { signText } from './signingKey.ts';
import type { SigningKey } from './signingKey.ts';

/**
 * Whatever signs for one person. Here it is a key in this process's memory; a hospital's USB token
 * (PKCS#11) would be another one, whose key never leaves it, asked through the main process. Such a
 * token signs by RSA or ECDSA: certificates of version 1 hold Ed25519 keys alone, so readers need a
 * version that names its algorithm first.
 */
export interface Signer {
  /** Serial of the certificate that a signature names. */
  readonly certificate: string;
  /** Signature over the text as UTF-8, base64. Rejects with `CannotSignNow` where there is none. */
  sign(text: string): Promise<string>;
}

/** Nothing was signed: the token was pulled out, its PIN refused, the key is gone. */
export class CannotSignNow extends Error {
  constructor() {
    super('the signer gave no signature');
    this.name = 'CannotSignNow';
  }
}

/** Signs with a key that WebCrypto holds. */
export function keySigner(key: SigningKey, certificate: string): Signer {
  return { certificate, sign: (text) => signText(key, text) };
}
