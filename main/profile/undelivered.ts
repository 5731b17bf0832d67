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

export async function writeUndelivered(folder: string, undelivered: Undelivered): Promise<void> {
  await writeDurably(path.join(folder, undeliveredName), JSON.stringify(undelivered));
}
