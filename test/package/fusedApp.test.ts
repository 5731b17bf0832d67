import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findElectron, hasDisplay } from '../../main/commands/electronProgram.ts';

/*
 * The packaged app with its fuses flipped, started as it is (electron-security 19). It needs
 * Electron's program and a screen: where they aren't, it says so and counts as skipped, and
 * package.test.ts still reads the fuses out of a stand-in.
 */

const root = path.resolve(import.meta.dirname, '../..');
const canRun = (await findElectron(root)) !== undefined && hasDisplay();
if (!canRun) {
  console.log("Electron's program, or a screen, is not here: the fused app was not started.");
}

const platform = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform as 'linux'];

describe.skipIf(!canRun)('the fused app', () => {
  let output: string;
  let program: string;
  let resources: string;

  beforeAll(() => {
    output = fs.mkdtempSync(path.join(os.tmpdir(), 'bedside-fused-'));
    const tsx = path.join(root, 'node_modules/tsx/dist/cli.mjs');
    const script = path.join(root, 'main/packaging/packageApp.ts');
    const given = [tsx, script, platform, 'dir', `-c.directories.output=${output}`];
    const packaging = spawnSync(process.execPath, given, { cwd: root, encoding: 'utf8' });
    if (packaging.status !== 0) throw new Error(packaging.stdout + packaging.stderr);
    const files = fs.readdirSync(output, { recursive: true, encoding: 'utf8' });
    const find = (pattern: RegExp) =>
      path.join(
        output,
        files.find((file) => pattern.test(file))!,
      );
    program = find(
      { linux: /unpacked\/bedside$/, win32: /unpacked\\Bedside\.exe$/, darwin: /MacOS\/Bedside$/ }[
        process.platform as 'linux'
      ],
    );
    resources = path.dirname(find(/[\\/]app\.asar$/));
  }, 300_000);
  afterAll(() => fs.rmSync(output, { recursive: true, force: true }));

  /** Starts it so that it only answers a question; no window opens. */
  const ask = (given: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) =>
    spawnSync(program, ['--undelivered', `--profile=${path.join(output, 'none')}`, ...given], {
      encoding: 'utf8',
      timeout: 30_000,
      env: { ...process.env, ...environment },
    });

  test('starts, and answers for a profile that is not there', () => {
    const { status, stdout } = ask();
    expect(stdout).toContain('There is no workstation profile');
    expect(status).toBe(2);
  });

  test('is no Node: neither ELECTRON_RUN_AS_NODE nor NODE_OPTIONS runs a script in it', () => {
    const script = path.join(output, 'script.cjs');
    fs.writeFileSync(script, 'process.exit(42)');
    const asNode = spawnSync(program, [script], {
      timeout: 30_000,
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    expect(asNode.status).not.toBe(42);
    expect(ask([], { NODE_OPTIONS: `--require=${script}` }).status).toBe(2);
  });

  test('opens no inspector', () => {
    const { stderr, status } = ask(['--inspect=0']);
    expect(stderr).not.toContain('Debugger listening');
    expect(status).toBe(1);
  });

  test('loads its code from the archive alone', () => {
    const archive = path.join(resources, 'app.asar');
    fs.renameSync(archive, `${archive}.away`);
    fs.mkdirSync(path.join(resources, 'app'));
    fs.writeFileSync(path.join(resources, 'app', 'package.json'), '{"main":"main.js"}');
    fs.writeFileSync(path.join(resources, 'app', 'main.js'), 'process.exit(42)');
    const { status } = ask();
    fs.rmSync(path.join(resources, 'app'), { recursive: true });
    fs.renameSync(`${archive}.away`, archive);
    expect(status).not.toBe(42);
    expect(status).not.toBe(2);
  });

  // Electron validates the archive on Windows and macOS alone.
  test.skipIf(process.platform === 'linux')('does not start with a changed archive', () => {
    const archive = path.join(resources, 'app.asar');
    const bytes = fs.readFileSync(archive);
    const at = bytes.indexOf('There is no workstation profile');
    expect(at).toBeGreaterThan(0);
    bytes.write('Here', at);
    fs.writeFileSync(archive, bytes);
    expect(ask().status).not.toBe(2);
  });
});
