import type { SafeStorage } from 'electron';
import type { Keychain } from '../keystore/deviceSecret.ts';

/** What is asked of Electron's `safeStorage`: the asynchronous calls, which may wait for a person. */
export type KeychainStorage = Pick<
  SafeStorage,
  | 'isAsyncEncryptionAvailable'
  | 'encryptStringAsync'
  | 'decryptStringAsync'
  | 'getSelectedStorageBackend'
>;

/**
 * The operating system's keychain (electron-security 21). Linux without a keyring answers with
 * `basic_text`, a key that everybody has: it is not taken for a keychain, and the device secret
 * then lies in its file, marked so.
 */
export function keychainOf(storage: KeychainStorage, platform: NodeJS.Platform): Keychain {
  return {
    async isAvailable() {
      if (!(await storage.isAsyncEncryptionAvailable())) return false;
      return platform !== 'linux' || storage.getSelectedStorageBackend() !== 'basic_text';
    },
    async seal(text) {
      return new Uint8Array(await storage.encryptStringAsync(text));
    },
    async open(sealed) {
      const { result, shouldReEncrypt } = await storage.decryptStringAsync(Buffer.from(sealed));
      return { text: result, sealAgain: shouldReEncrypt };
    },
  };
}
