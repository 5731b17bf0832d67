import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dependencyState, noteInstalled } from '../../../../main/setup/dependencies.mjs';
import { nodeSuffices, oldestNode } from '../../../../main/setup/nodeVersion.mjs';

let root: string;
const write = (name: string, text: string, mtimeSeconds: number) => {
  const file = path.join(root, name);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, text);
  fs.utimesSync(file, mtimeSeconds, mtimeSeconds);
};

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-setup-'));
  write('package-lock.json', 'lock 1', 1000);
});
afterEach(() => fs.rmSync(root, { recursive: true }));

test('a clone without packages lacks them, and so does an interrupted install', () => {
  expect(dependencyState(root)).toBe('missing');
  fs.mkdirSync(path.join(root, 'node_modules', 'zod'), { recursive: true });
  expect(dependencyState(root)).toBe('missing');
});

test('packages installed after the lock file was written are current', () => {
  write('node_modules/.package-lock.json', 'installed', 1001);
  expect(dependencyState(root)).toBe('current');
});

test('a lock file that was written after the packages makes them stale', () => {
  write('node_modules/.package-lock.json', 'installed', 999);
  expect(dependencyState(root)).toBe('stale');
});

test('a lock file that was only touched leaves them current; a changed one does not', () => {
  write('node_modules/.package-lock.json', 'installed', 1001);
  noteInstalled(root);
  write('package-lock.json', 'lock 1', 2000);
  expect(dependencyState(root)).toBe('current');
  write('package-lock.json', 'lock 2', 2000);
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
