import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  hasSealedDataKey,
  openDataKey,
  sealDataKey,
} from '../../../../main/keystore/sealedDataKey.ts';
import { newDataKey } from '../../../../main/keystore/wrap.ts';
import { personalSealingPair } from '../../../../shared/people/sealedBox.ts';
import { newKeyPair } from '../../../../shared/people/signingKey.ts';

/** The workstation's key, sealed for somebody who was never here. */

const certificate = '00000000-0000-4000-8000-000000000001';
const owner = { profile: 'bedside-mau', certificate };
const deviceSecret = new Uint8Array(32).fill(7);
const keys = { dataKey: newDataKey(), account: { username: 'may-1', password: 'invented' } };
let folder: string;
let signingKey: string;
let file: string;
const seal = async () => {
  const { publicKey } = await personalSealingPair(signingKey);
  await sealDataKey(folder, keys, publicKey, deviceSecret, { ...owner, person: 'dd-mau' });
};

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-sealed-'));
  await fs.mkdir(path.join(folder, 'keystore'));
  file = path.join(folder, 'keystore', `sealed-${certificate}.json`);
  signingKey = Buffer.from((await newKeyPair()).privateKey).toString('base64');
});
afterAll(() => fs.rm(folder, { recursive: true, force: true }));

test('half-written it counts as none, opens nothing, and is made anew', async () => {
  expect(await hasSealedDataKey(folder, certificate)).toBe(false);
  await seal();
  const whole = await fs.readFile(file, 'utf8');
  for (const length of [0, 40, whole.length - 3]) {
    await fs.writeFile(file, whole.slice(0, length));
    expect(await hasSealedDataKey(folder, certificate)).toBe(false);
    expect(await openDataKey(folder, signingKey, deviceSecret, owner)).toBe(undefined);
  }
  await seal();
  expect(await hasSealedDataKey(folder, certificate)).toBe(true);
  expect(await openDataKey(folder, signingKey, deviceSecret, owner)).toEqual(keys);
});

test('opens with neither another machine’s secret nor another person’s key', async () => {
  await seal();
  const other = Buffer.from((await newKeyPair()).privateKey).toString('base64');
  expect(await openDataKey(folder, other, deviceSecret, owner)).toBe(undefined);
  const otherMachine = new Uint8Array(32).fill(8);
  expect(await openDataKey(folder, signingKey, otherMachine, owner)).toBe(undefined);
});
