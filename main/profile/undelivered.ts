import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import { isFileError, readIfThere, writeDurably } from '../disk/writeDurably.ts';

const undeliveredName = 'undelivered.json';

/**
 * What the pages last said of the records that no server has: the replica is encrypted in the
 * browser's storage, so nobody else can count them.
 */
const undeliveredSchema = z.strictObject({
  hereOnly: z.int().min(0),
  refused: z.int().min(0),
  /** When the pages said so. */
  at: z.iso.datetime(),
  /** Since when something has been undelivered without a break; left out while nothing is. */
  since: z.iso.datetime().optional(),
  /** Somebody unlocked the workstation over a zero, and the pages haven't counted since. */
  uncounted: z.literal(true).optional(),
});
export type Undelivered = z.infer<typeof undeliveredSchema>;

/** `never` when no page has reported yet, `unknown` when the file is damaged. */
export async function readUndelivered(folder: string): Promise<Undelivered | 'never' | 'unknown'> {
  const text = await readIfThere(path.join(folder, undeliveredName));
  if (text === undefined) return 'never';
  try {
    return undeliveredSchema.parse(JSON.parse(text));
  } catch {
    return 'unknown';
  }
}

/**
 * Notes what the pages say. The moment since when stays as long as anything is undelivered. Where the
 * disk takes no note of something, a zero that stands there is spoilt: it is no longer so. Rejects
 * then all the same.
 * @param write makes a file's text durable
 */
export async function writeUndelivered(
  folder: string,
  { hereOnly, refused, at }: Pick<Undelivered, 'hereOnly' | 'refused' | 'at'>,
  write: typeof writeDurably = writeDurably,
): Promise<void> {
  const before = await readUndelivered(folder);
  const since = (typeof before === 'object' ? before.since : undefined) ?? at;
  const something = hereOnly + refused > 0;
  const note = { hereOnly, refused, at, ...(something ? { since } : {}) };
  try {
    await write(path.join(folder, undeliveredName), JSON.stringify(note));
  } catch (error) {
    if (something && saysZero(before)) await spoil(folder);
    throw error;
  }
}

/**
 * Before anybody has keys to write with: a zero isn't known any more until the pages have counted. So
 * a save stands over no zero, whatever becomes of its own note. Nobody is kept from a patient by it:
 * where the folder takes nothing at all, this gives up.
 * @param write makes a file's text durable
 */
export async function withdrawZero(
  folder: string,
  write: typeof writeDurably = writeDurably,
): Promise<void> {
  const before = await readUndelivered(folder);
  if (!saysZero(before)) return;
  const note: Undelivered = { ...before, uncounted: true };
  try {
    await write(path.join(folder, undeliveredName), JSON.stringify(note));
  } catch {
    await spoil(folder).catch(() => undefined);
  }
}

function saysZero(said: Undelivered | 'never' | 'unknown'): said is Undelivered {
  return typeof said === 'object' && !said.uncounted && said.hereOnly + said.refused === 0;
}

/** Leaves a note that can't be read, which counts as holding: a disk that is full can do that still. */
async function spoil(folder: string): Promise<void> {
  try {
    const handle = await fs.open(path.join(folder, undeliveredName), 'r+');
    try {
      await handle.truncate(0);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) throw error;
  }
}
