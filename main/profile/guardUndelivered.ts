import type { StoreDamage } from '../../shared/bridge/contract.ts';
import { readStoreDamage } from './storeDamage.ts';
import type { Undelivered } from './undelivered.ts';
import { readUndelivered } from './undelivered.ts';

/** What would take records of this workstation away. The app has no act that restores another state. */
export const guardedActs = ['reset', 'removal', 'update'] as const;
export type GuardedAct = (typeof guardedActs)[number];

export type GuardVerdict =
  | { readonly kind: 'mayGo' }
  /** `entries` are on no server; `since` is when the first of them was told, where that is known. */
  | {
      readonly kind: 'holds';
      readonly entries: number;
      readonly refused: number;
      readonly since: string | undefined;
    }
  /** The browser's store was damaged or emptied, and no administrator has looked at it yet. */
  | { readonly kind: 'storeDamaged' }
  /** Nobody can tell: the pages never said, not since the last unlock, or their note is damaged. */
  | { readonly kind: 'unknown'; readonly why: 'never' | 'uncounted' | 'damaged' };

/**
 * The one rule before everything that could lose entries (invariant 8): only where the workstation
 * said that nothing is undelivered may it go on.
 */
export function guardUndelivered(said: Undelivered | 'never' | 'unknown'): GuardVerdict {
  if (said === 'never') return { kind: 'unknown', why: 'never' };
  if (said === 'unknown') return { kind: 'unknown', why: 'damaged' };
  if (said.uncounted) return { kind: 'unknown', why: 'uncounted' };
  const entries = Math.max(said.hereOnly, said.refused);
  if (entries === 0) return { kind: 'mayGo' };
  return { kind: 'holds', entries, refused: said.refused, since: said.since };
}

/**
 * The rule for a profile's folder, without opening its encrypted replica: what an updater asks
 * before it replaces the app, and an installer's script by the app's own `--undelivered` or `npm run replica -- undelivered`.
 */
export async function guardProfile(folder: string): Promise<GuardVerdict> {
  // A file that can't be read is no word that all is well.
  const damages = await readStoreDamage(folder).catch(() => undefined);
  if (!damages || damages.some(mayHoldEntries)) return { kind: 'storeDamaged' };
  return guardUndelivered(await readUndelivered(folder));
}

/** An emptied store that held nothing undelivered fills itself again. */
function mayHoldEntries({ undelivered }: StoreDamage): boolean {
  return !undelivered?.known || undelivered.entries > 0;
}

const acts: Readonly<Record<GuardedAct, string>> = {
  reset: 'A reset',
  removal: 'Removing this profile',
  update: 'An update',
};

const unknownWhy: Readonly<Record<Extract<GuardVerdict, { kind: 'unknown' }>['why'], string>> = {
  never: 'it has never said so',
  uncounted: 'it was opened and hasn’t counted since',
  damaged: 'its note of it is damaged',
};

/** Why an act is refused, and what to do, in one sentence; undefined where it may go on. */
export function guardSentence(
  verdict: GuardVerdict,
  act: GuardedAct,
  workstation: string,
): string | undefined {
  switch (verdict.kind) {
    case 'mayGo':
      return undefined;
    case 'holds': {
      const since = verdict.since
        ? ` since ${verdict.since.slice(0, 16).replace('T', ' ')} UTC`
        : '';
      const refused = verdict.refused > 0 ? `, ${String(verdict.refused)} of them refused` : '';
      return `${workstation}: ${String(verdict.entries)} entries are on no server${since}${refused}. ${acts[act]} would lose them: connect the workstation until all is sent, or make a rescue file first (npm run rescue -- export, or on its screen).`;
    }
    case 'storeDamaged':
      return `${workstation}: the browser’s store of this workstation was damaged or emptied, and entries may have been in it. ${acts[act]} could lose what is left of them: an administrator looks at its disk and closes the warning on its screen first.`;
    case 'unknown':
      return `${workstation}: it is not known what is undelivered, because ${unknownWhy[verdict.why]}. ${acts[act]} could lose entries: open the workstation once until its sync has begun.`;
  }
}
