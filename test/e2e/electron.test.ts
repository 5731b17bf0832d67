import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { _electron, expect, test } from '@playwright/test';
import { findElectron, hasDisplay } from '../../main/commands/electronProgram.ts';
import { prepareDemonstration } from '../../main/demonstration/prepareDemonstration.ts';
import { chromiumSwitches } from '../../main/setup/findChromium.mjs';

const root = path.resolve(import.meta.dirname, '../..');

/*
 * The real Electron, where its program and a screen are there. Where they aren't, nothing here can
 * run: it says so and counts as skipped, and the pure parts are tested in test/unit/main/electron.
 */
const notHere = "Electron's program, or a screen, is not here: its smoke test did not run.";

test('the Electron shell opens the workstation, sandboxed, from app://bedside alone', async ({}, info) => {
  const executablePath = await findElectron(root);
  if (executablePath === undefined || !hasDisplay()) {
    console.log(notHere);
    return info.skip(true, notHere);
  }
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-electron-'));
  const prepared = await prepareDemonstration({ folder, shell: 'electron', patients: 0 });
  try {
    const profile = `--profile=${prepared.workstations[0]!.profileDir}`;
    const app = await _electron.launch({
      executablePath,
      args: [root, profile, ...chromiumSwitches()],
    });
    const page = await app.firstWindow();
    await expect(page.getByText(prepared.facility.name)).toBeVisible();
    expect(page.url()).toMatch(/^app:\/\/bedside\//);
    const seen = await page.evaluate(async () => ({
      bridge: Object.isFrozen(window.bedside) && typeof window.bedside.unlock,
      node: typeof (globalThis as { require?: unknown }).require,
      process: typeof (globalThis as { process?: unknown }).process,
      persistent: await navigator.storage.persist(),
      opened: window.open('https://attacker.example/') === null,
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
    }));
    expect(seen).toEqual({
      bridge: 'function',
      node: 'undefined',
      process: 'undefined',
      persistent: true,
      opened: true,
      camera: 'denied',
    });
    await page.evaluate(() => location.assign('https://attacker.example/')).catch(() => undefined);
    expect(page.url()).toMatch(/^app:\/\/bedside\//);
    await app.close();
  } finally {
    await prepared.stop();
    await fs.rm(folder, { recursive: true, force: true });
  }
});
