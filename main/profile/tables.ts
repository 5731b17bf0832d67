import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { noTables, referenceTablesSchema } from '../../shared/identity/referenceTables.ts';
import type { ReferenceTables } from '../../shared/identity/referenceTables.ts';
import { demonstrationCommunes } from '../../shared/synthetic/communes.ts';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

const fileOf = (folder: string) => path.join(folder, 'tables.json');

/**
 * The state's lists as they were loaded into a profile. A damaged file counts as none: words are
 * kept as they are typed then, and nobody is kept from working. A demonstration has invented ones.
 */
export async function readTables(folder: string, demonstration: boolean): Promise<ReferenceTables> {
  const fallback: ReferenceTables = demonstration
    ? { communes: { version: 'invented', rows: [...demonstrationCommunes] } }
    : noTables;
  const text = await readIfThere(fileOf(folder));
  if (text === undefined) return fallback;
  try {
    return { ...fallback, ...referenceTablesSchema.parse(JSON.parse(text)) };
  } catch {
    return fallback;
  }
}

/** Puts lists in the place of those that stand; the others stay. */
export async function writeTables(folder: string, tables: ReferenceTables): Promise<void> {
  await fs.access(folder);
  const standing = await readTables(folder, false);
  await writeDurably(fileOf(folder), JSON.stringify({ ...standing, ...tables }));
}
