import * as readline from 'node:readline';
import { openAppWindow } from '../browser-shell/openAppWindow.ts';
import type { AppWindow } from '../browser-shell/openAppWindow.ts';
import { noteDamagedStore } from '../profile/storeDamage.ts';
import { findChromium } from '../setup/findChromium.mjs';
import { hasDisplay } from './electronProgram.ts';

/** A workstation that is served to a browser of this machine. */
export interface ShownWorkstation {
  readonly name: string;
  /** Another address with each reading. */
  readonly url: string;
  readonly profileDir: string;
  readonly browserFolder: string;
}

/**
 * Shows workstations in windows of an installed Chromium; Enter opens those anew that were closed.
 * Without a screen, or a Chromium, or where nothing is to be opened, the addresses are printed.
 */
export async function keepWindows(
  workstations: readonly ShownWorkstation[],
  open: boolean,
): Promise<{ close(): Promise<void> }> {
  const executable = open && hasDisplay() ? findChromium() : undefined;
  const windows: AppWindow[] = [];
  const closeAll = async () => {
    for (const window of windows.splice(0)) await window.close();
  };
  const show = async ({ name, url, profileDir, browserFolder }: ShownWorkstation) => {
    if (executable === undefined) return console.log(`${name}: ${url}`);
    const window = await openAppWindow(executable, url, browserFolder, {
      onDamaged: (kept) => noteDamagedStore(profileDir, kept),
    });
    windows.push(window);
    console.log(`${name}: opened in ${executable}`);
    void window.closed.then(() =>
      console.log(`${name}: its window was closed. Enter opens it again.`),
    );
  };
  const showAll = async () => {
    for (const workstation of workstations) await show(workstation);
  };
  await showAll().catch(async (error: unknown) => {
    await closeAll();
    throw error;
  });
  const keys = onEnter(async () => {
    await closeAll();
    await showAll();
  });
  console.log(executable === undefined ? addressHint : 'Ctrl-C stops everything.');
  return {
    async close() {
      keys?.close();
      await closeAll();
    },
  };
}

const addressHint =
  'Open it in Chrome, Edge or Chromium. Each address is good once; Enter prints new ones. Ctrl-C stops everything.';

function onEnter(act: () => Promise<void>): readline.Interface | undefined {
  if (!process.stdin.isTTY) return undefined;
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', () => {
    act().catch((error: unknown) => console.error(String(error)));
  });
  return lines;
}
