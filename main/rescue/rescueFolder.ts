import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { syncFolder } from '../disk/writeDurably.ts';
import { readRescueHeader } from '../../shared/rescue/rescueHeader.ts';

/** Rescue files lie beside the profile, so that they outlive its removal. */
export function rescueFolder(profileFolder: string): string {
  return path.join(path.dirname(path.resolve(profileFolder)), 'rescue');
}

/** A rescue file that is being written. What comes is sealed already: nothing of it is cleartext. */
export interface RescueWriter {
  add(text: string): Promise<void>;
  /** Resolves with where it lies, whole and on the disk. */
  finish(): Promise<string>;
  abandon(): Promise<void>;
}

/**
 * Begins a file beside the profile. Until it is finished it has another name, and nothing that
 * looks like a rescue file is cut. Rejects with the file system's error.
 */
export async function beginRescueFile(folder: string): Promise<RescueWriter> {
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = path.join(folder, `${randomBytes(6).toString('hex')}.new`);
  const handle = await fs.open(temporary, 'wx', 0o600);
  let head = '';
  const abandon = async () => {
    await handle.close().catch(() => undefined);
    await fs.rm(temporary, { force: true });
  };
  return {
    abandon,
    async add(text) {
      if (!head.includes('\n')) head += text;
      await handle.appendFile(text, 'utf8');
    },
    async finish() {
      try {
        const { facility, workstation, madeAt } = readRescueHeader(head);
        const stamp = madeAt.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
        const file = path.join(folder, `${facility}-${workstation}-${stamp}.bedside`);
        await handle.sync();
        await handle.close();
        // A hard link fails where the name exists; a rename would replace a file made before.
        await fs.link(temporary, file);
        await fs.rm(temporary, { force: true });
        await syncFolder(folder);
        return file;
      } catch (error) {
        await abandon();
        throw error;
      }
    },
  };
}
