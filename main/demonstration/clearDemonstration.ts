import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { isFileError } from '../disk/writeDurably.ts';
import { guardProfile } from '../profile/guardUndelivered.ts';
import type { GuardVerdict } from '../profile/guardUndelivered.ts';
import { lockProfile } from '../profile/profileLock.ts';
import type { ProfileLock } from '../profile/profileLock.ts';
import { readUndelivered } from '../profile/undelivered.ts';
import { demonstrationFileName } from './demonstrationFile.ts';
import { serverFolderName } from './openCentral.ts';
import { workstationKeys } from './prepareDemonstration.ts';

/** What a workstation's pages last said of what no server has. */
export interface UndeliveredAt {
  readonly workstation: string;
  readonly said: Awaited<ReturnType<typeof readUndelivered>>;
  readonly verdict: GuardVerdict;
}

export interface ClearableDemonstration {
  readonly undelivered: readonly UndeliveredAt[];
  /** Removes what the demonstration made, and nothing else that lies in the folder. */
  clear(): Promise<void>;
  /** Lets go of it as it is. */
  leave(): Promise<void>;
}

/**
 * Takes a demonstration's folder in order to clear it; undefined when there is none. Rejects with
 * `ProfileError` `inUse` while it, or one of its workstations, is open.
 */
export async function holdDemonstration(
  folder: string,
): Promise<ClearableDemonstration | undefined> {
  const entries = await entriesOf(folder);
  const workstations = workstationKeys.filter((key) => entries.includes(key));
  const made = [demonstrationFileName, serverFolderName, ...workstations];
  if (!made.some((name) => entries.includes(name))) return undefined;
  const locks: ProfileLock[] = [];
  const leave = async () => {
    for (const lock of locks.splice(0)) await lock.release();
  };
  try {
    locks.push(await lockProfile(folder, 'The demonstration'));
    for (const key of workstations) locks.push(await lockProfile(path.join(folder, key)));
    const undelivered: UndeliveredAt[] = [];
    for (const workstation of workstations) {
      const own = path.join(folder, workstation);
      const said = await readUndelivered(own);
      undelivered.push({ workstation, said, verdict: await guardProfile(own) });
    }
    return {
      undelivered,
      leave,
      async clear() {
        // What names the demonstration goes last: a reset that was interrupted is run again.
        for (const name of [...workstations, serverFolderName, demonstrationFileName]) {
          await fs.rm(path.join(folder, name), { recursive: true, force: true, maxRetries: 3 });
        }
        for (const lock of locks.splice(0)) await lock.remove();
        await fs.rmdir(folder).catch(() => undefined);
      },
    };
  } catch (error) {
    await leave();
    throw error;
  }
}

async function entriesOf(folder: string): Promise<string[]> {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  }
}
