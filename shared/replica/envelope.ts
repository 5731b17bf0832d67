/**
 * Encryption at rest (D3): AES-256-GCM by WebCrypto. An envelope is
 * `version (1 byte) | origin (1 byte) | nonce (12 bytes) | ciphertext and tag`, and the two header
 * bytes, the database, the id and the revision are authenticated with it: an envelope that is moved
 * to another record, revision or profile doesn't open.
 */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Where a stored revision came from. The server's are known to be there; ours must be proved. */
export type Origin = 'local' | 'server';

/** An AES-GCM key of WebCrypto, by whatever name the platform's types give it. */
export type DataKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>;

export interface Sealed {
  readonly origin: Origin;
  readonly plaintext: string;
}

/** An envelope that can't be opened: damaged bytes, another key, or another place. */
export class EnvelopeDamaged extends Error {
  constructor(readonly reason: 'tooShort' | 'unknownVersion' | 'notAuthentic') {
    super(`envelope: ${reason}`);
    this.name = 'EnvelopeDamaged';
  }
}

/** Seals and opens bytes as they are: what is large and no text. */
export interface ByteCipher {
  /** Seals bytes for one place. */
  sealBytes(place: readonly string[], plain: Bytes): Promise<Bytes>;
  /** Opens what was sealed for the same place. Throws `EnvelopeDamaged`. */
  openBytes(place: readonly string[], envelope: Bytes): Promise<Bytes>;
}

export interface Cipher {
  /** Seals text for one place (for a record its id and revision). */
  seal(place: readonly string[], sealed: Sealed): Promise<Bytes>;
  /** Opens what was sealed for the same place. Throws `EnvelopeDamaged`. */
  open(place: readonly string[], envelope: Bytes): Promise<Sealed>;
}

const version = 1;
const headerBytes = 2;
const nonceBytes = 12;
const tagBytes = 16;
const origins: readonly Origin[] = ['local', 'server'];

/** A cipher over a 256-bit AES-GCM key for one database. */
export function cipherFor(key: DataKey, database: string): Cipher & ByteCipher {
  const sealing = async (place: readonly string[], origin: Origin, plain: Bytes) => {
    const header = new Uint8Array([version, origins.indexOf(origin)]);
    const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
    const ciphertext = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv: nonce, additionalData: authenticated(header, database, place) },
      key,
      plain,
    );
    const envelope = new Uint8Array(headerBytes + nonceBytes + ciphertext.byteLength);
    envelope.set(header);
    envelope.set(nonce, headerBytes);
    envelope.set(new Uint8Array(ciphertext), headerBytes + nonceBytes);
    return envelope;
  };
  const opening = async (place: readonly string[], envelope: Bytes) => {
    if (envelope.length < headerBytes + nonceBytes + tagBytes) {
      throw new EnvelopeDamaged('tooShort');
    }
    const header = envelope.slice(0, headerBytes);
    const origin = origins[header[1]!];
    if (header[0] !== version || origin === undefined) throw new EnvelopeDamaged('unknownVersion');
    try {
      const plain = await crypto.subtle.decrypt(
        {
          name: 'AES-GCM',
          iv: envelope.slice(headerBytes, headerBytes + nonceBytes),
          additionalData: authenticated(header, database, place),
        },
        key,
        envelope.slice(headerBytes + nonceBytes),
      );
      return { origin, plain: new Uint8Array(plain) };
    } catch {
      throw new EnvelopeDamaged('notAuthentic');
    }
  };
  return {
    seal: (place, { origin, plaintext }) =>
      sealing(place, origin, new TextEncoder().encode(plaintext)),
    async open(place, envelope) {
      const { origin, plain } = await opening(place, envelope);
      return { origin, plaintext: new TextDecoder().decode(plain) };
    },
    sealBytes: (place, plain) => sealing(place, 'local', plain),
    openBytes: async (place, envelope) => (await opening(place, envelope)).plain,
  };
}

/**
 * Imports the data key so that it can't be exported again.
 * @param bytes 32 bytes; they are wiped
 */
export async function importDataKey(bytes: Bytes): Promise<DataKey> {
  try {
    return await crypto.subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  } finally {
    bytes.fill(0);
  }
}

/** Parts are joined by a character that stands in no id, so that no two places look alike. */
function authenticated(header: Bytes, database: string, place: readonly string[]): Bytes {
  const text = new TextEncoder().encode(['bedside', database, ...place].join('\0'));
  const data = new Uint8Array(header.length + text.length);
  data.set(header);
  data.set(text, header.length);
  return data;
}
