import { describe, expect, test } from 'vitest';
import { EnvelopeDamaged, cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import type { Bytes } from '../../../shared/replica/envelope.ts';

const key = (fill: number) => importDataKey(new Uint8Array(32).fill(fill));
const sealed = { origin: 'local', plaintext: 'Đau thượng vị 3 ngày' } as const;
const place = ['id', '1-abc'];

describe('envelope (D3)', () => {
  test('opens with its key at its place, and gives back text and origin', async () => {
    const cipher = cipherFor(await key(1), 'noi');
    expect(await cipher.open(place, await cipher.seal(place, sealed))).toEqual(sealed);
    const fromServer = { ...sealed, origin: 'server' } as const;
    expect(await cipher.open(place, await cipher.seal(place, fromServer))).toEqual(fromServer);
  });

  test('the same text is never the same bytes twice', async () => {
    const cipher = cipherFor(await key(1), 'noi');
    expect(await cipher.seal(place, sealed)).not.toEqual(await cipher.seal(place, sealed));
  });

  test('another id, revision, database or key opens nothing', async () => {
    const cipher = cipherFor(await key(1), 'noi');
    const envelope = await cipher.seal(place, sealed);
    const elsewhere = [
      () => cipher.open(['other', '1-abc'], envelope),
      () => cipher.open(['id', '2-abc'], envelope),
      async () => cipherFor(await key(1), 'ngoai').open(place, envelope),
      async () => cipherFor(await key(2), 'noi').open(place, envelope),
    ];
    for (const open of elsewhere) await expect(open()).rejects.toThrow(EnvelopeDamaged);
  });

  test('one changed bit anywhere, the origin included, opens nothing', async () => {
    const cipher = cipherFor(await key(1), 'noi');
    const envelope = await cipher.seal(place, sealed);
    for (let index = 0; index < envelope.length; index += 1) {
      const damaged: Bytes = envelope.slice();
      damaged[index]! ^= 1;
      await expect(cipher.open(place, damaged)).rejects.toThrow(EnvelopeDamaged);
    }
    await expect(cipher.open(place, envelope.slice(0, 20))).rejects.toThrow(/tooShort/);
  });

  test('the imported key cannot be exported, and its bytes are wiped', async () => {
    const bytes = new Uint8Array(32).fill(5);
    const imported = await importDataKey(bytes);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    await expect(crypto.subtle.exportKey('raw', imported)).rejects.toThrow();
  });
});
