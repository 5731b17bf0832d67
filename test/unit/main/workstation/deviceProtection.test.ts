import { expect, it } from 'vitest';
import type { Keychain } from '../../../../main/keystore/deviceSecret.ts';
import { openWorkstation } from '../../../../main/workstation/openWorkstation.ts';
import { smallPassphrase, temporaryProfile } from '../../../support/workstation.ts';

/** Keeps everything, in the sense that it turns each byte into another one. */
const keychain: Keychain = {
  isAvailable: async () => true,
  seal: async (text) => new TextEncoder().encode(text).map((byte) => byte ^ 90),
  open: async (sealed) => ({
    text: new TextDecoder().decode(sealed.map((byte) => byte ^ 90)),
    sealAgain: false,
  }),
};

async function opened(demonstration: boolean, kept: Keychain | undefined) {
  const { folder, remove } = await temporaryProfile({ demonstration });
  const lines: string[] = [];
  const workstation = await openWorkstation(folder, {
    shell: 'electron',
    version: '0.1.0',
    ...(kept ? { keychain: kept } : {}),
    report: (line) => lines.push(line),
  });
  const described = async () => {
    const outcome = await workstation.bridge('describeApp', {});
    return (outcome as { response: { deviceSecret?: string } }).response.deviceSecret;
  };
  const change = (wanted: string) =>
    workstation.bridge('changePassword', { person: 'bs-mau', current: smallPassphrase, wanted });
  return { lines, described, change, end: () => workstation.close().then(remove) };
}

it('pages and log are told of a device secret that nothing keeps, the log once', async () => {
  const { lines, described, end } = await opened(false, undefined);
  expect(await described()).toBe('file');
  expect(await described()).toBe('file');
  expect(
    lines.filter((line) => /device secret lies in the profile as it is/.test(line)),
  ).toHaveLength(1);
  await end();
});

it('without a keychain a new password is a long one, with one it is as everywhere', async () => {
  const without = await opened(false, undefined);
  expect(await without.change('nắng bên sông')).toMatchObject({
    response: { kind: 'weak', because: 'tooShort' },
  });
  expect(await without.change('một câu dài hơn thế')).toMatchObject({
    response: { kind: 'changed' },
  });
  await without.end();
  const kept = await opened(false, keychain);
  expect(await kept.described()).toBe('keychain');
  expect(kept.lines).toEqual([]);
  expect(await kept.change('nắng bên sông')).toMatchObject({ response: { kind: 'changed' } });
  await kept.end();
});

it('a demonstration, in which nobody is real, says nothing of it', async () => {
  const { lines, described, end } = await opened(true, undefined);
  expect(await described()).toBeUndefined();
  expect(lines).toEqual([]);
  await end();
});
