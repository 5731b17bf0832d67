import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { isFileError } from '../disk/writeDurably.ts';
import { ProfileError } from './profileFile.ts';

export type Shell = 'electron' | 'browser';

/** Where a shell's Chromium keeps its data, the replica among it. */
export function shellFolder(profileFolder: string, shell: Shell): string {
  return path.join(profileFolder, shell);
}

/**
 * Rejects with `otherShell` when the profile was opened with the other shell before: its replica
 * lies there, maybe with entries that no server has, and this shell would start with an empty one.
 */
export async function refuseOtherShell(profileFolder: string, shell: Shell): Promise<void> {
  const other: Shell = shell === 'electron' ? 'browser' : 'electron';
  if (!(await isFolder(shellFolder(profileFolder, other)))) return;
  throw new ProfileError(
    'otherShell',
    `The records of this workstation lie with the ${other} shell, which opened it first: start it with --shell ${other}. Nothing was changed.`,
  );
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await fs.stat(folder)).isDirectory();
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return false;
    throw error;
  }
}
