import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** What of a process's writes a power cut takes with it: all that nobody waited for. */
export interface Disk {
  wrote(file: string): void;
  /** A file's content, or, of a folder, what was renamed, linked and removed in it. */
  synced(fileOrFolder: string): void;
  willReplace(file: string): Promise<void>;
  renamed(from: string, to: string): void;
  linked(from: string, to: string): void;
  losePower(): Promise<void>;
}

interface Replaced {
  readonly file: string;
  readonly before: Buffer | undefined;
}

/**
 * A disk that keeps what was synced and nothing else: content that wasn't is cut in half, and what a
 * folder wasn't synced after is as it was before. It is the hardest reading of what a file system
 * may do.
 */
export function openDisk(): Disk {
  const unsynced = new Set<string>();
  let replaced: Replaced[] = [];
  const move = (from: string, to: string, isGone: boolean) => {
    if (unsynced.has(from)) unsynced.add(to);
    else unsynced.delete(to);
    if (isGone) unsynced.delete(from);
  };
  return {
    wrote: (file) => void unsynced.add(file),
    synced(place) {
      unsynced.delete(place);
      replaced = replaced.filter(({ file }) => path.dirname(file) !== place);
    },
    async willReplace(place) {
      const file = path.resolve(place);
      const stat = await fs.stat(file).catch(() => undefined);
      if (stat?.isDirectory()) return;
      replaced.push({ file, before: stat ? await fs.readFile(file) : undefined });
    },
    renamed: (from, to) => move(path.resolve(from), path.resolve(to), true),
    linked(from, to) {
      move(path.resolve(from), path.resolve(to), false);
      replaced.push({ file: path.resolve(to), before: undefined });
    },
    async losePower() {
      for (const file of unsynced) {
        const content = await fs.readFile(file).catch(() => undefined);
        if (content) await fs.truncate(file, Math.floor(content.length / 2));
      }
      for (const { file, before } of [...replaced].reverse()) {
        if (before) await fs.writeFile(file, before);
        else await fs.rm(file, { recursive: true, force: true });
      }
    },
  };
}
