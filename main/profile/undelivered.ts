import * as path from 'node:path';
import * as z from 'zod';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';

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

/** Notes what the pages say. The moment since when stays as long as anything is undelivered. */
export async function writeUndelivered(
  folder: string,
  { hereOnly, refused, at }: Omit<Undelivered, 'since'>,
): Promise<void> {
  const before = await readUndelivered(folder);
  const since = (typeof before === 'object' ? before.since : undefined) ?? at;
  const note = { hereOnly, refused, at, ...(hereOnly + refused > 0 ? { since } : {}) };
  await writeDurably(path.join(folder, undeliveredName), JSON.stringify(note));
}
