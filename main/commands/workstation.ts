import * as path from 'node:path';
import { appVersion } from './appVersion.ts';
import { buildPages, isBuilt } from './buildPages.ts';
import { CommandRefused, readFlags } from './commandArguments.ts';
import { keepWindows } from './keepWindows.ts';
import { openEnrolled } from './openEnrolled.ts';
import { isForPeople } from './sentences.ts';
import { stopOnSignals } from './stopOnSignals.ts';

const help = `npm run workstation -- --profile DIR [--no-open]

Opens an enrolled workstation in the browser shell, until Ctrl-C: in a window of an installed Chrome,
Edge or Chromium, for a machine on which the desktop app can't run.

  --profile    the profile that npm run enrol made
  --no-open    opens no window, and prints the address; it is good once`;

const root = path.resolve(import.meta.dirname, '../..');

async function main(): Promise<void> {
  const flags = readFlags(process.argv.slice(2), {
    profile: { type: 'string' },
    'no-open': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  if (flags.help) return console.log(help);
  if (flags.profile === undefined) {
    throw new CommandRefused('Give --profile, the folder of the workstation; --help shows more.');
  }
  const stopping = stopOnSignals();
  if (!(await isBuilt(root))) {
    console.log('Building the pages; this takes about ten seconds.');
    await buildPages(root);
  }
  if (stopping.isAsked()) return;
  const version = await appVersion(root);
  const served = await openEnrolled(flags.profile, path.join(root, 'out'), version, (line) =>
    console.error(line),
  );
  const { facility, workstation } = served.workstation.profile;
  const name = facility.workstations.find(({ key }) => key === workstation)?.name ?? workstation;
  const shown = {
    name: `${name}, ${facility.name}`,
    profileDir: served.workstation.folder,
    browserFolder: served.browserFolder,
    get url() {
      return served.url;
    },
  };
  try {
    const windows = await keepWindows([shown], !flags['no-open']);
    stopping.onStop(async () => {
      await windows.close();
      await served.close();
    });
  } catch (error) {
    await served.close();
    throw error;
  }
}

main().catch((error: unknown) => {
  if (error instanceof CommandRefused || isForPeople(error)) console.error(error.message);
  else console.error('The workstation could not be opened:', error);
  process.exit(error instanceof CommandRefused ? 2 : 1);
});
