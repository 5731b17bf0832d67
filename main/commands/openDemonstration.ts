import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import * as readline from 'node:readline';
import { openAppWindow } from '../browser-shell/openAppWindow.ts';
import type { AppWindow } from '../browser-shell/openAppWindow.ts';
import { prepareDemonstration } from '../demonstration/prepareDemonstration.ts';
import type {
  DemonstrationChoice,
  PreparedDemonstration,
  PreparedWorkstation,
} from '../demonstration/prepareDemonstration.ts';
import { startDemonstration } from '../demonstration/startDemonstration.ts';
import type { RunningWorkstation } from '../demonstration/startDemonstration.ts';
import { chromiumSwitches, findChromium } from '../setup/findChromium.mjs';
import { hasDisplay } from './electronProgram.ts';

export interface OpenedDemonstration {
  stop(): Promise<void>;
  /** Resolves when the last window was closed and nothing is left to do. */
  readonly ended: Promise<void>;
}

type Choice = Omit<DemonstrationChoice, 'shell'>;

/**
 * Opens the demonstration in the browser shell. Without a screen, or a Chromium, or where nothing
 * is to be opened, the addresses are printed, and it runs until it is stopped.
 */
export async function openInBrowser(
  choice: Choice,
  outFolder: string,
  version: string,
  open: boolean,
): Promise<OpenedDemonstration> {
  const demonstration = await startDemonstration({
    ...choice,
    outFolder,
    version,
    report: (line) => console.error(line),
  });
  printDemonstration(demonstration);
  const executable = open && hasDisplay() ? findChromium() : undefined;
  const windows: AppWindow[] = [];
  const show = async (workstation: RunningWorkstation) => {
    if (executable === undefined) return printAddress(workstation);
    const window = await openAppWindow(executable, workstation.url, workstation.browserFolder);
    windows.push(window);
    console.log(`${workstation.name}: opened in ${executable}`);
    void window.closed.then(() =>
      console.log(`${workstation.name}: its window was closed. Enter opens it again.`),
    );
  };
  const showAll = async () => {
    for (const workstation of demonstration.workstations) await show(workstation);
  };
  try {
    await showAll();
  } catch (error) {
    await demonstration.stop();
    throw error;
  }
  const keys = onEnter(async () => {
    for (const window of windows.splice(0)) await window.close();
    await showAll();
  });
  console.log(executable === undefined ? addressHint : 'Ctrl-C stops everything.');
  return {
    ended: new Promise(() => undefined),
    async stop() {
      keys?.close();
      for (const window of windows) await window.close();
      await demonstration.stop();
    },
  };
}

/** Opens the demonstration in Electron, one process a workstation. */
export async function openInElectron(
  choice: Choice,
  root: string,
  program: string,
  open: boolean,
): Promise<OpenedDemonstration> {
  const prepared = await prepareDemonstration({ ...choice, shell: 'electron' });
  printDemonstration(prepared);
  const opened = open ? prepared.workstations : [];
  const processes = opened.map((workstation) => startElectron(root, program, workstation));
  const ends = processes.map(
    (child) => new Promise<void>((end) => child.once('exit', () => end())),
  );
  if (!open) console.log('No window was opened (--no-open).');
  console.log('Ctrl-C stops everything.');
  return {
    ended: open ? Promise.all(ends).then(() => undefined) : new Promise(() => undefined),
    async stop() {
      for (const child of processes) child.kill('SIGTERM');
      await Promise.all(ends);
      await prepared.stop();
    },
  };
}

function startElectron(
  root: string,
  program: string,
  { profileDir }: PreparedWorkstation,
): ChildProcess {
  const switches = chromiumSwitches();
  return spawn(program, [root, `--profile=${profileDir}`, ...switches], { stdio: 'inherit' });
}

function printDemonstration(
  demonstration: Pick<PreparedDemonstration, 'facility' | 'central' | 'passphrase'>,
): void {
  const { facility, central, passphrase } = demonstration;
  console.log(`\n${facility.name}: a demonstration; everybody in it is invented.`);
  console.log(`Central server: ${central.url}, database ${central.database}`);
  console.log(`People; the passphrase of each is  ${passphrase}`);
  for (const { displayName, role } of facility.people) {
    console.log(`  ${displayName}, ${role}`);
  }
  console.log('');
}

const addressHint =
  'Open it in Chrome, Edge or Chromium. Each address is good once; Enter prints new ones. Ctrl-C stops everything.';

function printAddress({ name, url }: RunningWorkstation): void {
  console.log(`${name}: ${url}`);
}

function onEnter(act: () => Promise<void>): readline.Interface | undefined {
  if (!process.stdin.isTTY) return undefined;
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', () => {
    act().catch((error: unknown) => console.error(String(error)));
  });
  return lines;
}
