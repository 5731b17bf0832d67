import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dependencyState } from '../../../../main/setup/dependencies.mjs';
import { nodeSuffices, oldestNode } from '../../../../main/setup/nodeVersion.mjs';

let root: string;
const zod = { version: '4.6.7', integrity: 'sha512-a' };
const write = (name: string, packages: object) => {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, JSON.stringify({ lockfileVersion: 3, packages }));
};
const wanted = (packages: object) =>
  write('package-lock.json', { '': { name: 'bedside' }, ...packages });
const installed = (packages: object) => {
  for (const folder of Object.keys(packages))
    fs.mkdirSync(path.join(root, folder), { recursive: true });
  write('node_modules/.package-lock.json', packages);
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-setup-'));
  wanted({ 'node_modules/zod': zod });
});
afterEach(() => fs.rmSync(root, { recursive: true }));

test('a clone without packages lacks them, and so does an interrupted install', () => {
  expect(dependencyState(root)).toBe('missing');
  fs.mkdirSync(path.join(root, 'node_modules', 'zod'), { recursive: true });
  expect(dependencyState(root)).toBe('missing');
});

test('packages are current when they are those of the lock file, whenever it was written', () => {
  installed({ 'node_modules/zod': zod });
  expect(dependencyState(root)).toBe('current');
  fs.utimesSync(path.join(root, 'package-lock.json'), 4e9, 4e9);
  expect(dependencyState(root)).toBe('current');
});

test('another version, other bytes, a new package or a lost folder make them stale', () => {
  installed({ 'node_modules/zod': { ...zod, version: '4.6.6' } });
  expect(dependencyState(root)).toBe('stale');
  installed({ 'node_modules/zod': { ...zod, integrity: 'sha512-b' } });
  expect(dependencyState(root)).toBe('stale');
  installed({ 'node_modules/zod': zod });
  wanted({ 'node_modules/zod': zod, 'node_modules/rxjs': { version: '7.8.2' } });
  expect(dependencyState(root)).toBe('stale');
  wanted({ 'node_modules/zod': zod });
  fs.rmdirSync(path.join(root, 'node_modules/zod'));
  expect(dependencyState(root)).toBe('stale');
});

test('an optional package of another system may be lacking', () => {
  installed({ 'node_modules/zod': zod });
  wanted({
    'node_modules/zod': zod,
    'node_modules/x-darwin': { version: '1.0.0', optional: true },
  });
  expect(dependencyState(root)).toBe('current');
});

test('a lock file that cannot be read makes them stale, and npm says why', () => {
  installed({ 'node_modules/zod': zod });
  fs.writeFileSync(path.join(root, 'package-lock.json'), '<<<<<<< ours');
  expect(dependencyState(root)).toBe('stale');
});

test('Node is compared by number, and package.json names the same oldest one', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '100.1.0'])
    expect(nodeSuffices(version), version).toBe(true);
  for (const version of ['20.18.9', '20.9.0', '18.20.0', '9.99.0'])
    expect(nodeSuffices(version), version).toBe(false);
  const manifest = JSON.parse(
    fs.readFileSync(path.resolve(import.meta.dirname, '../../../../package.json'), 'utf8'),
  ) as { engines: { node: string } };
  expect(manifest.engines.node).toBe(`>=${oldestNode}`);
});
