import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { prepareDemonstration } from '../demonstration/prepareDemonstration.ts';
import type {
  DemonstrationChoice,
  PreparedDemonstration,
  PreparedWorkstation,
} from '../demonstration/prepareDemonstration.ts';
import { startDemonstration } from '../demonstration/startDemonstration.ts';
import { chromiumSwitches } from '../setup/findChromium.mjs';
import { keepWindows } from './keepWindows.ts';

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
  const windows = await keepWindows(demonstration.workstations, open).catch(
    async (error: unknown) => {
      await demonstration.stop();
      throw error;
    },
  );
  return {
    ended: new Promise(() => undefined),
    async stop() {
      await windows.close();
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
