import { fromBase64, toBase64 } from '../json/base64.ts';

/** A private key of WebCrypto, by whatever name the platform's types give it. */
export type SigningKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

/** A new Ed25519 key pair (RFC 8032). `privateKey` is PKCS#8: it is wrapped before it is stored. */
export interface KeyPair {
  /** 32 bytes, base64. */
  readonly publicKey: string;
  readonly privateKey: Uint8Array<ArrayBuffer>;
}

export async function newKeyPair(): Promise<KeyPair> {
  const pair = (await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])) as {
    publicKey: SigningKey;
    privateKey: SigningKey;
  };
  return {
    publicKey: toBase64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))),
    privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)),
  };
}

/** A key that signs and can't be exported any more. Rejects on bytes that are no key. */
export function importSigningKey(privateKey: Uint8Array<ArrayBuffer>): Promise<SigningKey> {
  return crypto.subtle.importKey('pkcs8', privateKey, { name: 'Ed25519' }, false, ['sign']);
}

/** Signature over text as UTF-8, base64. */
export async function signText(key: SigningKey, text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  return toBase64(new Uint8Array(await crypto.subtle.sign({ name: 'Ed25519' }, key, bytes)));
}

/** Imported public keys: an import costs more than a verification, and a facility has few people. */
const imported = new Map<string, Promise<SigningKey>>();
const mostImported = 2000;

function importPublicKey(publicKey: string): Promise<SigningKey> {
  let key = imported.get(publicKey);
  if (!key) {
    if (imported.size >= mostImported) imported.clear();
    const algorithm = { name: 'Ed25519' };
    const bytes = fromBase64(publicKey);
    imported.set(
      publicKey,
      (key = crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])),
    );
  }
  return key;
}

/**
 * Whether the signature is by the key over this text. Never throws: what can't be read isn't one. A
 * signature has one text: base64 reads the last letter's four spare bits as nothing, and whoever set
 * them would have a second, verified version of somebody's signed record.
 */
export async function isSignedBy(
  publicKey: string,
  signature: string,
  text: string,
): Promise<boolean> {
  try {
    const key = await importPublicKey(publicKey);
    const value = fromBase64(signature);
    if (toBase64(value) !== signature) return false;
    const bytes = new TextEncoder().encode(text);
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, value, bytes);
  } catch {
    return false;
  }
}
