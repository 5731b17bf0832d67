import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/**
 * Writes a file so that after a crash or a power cut the folder holds either the old content or
 * the new one in full: temporary file beside it, fsync, rename, fsync of the folder. Readable by
 * the owner alone. Rejects with the file system's error; the old content then still stands.
 */
export async function writeDurably(file: string, content: string | Uint8Array): Promise<void> {
  const temporary = await writeBeside(file, content);
  try {
    await fs.rename(temporary, file);
  } catch (error) {
    await fs.rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
}

/**
 * The same for a file that mustn't exist yet. Rejects with `EEXIST` if it does, also when another
 * process makes it at the same moment; what stands there is never replaced.
 */
export async function createDurably(file: string, content: string): Promise<void> {
  const temporary = await writeBeside(file, content);
  try {
    // A hard link fails where the name exists; a rename would replace it.
    await fs.link(temporary, file);
  } finally {
    await fs.rm(temporary, { force: true });
  }
  await syncFolder(path.dirname(file));
}

/** A file's text, or undefined where there is no such file. Other errors reject. */
export async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Whether an error is the file system's, with this code. */
export function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

async function writeBeside(file: string, content: string | Uint8Array): Promise<string> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.new`;
  const handle = await fs.open(temporary, 'wx', 0o600);
  try {
    await handle.writeFile(content, 'utf8');
    await handle.sync();
  } catch (error) {
    await handle.close();
    await fs.rm(temporary, { force: true });
    throw error;
  }
  await handle.close();
  return temporary;
}

/** Makes what was made, renamed or removed in a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folder as a file; its rename is journalled by NTFS.
  if (process.platform === 'win32') return;
  const handle = await fs.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
