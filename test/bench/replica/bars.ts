import { percentile } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import type { Measured, Measurements } from './measure.ts';

const peer = 'rxdb-dexie';

/** The figures of a run, ours beside the peer's, and whether each bar is met. */
export function resultsOf({ ours, rxdbDexie, strictPutMs }: Measurements): Result[] {
  return [
    durations('save acknowledged', ours.saveMs, rxdbDexie.saveMs, 0.95, {
      text: 'p95 at most 2 times the peer',
      met: (ratio) => ratio <= 2,
    }),
    // Where the time of a save goes: what is above this is ours, what is below is the disk's.
    {
      ...durations('a bare strict transaction', strictPutMs, rxdbDexie.saveMs, 0.95),
      peer: null,
      peerP50: null,
      ratio: null,
    },
    durations(
      'indexed query: 50 of a kind from a time on',
      ours.fromATimeOnMs,
      rxdbDexie.fromATimeOnMs,
      0.5,
      faster,
    ),
    durations('indexed query: 50 newest of a kind', ours.newestMs, rxdbDexie.newestMs, 0.5, faster),
    durations('indexed query: one chart', ours.chartMs, rxdbDexie.chartMs, 0.5, faster),
    durations('count', ours.countMs, rxdbDexie.countMs, 0.5, faster),
    durations('load', ours.loadMs, rxdbDexie.loadMs, 0.5),
    durations('load without snapshot', ours.loadWithoutSnapshotMs, rxdbDexie.loadMs, 0.5),
    single('fill', 'records/s', perSecond(ours), perSecond(rxdbDexie)),
    single('heap after load', 'MiB', mebibytes(ours.heapBytes), mebibytes(rxdbDexie.heapBytes)),
    single('disk', 'MiB', mebibytes(ours.diskBytes), mebibytes(rxdbDexie.diskBytes)),
  ];
}

interface Bar {
  readonly text: string;
  met(ratio: number): boolean;
}

const faster: Bar = { text: 'p50 faster than the peer', met: (ratio) => ratio < 1 };

/** @param share which percentile the ratio compares */
function durations(
  name: string,
  ours: readonly number[],
  theirs: readonly number[],
  share: number,
  bar?: Bar,
): Result {
  const ratio = percentile(ours, share) / percentile(theirs, share);
  return {
    name,
    unit: 'ms',
    n: ours.length,
    p50: rounded(percentile(ours, 0.5)),
    p95: rounded(percentile(ours, 0.95)),
    max: rounded(Math.max(...ours)),
    peer,
    peerP50: rounded(percentile(theirs, 0.5)),
    ratio: rounded(ratio),
    bar: bar?.text ?? null,
    met: bar ? bar.met(ratio) : null,
  };
}

function single(name: string, unit: string, ours: number, theirs: number): Result {
  return {
    name,
    unit,
    n: 1,
    p50: rounded(ours),
    p95: null,
    max: null,
    peer,
    peerP50: rounded(theirs),
    ratio: rounded(ours / theirs),
    bar: null,
    met: null,
  };
}

const perSecond = ({ records, fillMs }: Measured) => (records * 1000) / fillMs;
const mebibytes = (bytes: number) => bytes / 1024 / 1024;
const rounded = (value: number) => Math.round(value * 1000) / 1000;
