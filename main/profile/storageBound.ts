import * as path from 'node:path';
import type { StorageBound } from '../../shared/sync/storageMeter.ts';
import { writeDurably } from '../disk/writeDurably.ts';
import { lockProfile } from './profileLock.ts';
import { profileName, readProfile } from './profileFile.ts';

/**
 * Sets how much a closed workstation may hold, or with undefined the default again. It holds from
 * the next start on; nothing is taken from the disk here. Rejects with `ProfileError`, `inUse` while
 * the workstation is open: it would go on with the bound that it has read.
 */
export async function setStorageBound(
  folder: string,
  bound: StorageBound | undefined,
): Promise<void> {
  await readProfile(folder);
  const lock = await lockProfile(folder);
  try {
    const { storageBound: _, ...profile } = await readProfile(folder);
    const next = bound ? { ...profile, storageBound: bound } : profile;
    await writeDurably(path.join(folder, profileName), `${JSON.stringify(next, null, 2)}\n`);
  } finally {
    await lock.release();
  }
}
