import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isBuilt } from '../../../../main/commands/buildPages.ts';

let root: string;
const write = async (name: string, seconds: number) => {
  const file = path.join(root, name);
  await fs.mkdir(path.dirname(file), { recursive: true });
  await fs.writeFile(file, '');
  await fs.utimes(file, seconds, seconds);
};
/** The folders' own times, which making files in them has changed. */
const setFolders = async (seconds: number) => {
  for (const name of ['main/bridge', 'main', 'renderer', 'shared']) {
    await fs.utimes(path.join(root, name), seconds, seconds);
  }
};
const parts = [
  'out/main/electron.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/browser-shell/bridge.js',
];

beforeEach(async () => {
  root = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-built-'));
  for (const name of ['main/bridge/a.ts', 'renderer/b.tsx', 'shared/c.ts', 'package-lock.json']) {
    await write(name, 1_000);
  }
  for (const part of parts) await write(part, 2_000);
  await setFolders(1_000);
});
afterEach(() => fs.rm(root, { recursive: true }));

describe('whether the pages are built', () => {
  it('is so when every part is newer than every source', async () => {
    expect(await isBuilt(root)).toBe(true);
  });

  it.each(parts)('is not so without %s, or with an old one', async (part) => {
    await write(part, 500);
    expect(await isBuilt(root)).toBe(false);
    await fs.rm(path.join(root, part));
    expect(await isBuilt(root)).toBe(false);
  });

  it.each(['main/bridge/a.ts', 'package-lock.json', 'shared/c.ts'])(
    'is not so when %s is newer',
    async (source) => {
      await write(source, 3_000);
      await setFolders(1_000);
      expect(await isBuilt(root)).toBe(false);
    },
  );

  it('is not so when a source was taken away', async () => {
    await fs.rm(path.join(root, 'main/bridge/a.ts'));
    expect(await isBuilt(root)).toBe(false);
  });
});
