import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aheadFromMs,
  allTimesStand,
  latestFew,
  latestToldOf,
  newestFirst,
  timeDoubt,
} from '../../../../shared/clinical/statedTime.ts';
import type { KnownTimes, StatedTime } from '../../../../shared/clinical/statedTime.ts';
import { localInstant } from '../../../../shared/records/instant.ts';

const now = '2026-11-23T14:05:00.000+07:00';
const nowMs = Date.parse(now);
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const stated = (ms: number) => localInstant(new Date(nowMs + ms));
const known: KnownTimes = {
  nowMs,
  wrongClocks: new Map([
    ['slow', [{ from: stated(-9 * hourMs), offsetMs: 3 * hourMs }]],
    [
      'was-fast',
      [{ from: stated(100 * hourMs), to: stated(102 * hourMs), offsetMs: -200 * hourMs }],
    ],
  ]),
};
const entry = (id: string, ms: number, on = 'right') => ({ id, at: stated(ms), on });
const timeOf = (one: StatedTime) => one;
const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

describe('a stated time that can’t be right', () => {
  it('lies ahead of the server’s clock by more than clocks that nobody is warned of may differ', () => {
    expect(timeDoubt({ at: now }, known)).toBeUndefined();
    expect(timeDoubt({ at: stated(aheadFromMs - 1000) }, known)).toBeUndefined();
    expect(timeDoubt({ at: stated(aheadFromMs) }, known)).toEqual({
      kind: 'ahead',
      byMs: aheadFromMs,
    });
    // The same moment, stated in another zone.
    expect(timeDoubt({ at: '2026-11-23T08:05:00.000+01:00' }, known)).toBeUndefined();
    expect(timeDoubt({ at: '2026-11-23T14:15:00.000+07:00' }, known)?.kind).toBe('ahead');
  });
  it('comes from a workstation whose clock was found wrong then, and of no other time or place', () => {
    const doubt = (at: string, on: string) => timeDoubt({ at, on }, known);
    expect(doubt(stated(-3 * hourMs), 'slow')).toEqual({
      kind: 'wrongClock',
      offsetMs: 3 * hourMs,
    });
    expect(doubt(stated(-10 * hourMs), 'slow')).toBeUndefined();
    expect(doubt(stated(-3 * hourMs), 'right')).toBeUndefined();
    expect(doubt(stated(101 * hourMs), 'was-fast')?.kind).toBe('wrongClock');
    expect(doubt(stated(-hourMs), 'was-fast')).toBeUndefined();
    expect(timeDoubt({ at: stated(-3 * hourMs) }, known)).toBeUndefined();
  });
});

describe('the order in which entries are read', () => {
  it('puts a wrong clock’s entry where it belongs by the server’s time', () => {
    const entries = [
      entry('old', -5 * hourMs),
      entry('newest, slow clock', -3 * hourMs - minuteMs, 'slow'),
      entry('recent', -hourMs),
    ];
    expect(ids(newestFirst(entries, timeOf, known))).toEqual([
      'newest, slow clock',
      'recent',
      'old',
    ]);
    expect(
      ids(
        newestFirst(
          [entry('fast', 101 * hourMs, 'was-fast'), entry('x', -100 * hourMs)],
          timeOf,
          known,
        ),
      ),
    ).toEqual(['fast', 'x']);
  });
  it('an entry of the future pushes none out of sight, and isn’t hidden either', () => {
    const entries = [
      entry('of 2028', 2 * 365 * 24 * hourMs),
      entry('of 2029', 3 * 365 * 24 * hourMs),
      entry('1', -1 * hourMs),
      entry('2', -2 * hourMs),
      entry('3', -3 * hourMs),
    ];
    expect(ids(latestFew(entries, 2, timeOf, known))).toEqual(['of 2029', 'of 2028', '1', '2']);
    expect(latestToldOf(entries, timeOf, known)?.id).toBe('1');
    expect(latestToldOf(entries.slice(0, 2), timeOf, known)?.id).toBe('of 2029');
  });
  it('loses and invents nothing, whatever is stated', () => {
    const some = fc.array(
      fc.record({
        ms: fc.integer({ min: -400 * hourMs, max: 400 * hourMs }),
        on: fc.constantFrom('right', 'slow', 'was-fast'),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 4 }), (list, few) => {
        const entries = list.map(({ ms, on }, index) => entry(String(index), ms, on));
        const ordered = ids(newestFirst(entries, timeOf, known));
        expect([...ordered].sort()).toEqual(ids(entries).sort());
        expect(ids(newestFirst([...entries].reverse(), timeOf, known))).toEqual(ordered);
        const right = entries.filter((one) => timeDoubt(one, known)?.kind !== 'ahead');
        const shown = ids(latestFew(entries, few, timeOf, known));
        for (const id of ids(newestFirst(right, timeOf, known)).slice(0, few)) {
          expect(shown).toContain(id);
        }
      }),
    );
  });
  it('stands as it is stated where nothing is known of any clock', () => {
    expect(timeDoubt({ at: stated(10_000 * hourMs), on: 'slow' }, allTimesStand)).toBeUndefined();
  });
});
