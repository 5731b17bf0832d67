import * as z from 'zod';

/**
 * From here on a clock is called wrong. Estimates are sure to a few seconds, and a PC that nobody
 * sets drifts by a second or two a day; what is shown is cut to the minute, so two minutes is the
 * first difference that puts two people's entries in another order on a screen.
 */
export const wrongFromMs = 2 * 60_000;

const instant = z.iso.datetime({ offset: true });

/** A time in which a workstation's clock was found wrong; its instants are by that clock. */
export const wrongClockSchema = z.object({
  from: instant,
  /** The last time that it was found so; left out while it is. */
  to: instant.optional(),
  /** The server's clock less this one, in ms. */
  offsetMs: z.number(),
});
export type WrongClock = Readonly<z.infer<typeof wrongClockSchema>>;

/** So many of the last ones are told to others. */
const keptPeriods = 4;

/** Follows this workstation's own clock, for its witness: others mark what was stated by a wrong one. */
export interface OwnClock {
  /** What its witness told before the start, and when. */
  resume(periods: readonly WrongClock[], toldAt: string): void;
  /** Notes how far the clock is off now, where that is known, and answers all that was found. */
  note(offsetMs: number | undefined, now: string): readonly WrongClock[];
}

/** @param openedAt the local instant of the start: a clock that is wrong at first was wrong from then on */
export function ownClock(openedAt: string): OwnClock {
  let periods: readonly WrongClock[] = [];
  let lastWrongAt: string | undefined;
  let measured = false;
  return {
    resume(before, toldAt) {
      if (measured || periods.length > 0) return;
      periods = before;
      lastWrongAt = toldAt;
    },
    note(offsetMs, now) {
      if (offsetMs === undefined) return periods;
      const last = periods.at(-1);
      const open = last?.to === undefined ? last : undefined;
      const wrong = Math.abs(offsetMs) >= wrongFromMs;
      const goesOn = wrong && open && Math.abs(open.offsetMs - offsetMs) < wrongFromMs;
      if (open && !goesOn) {
        periods = [...periods.slice(0, -1), { ...open, to: lastWrongAt ?? open.from }];
      }
      if (wrong && !goesOn) {
        const fromStart = !measured && Date.parse(openedAt) <= Date.parse(now);
        periods = [...periods, { from: fromStart ? openedAt : now, offsetMs }].slice(-keptPeriods);
      }
      if (wrong) lastWrongAt = now;
      measured = true;
      return periods;
    },
  };
}
