import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { isFileError } from '../../../main/disk/writeDurably.ts';
import { decompressedValue } from '../levelDb/indexedDbValue.ts';
import { readLogRecords } from '../levelDb/logFile.ts';
import { readTable } from '../levelDb/table.ts';
import { readWriteBatch } from '../levelDb/writeBatch.ts';

/** Bytes of a profile, and how they came to light. */
export interface ProfileBytes {
  readonly file: string;
  readonly as: 'file' | 'log' | 'table' | 'decompressed value';
  readonly bytes: Buffer;
}

export interface ProfileContents {
  readonly parts: readonly ProfileBytes[];
  readonly files: number;
  readonly logRecords: number;
  readonly tables: number;
  readonly compressedBlocks: number;
}

/**
 * Every byte of a browser's profile: each file as it lies there, and beside it what LevelDB keeps
 * in it: log records put together, table blocks decompressed, keys without their prefix
 * compression, and values as they were before Blink compressed them. Throws on a table that it
 * can't read: a search that skipped it would prove nothing.
 */
export async function readProfile(folder: string): Promise<ProfileContents> {
  const parts: ProfileBytes[] = [];
  let logRecords = 0;
  let tables = 0;
  let compressedBlocks = 0;
  const files = (await fs.readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (found) => found.isFile(),
  );
  for (const found of files) {
    const full = path.join(found.parentPath, found.name);
    const file = path.relative(folder, full);
    const bytes = await readOrPlaced(full);
    const add = (as: ProfileBytes['as'], part: Buffer | undefined) => {
      if (part && part.length > 0) parts.push({ file, as, bytes: part });
    };
    add('file', bytes);
    add('decompressed value', decompressedValue(bytes));
    if (!(await isLevelDb(found.parentPath))) continue;
    if (/^\d+\.log$/.test(found.name) || found.name.startsWith('MANIFEST-')) {
      for (const record of readLogRecords(bytes)) {
        logRecords += 1;
        add('log', record);
        if (!found.name.endsWith('.log')) continue;
        for (const entry of readWriteBatch(record)) {
          add('decompressed value', entry.value && decompressedValue(entry.value));
        }
      }
    } else if (/^\d+\.(ldb|sst)$/.test(found.name)) {
      const table = readTable(bytes);
      tables += 1;
      compressedBlocks += table.compressedBlocks;
      for (const { key, value } of table.entries) {
        add('table', key);
        add('table', value);
        add('decompressed value', value && decompressedValue(value));
      }
    }
  }
  return { parts, files: files.length, logRecords, tables, compressedBlocks };
}

/** A file that the workstation was writing durably has its own name by now (`writeDurably.ts`). */
async function readOrPlaced(file: string): Promise<Buffer> {
  try {
    return await fs.readFile(file);
  } catch (error) {
    const placed = /^(.+)\.[0-9a-f]{12}\.new$/.exec(file)?.[1];
    if (placed === undefined || !isFileError(error, 'ENOENT')) throw error;
    return fs.readFile(placed);
  }
}

async function isLevelDb(folder: string): Promise<boolean> {
  return fs.access(path.join(folder, 'CURRENT')).then(
    () => true,
    () => false,
  );
}
