import type { WrongClock } from '../sync/ownClock.ts';

/** The time that an entry states, by the clock of the workstation on which it was made. */
export interface StatedTime {
  readonly at: string;
  /** Key of that workstation, where it is told. */
  readonly on?: string | undefined;
}

/** What can be told here of the time and of others' clocks. */
export interface KnownTimes {
  /** Milliseconds since 1970, by the server's clock where that is known, else by this one's. */
  readonly nowMs: number;
  /** Of each workstation whose clock was found wrong, from when to when by that very clock. */
  readonly wrongClocks: ReadonlyMap<string, readonly WrongClock[]>;
}

/**
 * - `ahead`: it lies in the future by so much; when the entry was made nobody can tell;
 * - `wrongClock`: the clock that it was stated by was found to be off by `offsetMs` (the server's
 *   less that one: above zero where it was behind).
 */
export type TimeDoubt =
  | { readonly kind: 'ahead'; readonly byMs: number }
  | { readonly kind: 'wrongClock'; readonly offsetMs: number };

/**
 * From here on a time lies ahead. A clock is called wrong from two minutes (`wrongFromMs`), so up to
 * two nobody was warned where the entry was made, and up to two nobody is warned here while the
 * server's clock isn't known; the estimate of it is sure to a few seconds.
 */
export const aheadFromMs = 5 * 60_000;

/** What is to be doubted in a stated time; it changes nothing of what stands, and nothing is refused for it. */
export function timeDoubt({ at, on }: StatedTime, known: KnownTimes): TimeDoubt | undefined {
  const atMs = Date.parse(at);
  const clock = (on === undefined ? [] : (known.wrongClocks.get(on) ?? [])).find(
    ({ from, to }) =>
      Date.parse(from) <= atMs && (to === undefined || atMs <= Date.parse(to) + slackMs),
  );
  if (clock) return { kind: 'wrongClock', offsetMs: clock.offsetMs };
  const byMs = atMs - known.nowMs;
  return byMs >= aheadFromMs ? { kind: 'ahead', byMs } : undefined;
}

/** A workstation looks at the server's clock about every minute. */
const slackMs = 2 * 60_000;

/**
 * By what entries are put in order where a person reads them: a wrong clock's time as the server
 * would have told it. `Infinity` where nobody can tell: such an entry stands first, with its mark,
 * because it may be the newest. What survives is never decided by it.
 */
export function orderMs(time: StatedTime, known: KnownTimes): number {
  const doubt = timeDoubt(time, known);
  if (doubt?.kind === 'ahead') return Infinity;
  return Date.parse(time.at) + (doubt?.offsetMs ?? 0);
}

/** The newest first, those whose time can't be told before them; of one time, by id. */
export function newestFirst<T extends { readonly id: string }>(
  entries: readonly T[],
  timeOf: (entry: T) => StatedTime,
  known: KnownTimes,
): T[] {
  return entries
    .map((entry) => ({ entry, ms: orderMs(timeOf(entry), known) }))
    .sort((a, b) => (a.ms === b.ms ? (a.entry.id < b.entry.id ? 1 : -1) : b.ms > a.ms ? 1 : -1))
    .map(({ entry }) => entry);
}

/**
 * The newest few. Entries whose time can't be told take nobody's place: as many of them as well.
 */
export function latestFew<T extends { readonly id: string }>(
  entries: readonly T[],
  few: number,
  timeOf: (entry: T) => StatedTime,
  known: KnownTimes,
): T[] {
  const ordered = newestFirst(entries, timeOf, known);
  const ahead = ordered.filter((entry) => orderMs(timeOf(entry), known) === Infinity);
  return [...ahead.slice(0, few), ...ordered.slice(ahead.length, ahead.length + few)];
}

/** The latest whose time can be told; where there is none, whichever there is. */
export function latestToldOf<T extends { readonly id: string }>(
  entries: readonly T[],
  timeOf: (entry: T) => StatedTime,
  known: KnownTimes,
): T | undefined {
  const ordered = newestFirst(entries, timeOf, known);
  return ordered.find((entry) => orderMs(timeOf(entry), known) !== Infinity) ?? ordered[0];
}

/** Nothing is known of any clock: every stated time stands as it is. */
export const allTimesStand: KnownTimes = { nowMs: Infinity, wrongClocks: new Map() };
