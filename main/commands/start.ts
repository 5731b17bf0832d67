import * as path from 'node:path';
import { buildPages, isBuilt } from './buildPages.ts';
import { chooseShell } from './chooseShell.ts';
import { CommandRefused } from './commandArguments.ts';
import { openInBrowser, openInElectron } from './openDemonstration.ts';
import type { OpenedDemonstration } from './openDemonstration.ts';
import { isForPeople } from './sentences.ts';
import { appVersion } from './appVersion.ts';
import { readStartFlags, startHelp } from './startFlags.ts';
import { stopOnSignals } from './stopOnSignals.ts';

/* `npm start`: builds what is out of date, and opens the demonstration until Ctrl-C. */

const root = path.resolve(import.meta.dirname, '../..');
const demonstrationFolder = path.join(root, '.demonstration');
const progress = (line: string) => console.log(line);

async function main(): Promise<void> {
  const flags = readStartFlags(process.argv.slice(2));
  if (flags.help) return console.log(startHelp);

  const stopping = stopOnSignals();
  const profileFolder = flags.profile ?? path.join(demonstrationFolder, 'noi-1');
  const shell = await chooseShell(root, flags.shell, profileFolder, progress);
  if (shell.kind === 'browser' && shell.because !== undefined) console.log(shell.because);
  if (!(await isBuilt(root))) {
    progress('Building the pages; this takes about ten seconds.');
    await buildPages(root);
  }
  if (stopping.isAsked()) return;
  const choice = {
    folder: demonstrationFolder,
    workstations: flags.workstations,
    patients: flags.empty ? 0 : 2_000,
    centralUrl: flags.centralUrl,
    firstProfile: flags.profile,
    firstPort: flags.port,
    progress,
  };
  const opened: OpenedDemonstration =
    shell.kind === 'electron'
      ? await openInElectron(choice, root, shell.program, flags.open)
      : await openInBrowser(choice, path.join(root, 'out'), await appVersion(root), flags.open);
  stopping.onStop(opened.stop);
  void opened.ended.then(stopping.stop);
}

main().catch((error: unknown) => {
  if (error instanceof CommandRefused || isForPeople(error)) console.error(error.message);
  else console.error('The demonstration could not start:', error);
  process.exit(error instanceof CommandRefused ? 2 : 1);
});
