import { describe, expect, it } from 'vitest';
import { ownClock } from '../../../shared/sync/ownClock.ts';

const at = (hour: number) => `2026-11-23T${String(hour).padStart(2, '0')}:00:00.000+07:00`;
const hourMs = 3_600_000;

describe('what a workstation tells others of its own clock', () => {
  it('is nothing while it is right or was never measured', () => {
    const clock = ownClock(at(7));
    expect(clock.note(undefined, at(8))).toEqual([]);
    expect(clock.note(90_000, at(9))).toEqual([]);
  });
  it('found wrong at the first look, it was wrong since the start; set right, the time is closed', () => {
    const clock = ownClock(at(7));
    expect(clock.note(hourMs, at(8))).toEqual([{ from: at(7), offsetMs: hourMs }]);
    clock.note(hourMs + 30_000, at(9));
    expect(clock.note(500, at(11))).toEqual([{ from: at(7), to: at(9), offsetMs: hourMs }]);
    expect(clock.note(undefined, at(12))).toHaveLength(1);
  });
  it('set wrong while it ran, it is wrong from then on; set otherwise wrong, that is another time', () => {
    const clock = ownClock(at(7));
    clock.note(0, at(8));
    expect(clock.note(-hourMs, at(9))).toEqual([{ from: at(9), offsetMs: -hourMs }]);
    expect(clock.note(2 * hourMs, at(6))).toEqual([
      { from: at(9), to: at(9), offsetMs: -hourMs },
      { from: at(6), offsetMs: 2 * hourMs },
    ]);
  });
  it('goes on over a restart, by what its own witness told', () => {
    const clock = ownClock(at(10));
    clock.resume([{ from: at(7), offsetMs: hourMs }], at(9));
    expect(clock.note(undefined, at(11))).toEqual([{ from: at(7), offsetMs: hourMs }]);
    expect(clock.note(hourMs, at(12))).toEqual([{ from: at(7), offsetMs: hourMs }]);
    const mended = ownClock(at(10));
    mended.resume([{ from: at(7), offsetMs: hourMs }], at(9));
    expect(mended.note(0, at(11))).toEqual([{ from: at(7), to: at(9), offsetMs: hourMs }]);
  });
  it('tells the last few times', () => {
    const clock = ownClock(at(1));
    for (let hour = 2; hour < 20; hour += 1) clock.note(hour % 2 === 0 ? hourMs : 0, at(hour));
    expect(clock.note(0, at(20))).toHaveLength(4);
  });
});
