import type {
  ByteCipher,
  Bytes,
  Cipher,
  DataKey,
  Origin,
} from '../../../shared/replica/envelope.ts';

export * from '../../../shared/replica/envelope.ts';

const origins: readonly Origin[] = ['local', 'server'];

/**
 * The opposite of encryption, for the test that must find what lies in the clear. A build of the
 * test's page puts it in the place of the real cipher; the product can't be switched to it.
 */
export function cipherFor(_key: DataKey, _database: string): Cipher & ByteCipher {
  return {
    async seal(_place, { origin, plaintext }) {
      const text = new TextEncoder().encode(plaintext);
      const envelope: Bytes = new Uint8Array(1 + text.length);
      envelope[0] = origins.indexOf(origin);
      envelope.set(text, 1);
      return envelope;
    },
    async open(_place, envelope) {
      return {
        origin: origins[envelope[0]!]!,
        plaintext: new TextDecoder().decode(envelope.slice(1)),
      };
    },
    sealBytes: async (_place, plain) => plain.slice(),
    openBytes: async (_place, envelope) => envelope.slice(),
  };
}
