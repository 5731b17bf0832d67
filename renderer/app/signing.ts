import { fromBase64 } from '../../shared/json/base64.ts';
import { importSigningKey } from '../../shared/people/signingKey.ts';
import type { SigningKey } from '../../shared/people/signingKey.ts';

/** What the person who is signed in signs with. The key can't be exported; it ends with the session. */
export interface Signing {
  readonly key: SigningKey;
  /** Serial of the certificate that a signature names. */
  readonly certificate: string;
}

/** Imports what the main process handed over, and wipes the bytes. Rejects on what is no key. */
export async function importSigning(given: {
  readonly privateKey: string;
  readonly certificate: string;
}): Promise<Signing> {
  const bytes = fromBase64(given.privateKey);
  try {
    return { key: await importSigningKey(bytes), certificate: given.certificate };
  } finally {
    bytes.fill(0);
  }
}
