import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dependencyState } from '../../../../main/setup/dependencies.mjs';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Runs the set-up as `npm test` does, from whatever folder, and gives what it said. */
function ensure(project: string, cwd: string, env: Record<string, string>, mode: string[] = []) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(project, 'main/setup/ensure.mjs'), ...mode],
    { cwd, env: { ...process.env, ...env }, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

let folder: string;
beforeEach(() => {
  folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-ensure-')));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

describe('set-up of this project', () => {
  beforeEach(() => expect(dependencyState(root)).toBe('current'));

  test('what stands already costs no word, from any folder', () => {
    expect(ensure(root, folder, { BEDSIDE_CHROMIUM: process.execPath })).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('a wrong BEDSIDE_CHROMIUM ends it with one sentence that says what to do', () => {
    const { status, stdout, stderr } = ensure(root, folder, { BEDSIDE_CHROMIUM: '/no/such' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^BEDSIDE_CHROMIUM points at \/no\/such, .*unset it.*\n$/);
  });

  test('tests whose browser was named install no other', () => {
    const named = { BEDSIDE_CHROMIUM: process.execPath };
    // A set-up that wanted to install would find no apt-get, and say so.
    expect(ensure(root, folder, { ...named, PATH: folder }, ['test'])).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });

  test('commands that open nothing need no Chromium', () => {
    expect(ensure(root, folder, { BEDSIDE_CHROMIUM: '/no/such' }, ['packages']).status).toBe(0);
  });
});

describe('set-up of a fresh clone', { timeout: 90_000 }, () => {
  const write = (name: string, value: object) => {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(value));
  };

  test('installs what the lock file says, once, and again after it changed', () => {
    fs.cpSync(path.join(root, 'main/setup'), path.join(folder, 'main/setup'), { recursive: true });
    // Packages from the folder itself: no registry is asked.
    for (const name of ['one', 'two']) write(`packages/${name}/package.json`, { name });
    const install = ['install', '--package-lock-only', '--ignore-scripts', '--no-audit'];
    const npm = (dependencies: object) => {
      write('package.json', { name: 'fresh', dependencies });
      execFileSync('npm', install, { cwd: folder, shell: process.platform === 'win32' });
    };
    const there = (name: string) => fs.existsSync(path.join(folder, 'node_modules', name));

    npm({ one: 'file:packages/one' });
    expect(ensure(folder, root, {}, ['packages'])).toMatchObject({ status: 0 });
    expect(there('one')).toBe(true);
    expect(ensure(folder, root, {}, ['packages']).stdout).toBe('');

    npm({ one: 'file:packages/one', two: 'file:packages/two' });
    expect(ensure(folder, root, {}, ['packages']).stdout).toContain('not those of the lock file');
    expect(there('two')).toBe(true);
  });

  test('says so in one sentence when the packages cannot be installed', () => {
    fs.cpSync(path.join(root, 'main/setup'), path.join(folder, 'main/setup'), { recursive: true });
    write('package.json', { name: 'fresh', dependencies: { one: 'file:packages/one' } });
    write('package-lock.json', { name: 'fresh', lockfileVersion: 3, packages: {} });
    const { status, stderr } = ensure(folder, root, {}, ['packages']);
    expect(status).toBe(1);
    expect(stderr).toContain('npm ci failed: ');
  });
});
