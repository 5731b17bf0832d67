import * as fs from 'node:fs/promises';
import { shellFolder } from '../profile/shellFolders.ts';
import type { Shell } from '../profile/shellFolders.ts';
import { CommandRefused } from './commandArguments.ts';
import { hasDisplay, obtainElectron } from './electronProgram.ts';

export type ChosenShell =
  | { readonly kind: 'electron'; readonly program: string }
  /** `because` is a sentence when Electron was wanted and can't be had. */
  | { readonly kind: 'browser'; readonly because: string | undefined };

/**
 * Which shell shows the workstation: the one that was asked for, else the one that its profile
 * belongs to, else Electron, else the browser shell. Throws `CommandRefused` when Electron was
 * asked for and can't be had.
 */
export async function chooseShell(
  root: string,
  asked: Shell | undefined,
  profileFolder: string,
  progress: (line: string) => void,
): Promise<ChosenShell> {
  const bound = await shellOf(profileFolder);
  const wanted = asked ?? bound ?? 'electron';
  if (wanted === 'browser') return { kind: 'browser', because: undefined };
  const because = hasDisplay()
    ? "Electron's program can't be had here (no way to its server)"
    : 'Electron needs a screen, and this machine has none';
  const program = hasDisplay() ? await obtainElectron(root, progress) : undefined;
  if (program !== undefined) return { kind: 'electron', program };
  if (asked === 'electron' || bound === 'electron') {
    throw new CommandRefused(
      `${because}: start it on another machine, or with --shell browser and a new --profile.`,
    );
  }
  return { kind: 'browser', because: `${because}: the workstation opens in the browser shell.` };
}

async function shellOf(profileFolder: string): Promise<Shell | undefined> {
  for (const shell of ['electron', 'browser'] as const) {
    const there = await fs.stat(shellFolder(profileFolder, shell)).catch(() => undefined);
    if (there) return shell;
  }
  return undefined;
}
