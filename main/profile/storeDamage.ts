import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import * as z from 'zod';
import { storeDamageSchema } from '../../shared/bridge/contract.ts';
import type { StoreDamage } from '../../shared/bridge/contract.ts';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';
import type { Undelivered } from './undelivered.ts';

const storeDamageName = 'store-damage.json';

/** What befell the browser's own store of this workstation, the oldest first. */
const fileSchema = z.strictObject({
  format: z.literal('bedside-store-damage'),
  damages: z.array(
    z.strictObject({
      ...storeDamageSchema.shape,
      /** An administrator has looked at it. */
      closed: z.strictObject({ at: z.iso.datetime(), by: z.string() }).optional(),
    }),
  ),
});
type Kept = z.infer<typeof fileSchema>['damages'][number];

/** What nobody has closed. Rejects with the file system's error. */
export async function readStoreDamage(folder: string): Promise<StoreDamage[]> {
  return (await readAll(folder))
    .filter(({ closed }) => closed === undefined)
    .map(({ at, kind, kept, undelivered }) => ({
      at,
      kind,
      kept,
      ...(undelivered === undefined ? {} : { undelivered }),
    }));
}

/** Copies that were made before the browser saw a damaged store; those that are known stay as noted. */
export async function noteDamagedStore(folder: string, kept: readonly string[]): Promise<void> {
  const before = await readAll(folder);
  const known = new Set(before.flatMap((damage) => damage.kept));
  const fresh = kept.filter((copy) => !known.has(copy));
  if (fresh.length === 0) return;
  await write(folder, [...before, { at: new Date().toISOString(), kind: 'damaged', kept: fresh }]);
}

/**
 * A replica begins anew. Where the pages have once said what is undelivered, there was one before it,
 * and the browser has lost it or is another one: what they said last is kept, for the new one will
 * say zero. To be called before anything is written into the new one; twice notes it once.
 * @param said what they said before somebody unlocked
 */
export async function noteNewReplica(
  folder: string,
  said: Undelivered | 'never' | 'unknown',
): Promise<void> {
  if (said === 'never') return;
  const all = await readAll(folder);
  const undelivered =
    said === 'unknown' || said.uncounted
      ? { known: false as const }
      : { known: true as const, entries: Math.max(said.hereOnly, said.refused), at: said.at };
  if (isTold(all.at(-1), said)) return;
  // Of a damaged store whose rest is gone too, the copies are what is left.
  const isTakenOver = (damage: Kept) => damage.kind === 'damaged' && !damage.closed;
  const kept = all.filter(isTakenOver).flatMap((damage) => damage.kept);
  const before = all.filter((damage) => !isTakenOver(damage));
  const at = new Date().toISOString();
  await write(folder, [...before, { at, kind: 'emptied', kept, undelivered }]);
}

/** It was noted before, and the process ended before anything was written into the new replica. */
function isTold(last: Kept | undefined, said: Undelivered | 'unknown'): boolean {
  if (last?.kind !== 'emptied' || last.closed) return false;
  // Whoever unlocked since took a zero back, and told nothing new.
  if (last.undelivered?.known) return said !== 'unknown' && said.at === last.undelivered.at;
  return said === 'unknown' || said.uncounted === true;
}

/** Somebody who may has looked at what was noted then. */
export async function closeStoreDamage(folder: string, at: string, by: string): Promise<void> {
  const before = await readAll(folder);
  const closed = { at: new Date().toISOString(), by };
  await write(
    folder,
    before.map((damage) => (damage.at === at && !damage.closed ? { ...damage, closed } : damage)),
  );
}

/** A file that can't be read tells of a damage all the same, and of no more. */
async function readAll(folder: string): Promise<readonly Kept[]> {
  const file = path.join(folder, storeDamageName);
  const text = await readIfThere(file);
  if (text === undefined) return [];
  try {
    return fileSchema.parse(JSON.parse(text)).damages;
  } catch {
    const { mtime } = await fs.stat(file);
    return [{ at: mtime.toISOString(), kind: 'damaged', kept: [] }];
  }
}

async function write(folder: string, damages: readonly Kept[]): Promise<void> {
  const file = { format: 'bedside-store-damage', damages };
  await writeDurably(path.join(folder, storeDamageName), JSON.stringify(file));
}
