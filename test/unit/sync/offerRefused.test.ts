import { describe, expect, test } from 'vitest';
import { offerRefused } from '../../../shared/sync/offerRefused.ts';
import { ordinaryPace } from '../../../shared/sync/pace.ts';
import type { RefusedRecord } from '../../../shared/sync/status.ts';

const { refusedWaitMs, longestWaitMs } = ordinaryPace;

/** Refused records that are told by their ids, and how often they were offered. */
function refusing() {
  let nowMs = 0;
  let refused: RefusedRecord[] = [];
  let offered = 0;
  const offers = offerRefused(
    { refused: () => refused, retryRefused: () => (offered += 1) },
    ordinaryPace,
    () => nowMs,
  );
  return {
    offers,
    offered: () => offered,
    refuse(...ids: string[]) {
      const since = { rev: '1-a', reason: '', at: '2026-11-23T08:00:00.000+07:00' };
      refused = ids.map((id) => ({ id, ...since, retrying: false }));
    },
    /** Goes on in time for as long as was answered, and looks again. */
    wait(ms: number) {
      nowMs += ms;
      return offers.offer();
    },
  };
}

describe('offering again what was refused', () => {
  test('each wait is twice the one before, while it stays refused', () => {
    const { offers, offered, refuse, wait } = refusing();
    refuse('a');
    expect(offers.offer()).toBe(refusedWaitMs);
    expect(wait(refusedWaitMs)).toBe(0);
    expect(offered()).toBe(1);
    expect(wait(0)).toBe(2 * refusedWaitMs);
    expect(wait(2 * refusedWaitMs)).toBe(0);
    refuse('a', 'b');
    expect(wait(0)).toBe(4 * refusedWaitMs);
    expect(offered()).toBe(2);
  });

  test('what is refused after the others were taken waits no longer than a first one, though nobody looked in between', () => {
    const { offers, refuse, wait } = refusing();
    refuse('a');
    offers.offer();
    wait(refusedWaitMs);
    wait(0);
    wait(2 * refusedWaitMs);
    wait(0);
    refuse('b');
    expect(wait(0)).toBe(refusedWaitMs);
    refuse();
    expect(wait(0)).toBe(longestWaitMs);
    refuse('c');
    expect(wait(0)).toBe(refusedWaitMs);
  });
});
