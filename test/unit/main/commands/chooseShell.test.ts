import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseShell } from '../../../../main/commands/chooseShell.ts';
import { hasDisplay } from '../../../../main/commands/electronProgram.ts';

let root: string;
let profile: string;
const program = () => path.join(root, 'node_modules/electron/dist/electron');
const choose = (asked?: 'electron' | 'browser') => chooseShell(root, asked, profile, () => {});

beforeEach(async () => {
  root = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-shell-'));
  profile = path.join(root, 'profile');
  await fs.mkdir(path.dirname(program()), { recursive: true });
  await fs.writeFile(path.join(root, 'node_modules/electron/path.txt'), 'electron');
  await fs.writeFile(program(), '');
  vi.stubEnv('DISPLAY', ':0');
  vi.stubEnv('ELECTRON_SKIP_BINARY_DOWNLOAD', '1');
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await fs.rm(root, { recursive: true });
});

describe('the shell that npm start opens', () => {
  it('is Electron where its program is there', async () => {
    expect(await choose()).toEqual({ kind: 'electron', program: program() });
  });

  it("is the browser shell where Electron's program can't be had, and it says so", async () => {
    await fs.rm(program());
    expect(await choose()).toEqual({
      kind: 'browser',
      because: expect.stringContaining("Electron's program can't be had"),
    });
    await expect(choose('electron')).rejects.toThrow(/--shell browser/);
  });

  it.runIf(process.platform === 'linux')('is the browser shell without a screen', async () => {
    vi.stubEnv('DISPLAY', '');
    vi.stubEnv('WAYLAND_DISPLAY', '');
    expect(await choose()).toMatchObject({
      kind: 'browser',
      because: expect.stringContaining('screen'),
    });
  });

  it('is the one that the profile belongs to', async () => {
    await fs.mkdir(path.join(profile, 'browser'), { recursive: true });
    expect(await choose()).toEqual({ kind: 'browser', because: undefined });
  });

  it("invariant 1: is never the browser shell for a profile of Electron's", async () => {
    await fs.mkdir(path.join(profile, 'electron'), { recursive: true });
    await fs.rm(program());
    await expect(choose()).rejects.toThrow(/can't be had/);
  });
});

describe('a screen', () => {
  it('is told from the environment on Linux alone', () => {
    expect(hasDisplay('linux', {})).toBe(false);
    expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true);
    expect(hasDisplay('win32', {})).toBe(true);
    expect(hasDisplay('darwin', {})).toBe(true);
  });
});
