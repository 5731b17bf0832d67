import { afterEach, describe, expect, test, vi } from 'vitest';
import { batchSizer, firstBatch } from '../../../shared/sync/batchSize.ts';
import { CentralFailure } from '../../../shared/sync/centralFailure.ts';
import { backOffMs, startLoops } from '../../../shared/sync/loops.ts';
import { ordinaryPace } from '../../../shared/sync/pace.ts';
import { onResumed } from '../../../shared/sync/resumed.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import type { FaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { until } from '../../support/until.ts';

const cleanUps: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function workstation(
  options: Parameters<typeof openFaultyStation>[1],
): Promise<FaultyStation> {
  const server = await openTestCentral();
  cleanUps.push(() => server.remove());
  const station = await openFaultyStation(server, options);
  cleanUps.push(() => station.close());
  await until(
    () => station.sync.status().connection.kind,
    (kind) => kind === 'online',
  );
  return station;
}

describe('waits', () => {
  test('double from half a second to half a minute, and never fall under half of that', () => {
    const longest = [1, 2, 3, 4, 5, 6, 7, 8, 50].map((failures) =>
      backOffMs(500, 30_000, failures, () => 1),
    );
    expect(longest).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(backOffMs(500, 30_000, 3, () => 0)).toBe(1000);
  });

  test.each([
    // 0.5, 1, 2, 4 s, and 6 from then on, of which jitter takes half at most.
    { fault: 'unreachable', afterMs: 0, least: 101, most: 203 },
    { fault: 'serverError', afterMs: 0, least: 25, most: 50 },
    // Its rests grow as long as its tries are.
    { fault: 'unreachable', afterMs: 30_000, least: 12, most: 16 },
  ] as const)(
    'ten minutes in which nobody answers are not slept through, while a server that is in trouble or slow is left alone: $fault after $afterMs ms',
    async ({ fault, afterMs, least, most }) => {
      vi.useFakeTimers();
      cleanUps.push(() => void vi.useRealTimers());
      let tries = 0;
      const loops = startLoops(ordinaryPace, () => undefined);
      loops.run(
        async () => {
          tries += 1;
          if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs));
          throw new CentralFailure(fault);
        },
        () => undefined,
      );
      await vi.advanceTimersByTimeAsync(600_000);
      expect(tries).toBeGreaterThanOrEqual(least);
      expect(tries).toBeLessThanOrEqual(most);
      const stopped = loops.stop();
      await vi.advanceTimersByTimeAsync(60_000);
      await stopped;
    },
  );

  test.each(['busySeconds', 'busyDate'] as const)(
    'a server that asks for a second is left alone for it, whatever is saved meanwhile: %s',
    async (fault) => {
      const station = await workstation({});
      const asked: number[] = [];
      station.proxy.onAnswer(({ phase }) => {
        if (phase === 'revsDiff') asked.push(performance.now());
      });
      station.proxy.play(fault, { phase: 'revsDiff' });
      await station.replica.put(aPatient());
      await until(
        () => station.proxy.played(),
        (times) => times === 1,
      );
      const busyAt = performance.now();
      await station.replica.put(aPatient());
      await until(
        () => station.sync.status().hereOnly,
        (left) => left === 0,
      );
      // A date is cut to the second.
      expect(asked[0]! - busyAt).toBeGreaterThan(fault === 'busySeconds' ? 900 : 1);
    },
  );
});

describe('waking', () => {
  test('another network ends a poll and a push that hang on a dead connection', async () => {
    const station = await workstation({ timeoutMs: 60_000, pace: { longPollMs: 60_000 } });
    station.proxy.play('stall', { phase: 'revsDiff' });
    await station.replica.put(aPatient());
    await until(
      () => station.proxy.played(),
      (times) => times === 1,
    );
    expect(station.sync.status().hereOnly).toBe(1);
    station.sync.wake();
    await until(
      () => station.sync.status().hereOnly,
      (left) => left === 0,
    );
    expect(station.sync.status().connection.kind).toBe('online');
  });

  test('a clock that jumped while a timer slept is a machine that resumed', async () => {
    vi.useFakeTimers();
    cleanUps.push(() => void vi.useRealTimers());
    let ahead = 0;
    let resumed = 0;
    const end = onResumed(
      () => (resumed += 1),
      () => Date.now() + ahead,
    );
    await vi.advanceTimersByTimeAsync(60_000);
    expect(resumed).toBe(0);
    ahead = 3_600_000;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(resumed).toBe(1);
    end();
    ahead = 7_200_000;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(resumed).toBe(1);
  });
});

describe('batch size', () => {
  const bounds = {
    first: { records: 100, bytes: 1000 },
    most: { records: 400, bytes: 4000 },
    aimMs: 1000,
  };

  test('grows after quick full batches up to the bound, and not after small ones', () => {
    const sizer = batchSizer(bounds);
    sizer.answered(10, false);
    expect(sizer.size()).toEqual({ records: 100, bytes: 1000 });
    for (let count = 0; count < 5; count += 1) sizer.answered(10, true);
    expect(sizer.size()).toEqual({ records: 400, bytes: 4000 });
  });

  test('shrinks after slow and failed ones, down to one record', () => {
    const sizer = batchSizer(bounds);
    sizer.answered(5000, true);
    expect(sizer.size().records).toBe(50);
    for (let count = 0; count < 20; count += 1) sizer.failed();
    expect(sizer.size().records).toBe(1);
  });

  test('a batch ends at the first bound, and always holds one', () => {
    const sizes = [400, 400, 400];
    const bytesOf = (bytes: number) => bytes;
    expect(firstBatch(sizes, { records: 9, bytes: 1000 }, bytesOf)).toHaveLength(2);
    expect(firstBatch(sizes, { records: 1, bytes: 1000 }, bytesOf)).toHaveLength(1);
    expect(firstBatch(sizes, { records: 9, bytes: 10 }, bytesOf)).toHaveLength(1);
    expect(firstBatch([], { records: 9, bytes: 10 }, bytesOf)).toEqual([]);
  });
});
