import { describe, expect, it } from 'vitest';
import { resultsOf } from '../../bench/replica/bars.ts';
import type { Measured } from '../../bench/replica/measure.ts';
import { resultFile } from '../../support/results/resultFile.ts';

function measured(change: Partial<Measured> = {}): Measured {
  const ten = Array.from({ length: 20 }, () => 10);
  return {
    fillMs: 1000,
    records: 1000,
    loadMs: ten,
    loadWithoutSnapshotMs: ten,
    saveMs: ten,
    fromATimeOnMs: ten,
    newestMs: ten,
    chartMs: ten,
    countMs: ten,
    heapBytes: 2 ** 20,
    diskBytes: 2 ** 20,
    ...change,
  };
}
const fast = { fromATimeOnMs: [1], newestMs: [1], chartMs: [1], countMs: [1] };
const verdicts = (change: Partial<Measured>) =>
  resultsOf({
    browser: '',
    ours: measured({ ...fast, ...change }),
    rxdbDexie: measured(),
    strictPutMs: [5],
  }).flatMap(({ name, met }) => (met === false ? [name] : []));

describe('the bars of the replica bench', () => {
  it('are met by quick queries and saves that take up to twice the peer', () => {
    expect(verdicts({ saveMs: [20, 20] })).toEqual([]);
  });

  it('are missed by slow saves at p95, and by queries no faster than the peer', () => {
    const mostlyQuick = Array.from({ length: 20 }, (_unused, index) => (index < 18 ? 1 : 21));
    expect(verdicts({ saveMs: mostlyQuick })).toEqual(['save acknowledged']);
    expect(verdicts({ countMs: [10], chartMs: [10] })).toEqual([
      'indexed query: one chart',
      'count',
    ]);
  });

  it('make the result file not ok when one is missed', () => {
    const file = (met: boolean) =>
      resultFile({
        command: 'bench replica',
        browser: null,
        startedAtMs: Date.now(),
        failures: [],
        results: resultsOf({
          browser: '',
          ours: measured(met ? fast : {}),
          rxdbDexie: measured(),
          strictPutMs: [5],
        }),
      });
    expect(file(true).ok).toBe(true);
    expect(file(false).ok).toBe(false);
  });
});
