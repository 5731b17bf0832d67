import { extractFile, getRawHeader, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { isBuiltin } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
let output: string;
let unpacked: string;
let archive: string;
/** Paths in the archive with forward slashes, from its top; folders left out. */
let files: string[];

const text = (file: string) => extractFile(archive, file).toString('utf8');
const scripts = (folder: string) =>
  files.filter((file) => file.startsWith(folder) && /\.c?js$/.test(file));
/** Everything that a script imports or requires, but for its own neighbours. */
const outsideImports = (file: string, source = text(file)) =>
  ts
    .preProcessFile(source, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => !name.startsWith('.'));

beforeAll(() => {
  if (!fs.existsSync(path.join(root, 'out/main/electron.js')))
    throw new Error('nothing is built: run `npm run build` first');
  output = fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-package-'));
  const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
  const packaging = spawnSync(
    process.execPath,
    [
      ...[tsx, path.join(root, 'main/packaging/packageApp.ts'), '--stub', '--linux', 'dir'],
      `-c.directories.output=${output}`,
    ],
    { cwd: root, encoding: 'utf8' },
  );
  if (packaging.status !== 0) throw new Error(packaging.stdout + packaging.stderr);
  unpacked = path.join(
    output,
    fs.readdirSync(output).find((name) => /^linux.*unpacked$/.test(name))!,
  );
  archive = path.join(unpacked, 'resources', 'app.asar');
  files = listPackage(archive, { isPack: false })
    .map((file) => file.split(path.sep).join('/').slice(1))
    .filter((file) => path.posix.extname(file) !== '');
});
afterAll(() => {
  if (output) fs.rmSync(output, { recursive: true });
});

describe('package: what is in it', () => {
  test('the entry points, and every file that the pages name', () => {
    const manifest = JSON.parse(text('package.json')) as { main: string };
    expect(manifest.main).toBe('out/main/electron.js');
    expect(files).toContain(manifest.main);
    expect(files).toContain('out/preload/preload.cjs');
    const page = text('out/renderer/index.html');
    const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address!);
    expect(named.length).toBeGreaterThan(0);
    for (const address of named) expect(files).toContain(`out/renderer${address}`);
  });

  test('nothing else: no sources, tests, packages or maps, no browser shell', () => {
    const needed = /^(package\.json|out\/(main|preload|renderer)\/.+)$/;
    expect(files.filter((file) => !needed.test(file))).toEqual([]);
    const kinds = new Set(files.map((file) => path.posix.extname(file)));
    for (const kind of ['.ts', '.tsx', '.map', '.md', '.node']) expect(kinds).not.toContain(kind);
    expect(fs.readdirSync(path.join(unpacked, 'resources'))).toEqual(['app.asar']);
    expect(fs.readdirSync(path.join(unpacked, 'locales')).sort()).toEqual(['en-US.pak', 'vi.pak']);
  });

  test('everything is bundled: the main process asks for Node and Electron alone', () => {
    for (const file of scripts('out/main/'))
      expect(
        outsideImports(file).filter((name) => name !== 'electron' && !isBuiltin(name)),
        file,
      ).toEqual([]);
  });

  test('the preload is one file and asks for Electron alone: it runs sandboxed', () => {
    expect(scripts('out/preload/')).toEqual(['out/preload/preload.cjs']);
    expect([...new Set(outsideImports('out/preload/preload.cjs'))]).toEqual(['electron']);
  });
});

describe('package: hardening', () => {
  test('fuses are flipped in the binary (electron-security 19)', async () => {
    const wire = await getCurrentFuseWire(path.join(unpacked, 'bedside'));
    const state = (fuse: FuseV1Options) => String.fromCharCode(wire[fuse] ?? 0);
    const off = '0';
    const on = '1';
    expect(state(FuseV1Options.RunAsNode)).toBe(off);
    expect(state(FuseV1Options.EnableNodeOptionsEnvironmentVariable)).toBe(off);
    expect(state(FuseV1Options.EnableNodeCliInspectArguments)).toBe(off);
    expect(state(FuseV1Options.GrantFileProtocolExtraPrivileges)).toBe(off);
    expect(state(FuseV1Options.LoadBrowserProcessSpecificV8Snapshot)).toBe(off);
    expect(state(FuseV1Options.EnableCookieEncryption)).toBe(on);
    expect(state(FuseV1Options.EnableEmbeddedAsarIntegrityValidation)).toBe(on);
    expect(state(FuseV1Options.OnlyLoadAppFromAsar)).toBe(on);
  });

  test('the archive carries the hash of each file', () => {
    const header = getRawHeader(archive).header;
    for (const file of files) {
      let entry: unknown = header;
      for (const part of file.split('/'))
        entry = (entry as { files: Record<string, unknown> }).files[part];
      const { integrity } = entry as { integrity?: { algorithm: string; hash: string } };
      expect(integrity, file).toMatchObject({
        algorithm: 'SHA256',
        hash: createHash('sha256').update(extractFile(archive, file)).digest('hex'),
      });
    }
  });

  test('the content security policy is in the packaged main process', () => {
    const main = scripts('out/main/')
      .map((file) => text(file))
      .join('\n');
    // The whole source would be printed if it were the value that is compared.
    const lacking = ['default-src', "'none'", 'require-trusted-types-for'].filter(
      (part) => !main.includes(part),
    );
    expect(lacking).toEqual([]);
    const lax = ["'unsafe-inline'", "'unsafe-eval'"].filter((part) => main.includes(part));
    expect(lax).toEqual([]);
  });

  test('the pages need no inline script or style', () => {
    const page = text('out/renderer/index.html');
    expect([...page.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)]).toEqual([]);
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=|javascript:|data:/i);
    for (const file of files.filter((name) => name.endsWith('.css')))
      expect(text(file), file).not.toMatch(/url\(["']?data:/);
  });
});

test("the browser shell's page bridge is one classic script", () => {
  const folder = path.join(root, 'out/browser-shell');
  expect(fs.readdirSync(folder)).toEqual(['bridge.js']);
  const source = fs.readFileSync(path.join(folder, 'bridge.js'), 'utf8');
  expect(outsideImports('bridge.js', source)).toEqual([]);
  expect(() => new Function(source)).not.toThrow();
});
