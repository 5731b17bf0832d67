import * as path from 'node:path';
import type { Shell } from '../profile/shellFolders.ts';
import { CommandRefused, readFlags, readPort } from './commandArguments.ts';

export const startHelp = `npm start -- [flags]

Starts a demonstration: the embedded central server with a synthetic hospital, and a workstation.
Everybody in it is invented. Its data lies in .demonstration/; npm run reset clears it.

  --shell electron|browser   which shell shows the workstation; Electron unless told, or the browser
                             shell where Electron's program can't be had
  --central URL              a CouchDB 3.3 or later instead of the embedded server, with its
                             administrator: http://NAME:PASSWORD@HOST:5984
  --empty                    a hospital without patients
  --profile DIR              the workstation's profile folder, elsewhere than in .demonstration/
  --port PORT                the port of a workstation that is made now; it never changes afterwards
  --workstations 1|2         2 opens a second one beside it
  --no-open                  opens no window, and prints the addresses
  --help                     this text`;

export interface StartFlags {
  readonly help: boolean;
  readonly shell: Shell | undefined;
  readonly centralUrl: string | undefined;
  readonly empty: boolean;
  readonly profile: string | undefined;
  readonly port: number | undefined;
  readonly workstations: 1 | 2;
  readonly open: boolean;
}

/** The flags of `npm start`. Throws `CommandRefused`, whose message is one sentence. */
export function readStartFlags(commandArguments: readonly string[]): StartFlags {
  const flags = readFlags(commandArguments, {
    shell: { type: 'string' },
    central: { type: 'string' },
    empty: { type: 'boolean', default: false },
    profile: { type: 'string' },
    port: { type: 'string' },
    workstations: { type: 'string', default: '1' },
    'no-open': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  const { shell, workstations } = flags;
  if (shell !== undefined && shell !== 'electron' && shell !== 'browser') {
    throw new CommandRefused('--shell is electron or browser.');
  }
  if (workstations !== '1' && workstations !== '2') {
    throw new CommandRefused('--workstations is 1 or 2.');
  }
  return {
    help: flags.help,
    shell,
    centralUrl: flags.central,
    empty: flags.empty,
    profile: flags.profile === undefined ? undefined : path.resolve(flags.profile),
    port: flags.port === undefined ? undefined : workstationPort(flags.port),
    workstations: workstations === '2' ? 2 : 1,
    open: !flags['no-open'],
  };
}

function workstationPort(text: string): number {
  const port = readPort(text);
  if (port < 1024) {
    throw new CommandRefused('--port is a number from 1024 to 65535: the workstation keeps it.');
  }
  return port;
}
