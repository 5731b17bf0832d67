import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { settling } from '../../../shared/replica/settling.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const pace = { settleMs: 50, floodFrom: 100, quietMs: 300, longestMs: 2000 };

test('one save is taken in a moment later, and a few that follow it don’t put it off', () => {
  const work = vi.fn();
  const intake = settling(pace, work);
  intake.came(1);
  vi.advanceTimersByTime(40);
  intake.came(2);
  vi.advanceTimersByTime(10);
  expect(work).toHaveBeenCalledTimes(1);
  intake.came(1);
  vi.advanceTimersByTime(50);
  expect(work).toHaveBeenCalledTimes(2);
});

test('a flood is taken in when it pauses, and now and then while it doesn’t', () => {
  const work = vi.fn();
  const intake = settling(pace, work);
  for (let waiting = 100; waiting <= 800; waiting += 100) {
    intake.came(waiting);
    vi.advanceTimersByTime(200);
  }
  expect(work).not.toHaveBeenCalled();
  vi.advanceTimersByTime(100);
  expect(work).toHaveBeenCalledTimes(1);
  for (let ms = 0; ms < 2000; ms += 100) {
    intake.came(500);
    vi.advanceTimersByTime(100);
  }
  expect(work).toHaveBeenCalledTimes(2);
  intake.came(500);
  intake.stop();
  vi.advanceTimersByTime(5000);
  expect(work).toHaveBeenCalledTimes(2);
});
