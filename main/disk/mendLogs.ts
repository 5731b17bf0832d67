import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { readLog, writeLog } from './levelDbLog.ts';
import { isFileError, readIfThere, writeDurably } from './writeDurably.ts';

/** What was done about the files that Chromium keeps IndexedDB in. */
export interface MendedLogs {
  /** Files that ended in the middle of a write, and end before it now. */
  readonly cut: readonly string[];
  /** Logs that went on behind such a write, and hold now all but it. */
  readonly rewritten: readonly string[];
  /** Copies of folders as they were: Chromium may empty them, or one record is lost. */
  readonly kept: readonly string[];
}

/**
 * To be called at every start, before Chromium opens its folder. Where its process was killed, or the
 * power cut, while it wrote a record of LevelDB's log, it writes on behind that piece at the next
 * start, takes the log for damaged at the one after, and throws all of IndexedDB away (google/leveldb
 * issue 1287). Such a piece was never acknowledged: at the end it is cut off; and where a Chromium that
 * nobody mended has written on behind it, the log is written again without it. Everything else stays.
 * What is damaged otherwise is copied to `damaged/` first, once; a last record that is spoilt is cut off
 * then, and a log or MANIFEST that goes on behind damage is left to Chromium: PouchDB's stores don't
 * hold together without what was in the midst of them. A folder that a running Chromium holds is left
 * alone. Rejects with the file system's error.
 */
export async function mendLogs(userDataDir: string): Promise<MendedLogs> {
  const cut: string[] = [];
  const rewritten: string[] = [];
  const kept: string[] = [];
  if (await isHeld(userDataDir)) return { cut, rewritten, kept };
  for (const folder of await storesIn(userDataDir)) {
    for (const file of await logsIn(folder)) {
      const { end, records } = readLog(await fs.readFile(file));
      if (end.kind === 'spoilt' || end.kind === 'damaged') {
        const name = `${path.basename(folder)}-${path.basename(file)}-${String(end.at)}`;
        const copy = path.join(userDataDir, 'damaged', name);
        await copyOnce(folder, copy);
        kept.push(copy);
      }
      if (end.kind === 'spoilt' || end.kind === 'torn') {
        await cutOff(file, end.at);
        cut.push(file);
      }
      if (end.kind === 'writtenOn') {
        await writeDurably(file, writeLog(records));
        rewritten.push(file);
      }
    }
  }
  return { cut, rewritten, kept };
}

/** The sentence for IT on what was copied; undefined where nothing was. */
export function keptSentence({ kept }: MendedLogs): string | undefined {
  if (kept.length === 0) return undefined;
  return `The browser's own store on this workstation was damaged: an entry may be missing. As it was it is kept in ${kept.join(', ')}: leave that folder in place until IT has looked at it.`;
}

/** Chromium's folders of IndexedDB, one for each origin, wherever a profile or partition has them. */
async function storesIn(userDataDir: string): Promise<string[]> {
  const names = await fs.readdir(userDataDir, { recursive: true }).catch((error: unknown) => {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  });
  return names
    .filter((name) => /(?:^|[\\/])IndexedDB[\\/][^\\/]+\.indexeddb\.leveldb$/.test(name))
    .map((name) => path.join(userDataDir, name));
}

/** The logs of a store, and the MANIFEST that counts. */
async function logsIn(folder: string): Promise<string[]> {
  const current = (await readIfThere(path.join(folder, 'CURRENT')))?.trim();
  const names = await fs.readdir(folder);
  return names
    .filter((name) => /^\d+\.log$/.test(name) || name === current)
    .map((name) => path.join(folder, name));
}

async function cutOff(file: string, at: number): Promise<void> {
  const handle = await fs.open(file, 'r+');
  try {
    await handle.truncate(at);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Whole or not at all; a copy that stands is left as it is. */
async function copyOnce(folder: string, copy: string): Promise<void> {
  if (await fs.stat(copy).catch(() => undefined)) return;
  const part = `${copy}.part`;
  await fs.rm(part, { recursive: true, force: true });
  await fs.cp(folder, part, { recursive: true });
  await fs.rename(part, copy);
}

/** Whether another process's Chromium runs on the folder: `SingletonLock` points to `host-pid`. */
async function isHeld(userDataDir: string): Promise<boolean> {
  const lock = await fs.readlink(path.join(userDataDir, 'SingletonLock')).catch(() => undefined);
  const pid = Number(/-(\d+)$/.exec(lock ?? '')?.[1]);
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // After a power cut the number may be another program's.
  const arguments_ = await fs.readFile(`/proc/${String(pid)}/cmdline`, 'utf8').catch(() => '');
  return arguments_ === '' || arguments_.includes(userDataDir);
}
