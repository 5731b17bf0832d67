import { spawn } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { CommandRefused } from './commandArguments.ts';

/** What a build leaves, one file for each of its parts. */
const built = [
  'out/main/electron.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html',
  'out/browser-shell/bridge.js',
];
const sources = ['main', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json'];

/** Whether everything that is built is newer than everything that it is built from. */
export async function isBuilt(root: string): Promise<boolean> {
  const times = await Promise.all(built.map((file) => modifiedMs(path.join(root, file))));
  const oldest = Math.min(...times.map((time) => time ?? 0));
  for (const source of sources) {
    if (await holdsNewer(path.join(root, source), oldest)) return false;
  }
  return true;
}

/** Builds pages, preload and bridge. Throws `CommandRefused` with the tool's own words before it. */
export async function buildPages(root: string): Promise<void> {
  const tool = (name: string) => path.join(root, 'node_modules', name, 'bin');
  await run(root, [path.join(tool('electron-vite'), 'electron-vite.js'), 'build']);
  await run(root, [
    path.join(tool('vite'), 'vite.js'),
    'build',
    '--config',
    path.join('main', 'browser-shell', 'vite.config.ts'),
  ]);
}

function run(root: string, commandArguments: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, commandArguments, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const keep = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code === 0) return resolve();
      console.error(said);
      reject(new CommandRefused('The build failed: see above.'));
    });
  });
}

async function holdsNewer(place: string, thanMs: number): Promise<boolean> {
  const stats = await fs.stat(place).catch(() => undefined);
  if (!stats) return false;
  if (!stats.isDirectory()) return stats.mtimeMs > thanMs;
  // A folder's own time tells of files that were taken away.
  if (stats.mtimeMs > thanMs) return true;
  for (const name of await fs.readdir(place)) {
    if (await holdsNewer(path.join(place, name), thanMs)) return true;
  }
  return false;
}

function modifiedMs(file: string): Promise<number | undefined> {
  return fs.stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}
