import { fromBase64, toBase64 } from '../json/base64.ts';
import type { SigningKey } from './signingKey.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A pair of X25519 (RFC 7748): what is sealed to the public key opens with the private one alone. */
export interface SealingPair {
  /** 32 bytes, base64. */
  readonly publicKey: string;
  readonly privateKey: SigningKey;
}

/** The fixed beginning of an X25519 private key in PKCS#8 (RFC 8410); 32 bytes follow. */
const pkcs8Beginning = fromBase64('MC4CAQAwBQYDK2VuBCIEIA==');
const lengths = { publicKey: 32, nonce: 12 } as const;
const x25519 = { name: 'X25519' } as const;

/**
 * The sealing pair that follows from a secret (a device secret, a private signing key), by HKDF
 * (RFC 5869) under a purpose: there is no second key to store, to wrap and to lose.
 */
export async function sealingPairFrom(secret: Uint8Array, purpose: string): Promise<SealingPair> {
  const seed = await derive(secret, new Uint8Array(32), `bedside sealing pair 1 ${purpose}`);
  const pkcs8 = new Uint8Array(pkcs8Beginning.length + 32);
  pkcs8.set(pkcs8Beginning, 0);
  pkcs8.set(seed, pkcs8Beginning.length);
  const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, x25519, true, ['deriveBits']);
  const { x = '' } = await crypto.subtle.exportKey('jwk', privateKey);
  pkcs8.fill(0);
  seed.fill(0);
  return { publicKey: `${x.replaceAll('-', '+').replaceAll('_', '/')}=`, privateKey };
}

/** The pair that belongs to a person's signing key (PKCS#8, base64). */
export function personalSealingPair(signingKey: string): Promise<SealingPair> {
  return sealingPairFrom(fromBase64(signingKey), 'person');
}

/**
 * Seals text to a public key: an ephemeral X25519 key, HKDF-SHA-256, AES-256-GCM. `context` says what
 * it is for, and opens it only when it is said again. Rejects where the public key is none.
 */
export async function sealTo(publicKey: string, text: string, context: string): Promise<string> {
  const recipient = fromBase64(publicKey);
  const ephemeral = (await crypto.subtle.generateKey(x25519, true, ['deriveBits'])) as {
    publicKey: SigningKey;
    privateKey: SigningKey;
  };
  const own = new Uint8Array(await crypto.subtle.exportKey('raw', ephemeral.publicKey));
  const key = await boxKey(ephemeral.privateKey, recipient, own, recipient, ['encrypt']);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: bytesOf(context) },
      key,
      bytesOf(text),
    ),
  );
  const box = new Uint8Array(own.length + nonce.length + sealed.length);
  box.set(own, 0);
  box.set(nonce, own.length);
  box.set(sealed, own.length + nonce.length);
  return toBase64(box);
}

/** What was sealed to this pair for this purpose; undefined for anything else. Never rejects. */
export async function openSealed(
  { publicKey, privateKey }: SealingPair,
  box: string,
  context: string,
): Promise<string | undefined> {
  try {
    const bytes = fromBase64(box);
    const ephemeral = bytes.slice(0, lengths.publicKey);
    const nonce = bytes.slice(ephemeral.length, ephemeral.length + lengths.nonce);
    const sealed = bytes.slice(ephemeral.length + nonce.length);
    const key = await boxKey(privateKey, ephemeral, ephemeral, fromBase64(publicKey), ['decrypt']);
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: bytesOf(context) },
      key,
      sealed,
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(opened);
  } catch {
    return undefined;
  }
}

async function boxKey(
  privateKey: SigningKey,
  otherPublic: Bytes,
  ephemeral: Bytes,
  recipient: Bytes,
  uses: ('encrypt' | 'decrypt')[],
): Promise<SigningKey> {
  const other = await crypto.subtle.importKey('raw', otherPublic, x25519, true, []);
  const shared = new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'X25519', public: other }, privateKey, 256),
  );
  const both = new Uint8Array(64);
  both.set(ephemeral, 0);
  both.set(recipient, 32);
  const key = await derive(shared, both, 'bedside sealed box 1');
  return crypto.subtle.importKey('raw', key, 'AES-GCM', false, uses);
}

async function derive(secret: Uint8Array, salt: Bytes, info: string): Promise<Bytes> {
  const material = await crypto.subtle.importKey('raw', new Uint8Array(secret), 'HKDF', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt, info: bytesOf(info) },
    material,
    256,
  );
  return new Uint8Array(bits);
}

function bytesOf(text: string): Bytes {
  return new TextEncoder().encode(text);
}
