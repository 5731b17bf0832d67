import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildStubElectron } from './stubElectron.ts';
import { newestElectron, supportOf } from './supportedElectron.ts';

/*
 * `npm run package -- [--stub] …`: packs what `npm run build` left in out/. Everything but `--stub`
 * goes to electron-builder as it stands (`--linux dir`, `--win`, `--mac`).
 */

const root = path.resolve(import.meta.dirname, '../..');

/** Runs electron-builder, and gives its exit status. */
function runElectronBuilder(commandArguments: readonly string[]): Promise<number> {
  const cli = path.join(root, 'node_modules', 'electron-builder', 'cli.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...commandArguments], {
      cwd: root,
      stdio: 'inherit',
    });
    process.once('SIGINT', () => child.kill());
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function packageApp(asked: readonly string[]): Promise<number> {
  const stub = asked.includes('--stub');
  const forBuilder = asked.filter((argument) => argument !== '--stub');
  if (!existsSync(path.join(root, 'out', 'main', 'electron.js'))) {
    console.error('Nothing is built yet: run `npm run build` first.');
    return 2;
  }
  const always = ['--config', 'electron-builder.yml', '--publish', 'never'];
  if (!stub) {
    const support = supportOf(await pinnedElectron(), await newestElectron());
    if (support.kind !== 'supported') console.error(support.sentence);
    if (support.kind === 'unsupported') return 2;
    const status = await runElectronBuilder([...always, ...forBuilder]);
    if (status !== 0)
      console.error(
        "Packaging failed: see above. Where Electron's binary can't be downloaded, `npm run package -- --stub --linux dir` packs everything else.",
      );
    return status;
  }
  if (forBuilder.some((argument) => /^(--win|-w|--windows|--mac|-m|--macos)$/.test(argument))) {
    console.error('--stub stands in for Electron on Linux only: use it with --linux dir.');
    return 2;
  }
  const folder = await mkdtemp(path.join(os.tmpdir(), 'bedside-stub-electron-'));
  try {
    await buildStubElectron(folder);
    return await runElectronBuilder([...always, `-c.electronDist=${folder}`, ...forBuilder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function pinnedElectron(): Promise<string> {
  const text = await readFile(path.join(root, 'package.json'), 'utf8');
  const { devDependencies } = JSON.parse(text) as { devDependencies: Record<string, string> };
  return devDependencies['electron'] ?? '';
}

process.exitCode = await packageApp(process.argv.slice(2));
