import * as fs from 'node:fs/promises';
import type { SafeStorage } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keychainOf } from '../../../../main/electron/keychain.ts';
import type { KeychainStorage } from '../../../../main/electron/keychain.ts';
import { readDeviceSecret } from '../../../../main/keystore/deviceSecret.ts';
import { parseEntry } from '../../../../main/keystore/entryFile.ts';
import { unwrapSecrets } from '../../../../main/keystore/wrap.ts';
import { doctor, sharedPassword, temporaryKeystore } from '../../../support/keystore.ts';
import type { TemporaryKeystore } from '../../../support/keystore.ts';

let made: TemporaryKeystore;
beforeEach(async () => {
  made = await temporaryKeystore();
});
afterEach(() => made.remove());

const secretFile = () => made.file('device-secret.json');
const damaged = (detail: string) => ({ kind: 'keystoreDamaged', detail });

/** Stands for Electron's `safeStorage`: XOR with this machine's byte, as far from AES as can be. */
function fakeStorage(
  more: {
    backend?: ReturnType<SafeStorage['getSelectedStorageBackend']>;
    machine?: number;
  } = {},
) {
  const { backend = 'gnome_libsecret', machine = 90 } = more;
  const seal = (text: string) => Buffer.from(Buffer.from(`ok ${text}`).map((b) => b ^ machine));
  return {
    isAsyncEncryptionAvailable: vi.fn(async () => true),
    getSelectedStorageBackend: vi.fn(() => backend),
    encryptStringAsync: vi.fn(async (text: string) => seal(text)),
    decryptStringAsync: vi.fn(async (sealed: Buffer) => {
      const text = Buffer.from(sealed.map((b) => b ^ machine)).toString();
      if (!text.startsWith('ok ')) throw new Error('not sealed here');
      return { result: text.slice(3), shouldReEncrypt: false };
    }),
  } satisfies KeychainStorage;
}

describe('the device secret', () => {
  it("without it, a copied profile can't be tried against passwords: the right one opens nothing", async () => {
    const entry = parseEntry(
      await fs.readFile(made.file(`keystore/person-${doctor}.json`), 'utf8'),
    );
    if (typeof entry === 'string') throw new Error(entry);
    const device = await readDeviceSecret(made.folder);
    if (device.kind === 'fault') throw new Error(device.fault);
    expect(await unwrapSecrets(entry, sharedPassword, device.secret)).toMatchObject({
      dataKey: made.dataKey,
    });
    // A thief with the key files knows everything but 256 random bits.
    for (const guess of [new Uint8Array(32), new Uint8Array(32).fill(255)]) {
      expect(await unwrapSecrets(entry, sharedPassword, guess)).toBeUndefined();
    }
    const nearly = device.secret.slice();
    nearly[31]! ^= 1;
    expect(await unwrapSecrets(entry, sharedPassword, nearly)).toBeUndefined();
  });

  it('missing or damaged, is said, is not counted, and is never made anew', async () => {
    const whole = await fs.readFile(secretFile(), 'utf8');
    const counter = await fs.readFile(made.file(`keystore/attempts-${doctor}.json`), 'utf8');
    const cases = [whole.slice(0, 60), whole.replace(/"secret": "..../, '"secret": "AAAA'), '{}'];
    for (const text of cases) {
      await fs.writeFile(secretFile(), text);
      expect(await made.open().unlock(doctor, sharedPassword)).toEqual(
        damaged('deviceSecretDamaged'),
      );
      expect(await fs.readFile(secretFile(), 'utf8')).toBe(text);
    }
    await fs.rm(secretFile());
    expect(await made.open().unlock(doctor, sharedPassword)).toEqual(
      damaged('deviceSecretMissing'),
    );
    await expect(fs.stat(secretFile())).rejects.toThrow();
    expect(await fs.readFile(made.file(`keystore/attempts-${doctor}.json`), 'utf8')).toBe(counter);
    await fs.writeFile(secretFile(), whole);
    expect((await made.open().unlock(doctor, sharedPassword)).kind).toBe('unlocked');
  });

  it('goes into the keychain at the first opening that has one, and opens on this machine alone', async () => {
    const clear = (JSON.parse(await fs.readFile(secretFile(), 'utf8')) as { secret: string })
      .secret;
    const here = keychainOf(fakeStorage(), 'linux');
    expect((await made.open({ keychain: here }).unlock(doctor, sharedPassword)).kind).toBe(
      'unlocked',
    );
    const kept = await fs.readFile(secretFile(), 'utf8');
    expect(kept).toContain('"protection": "keychain"');
    expect(kept).not.toContain(clear);
    expect((await made.open({ keychain: here }).unlock(doctor, sharedPassword)).kind).toBe(
      'unlocked',
    );
    for (const keychain of [undefined, keychainOf(fakeStorage({ machine: 17 }), 'linux')]) {
      const elsewhere = made.open(keychain ? { keychain } : {});
      expect(await elsewhere.unlock(doctor, sharedPassword)).toEqual(damaged('keychainClosed'));
    }
    expect(await fs.readFile(secretFile(), 'utf8')).toBe(kept);
  });

  it("Linux's basic_text is no keychain: the secret stays in its file, which says so", async () => {
    const storage = fakeStorage({ backend: 'basic_text' });
    const keychain = keychainOf(storage, 'linux');
    expect((await made.open({ keychain }).unlock(doctor, sharedPassword)).kind).toBe('unlocked');
    expect(storage.encryptStringAsync).not.toHaveBeenCalled();
    expect(await readDeviceSecret(made.folder, keychain)).toMatchObject({ protection: 'file' });
    expect(await fs.readFile(secretFile(), 'utf8')).toContain('"protection": "file"');
  });

  it('stays where it is when the keychain fails or gives back something else', async () => {
    const before = await fs.readFile(secretFile(), 'utf8');
    const failing = fakeStorage();
    failing.encryptStringAsync.mockRejectedValue(new Error('keyring locked'));
    const forgetful = fakeStorage();
    forgetful.decryptStringAsync.mockResolvedValue({ result: 'other', shouldReEncrypt: false });
    for (const storage of [failing, forgetful]) {
      const keychain = keychainOf(storage, 'win32');
      expect(await readDeviceSecret(made.folder, keychain)).toMatchObject({ protection: 'file' });
      expect(await fs.readFile(secretFile(), 'utf8')).toBe(before);
    }
  });

  it('is sealed anew when the keychain asks for it', async () => {
    const storage = fakeStorage();
    const keychain = keychainOf(storage, 'darwin');
    const first = await readDeviceSecret(made.folder, keychain);
    const { decryptStringAsync: open } = fakeStorage();
    storage.decryptStringAsync.mockImplementation(async (sealed) => ({
      ...(await open(sealed)),
      shouldReEncrypt: true,
    }));
    storage.encryptStringAsync.mockClear();
    expect(await readDeviceSecret(made.folder, keychain)).toEqual(first);
    expect(storage.encryptStringAsync).toHaveBeenCalledTimes(1);
  });
});
