import * as os from 'node:os';
import { percentile, reportResults, resultFile } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';
import { measureSearch } from './measureSearch.ts';
import type { PeerMeasured, SearchMeasured } from './measureSearch.ts';

/** Bars of the search, in milliseconds. */
const bars = { engineP95: 10, paintedP95: 25, load: 1000, matcherP95: 25 };

/**
 * `bench search`: what a keystroke takes over so many patients, beside MiniSearch used naively and a
 * scan in Dexie. Gives the exit status 0 met, 1 fell short.
 */
export async function benchSearch({ patients, jsonFile }: BenchOptions): Promise<0 | 1> {
  const startedAtMs = Date.now();
  const busyBefore = os.loadavg()[0]!;
  const measured = await measureSearch(patients, (sentence) => console.log(sentence));
  const results = resultsOf(measured);
  for (const { name, unit, n, p50, p95, max, peer, peerP50, ratio, bar, met } of results) {
    const spread = p95 === null ? '' : `, p95 ${p95}, max ${max} (${n})`;
    const beside = peer === null ? '' : `; ${peer} ${peerP50}, ratio ${ratio}`;
    const verdict = bar === null ? '' : `; ${met ? 'met' : 'FELL SHORT'}: ${bar}`;
    console.log(`${name}: ${p50} ${unit}${spread}${beside}${verdict}`);
  }
  console.log(
    `Load average of the machine: ${busyBefore.toFixed(1)} before, ${os.loadavg()[0]!.toFixed(1)} after, on ${os.availableParallelism()} cores.`,
  );
  const file = resultFile({
    command: 'bench search',
    browser: measured.browser,
    startedAtMs,
    failures: results
      .filter(({ met }) => met === false)
      .map(({ name, bar, p95, max }) => ({
        code: 'barMissed',
        text: `${name}: ${bar}; p95 ${p95}, max ${max}`,
      })),
    results,
  });
  const more = { patients };
  return reportResults({ ...file, ...more }, jsonFile);
}

function resultsOf({ ours, matcher, miniSearch, dexie }: SearchMeasured): Result[] {
  // They answer on the page, as they are commonly used: their work stands in the way of its frames.
  const peers = [
    ['minisearch on the page', miniSearch],
    ['dexie-scan on the page', dexie],
  ] as const;
  const engine = (one: PeerMeasured) => one.keystrokes.map(({ engineMs }) => engineMs);
  const painted = (one: PeerMeasured) => one.keystrokes.map(({ paintedMs }) => paintedMs);
  return [
    ...peers.flatMap(([peer, theirs]) => [
      durations(
        'keystroke, ours in the Worker',
        engine(ours),
        peer,
        engine(theirs),
        bars.engineP95,
      ),
      durations(
        'keystroke to the painted find panel',
        painted(ours),
        peer,
        painted(theirs),
        bars.paintedP95,
      ),
    ]),
    {
      ...durations('index load', ours.loadMs, null, [], undefined),
      bar: `at most ${bars.load} ms`,
      met: Math.max(...ours.loadMs) <= bars.load,
    },
    durations(
      'matcher, a key in the registration form',
      matcher.keystrokes.map(({ engineMs }) => engineMs),
      null,
      [],
      bars.matcherP95,
    ),
    single('matcher, everybody compared', 'ms', matcher.compareAllMs, null, null),
    single('matcher, memory', 'MiB', mebibytes(matcher.heapBytes), null, null),
    ...peers.flatMap(([peer, theirs]) => [
      single('build', 'ms', ours.buildMs, peer, theirs.buildMs),
      single('memory', 'MiB', mebibytes(ours.heapBytes), peer, mebibytes(theirs.heapBytes)),
    ]),
    single('columns', 'MiB', mebibytes(ours.columnBytes), null, null),
    single('disk', 'MiB', mebibytes(ours.diskBytes), null, null),
  ];
}

function durations(
  name: string,
  ours: readonly number[],
  peer: string | null,
  theirs: readonly number[],
  barP95: number | undefined,
): Result {
  const p95 = percentile(ours, 0.95);
  return {
    name,
    unit: 'ms',
    n: ours.length,
    p50: rounded(percentile(ours, 0.5)),
    p95: rounded(p95),
    max: rounded(Math.max(...ours)),
    peer,
    peerP50: peer === null ? null : rounded(percentile(theirs, 0.5)),
    ratio: peer === null ? null : rounded(percentile(ours, 0.5) / percentile(theirs, 0.5)),
    bar: barP95 === undefined ? null : `p95 under ${barP95} ms`,
    met: barP95 === undefined ? null : p95 < barP95,
  };
}

function single(
  name: string,
  unit: string,
  ours: number,
  peer: string | null,
  theirs: number | null,
): Result {
  return {
    name,
    unit,
    n: 1,
    p50: rounded(ours),
    p95: null,
    max: null,
    peer,
    peerP50: theirs === null ? null : rounded(theirs),
    ratio: theirs === null ? null : rounded(ours / theirs),
    bar: null,
    met: null,
  };
}

const mebibytes = (bytes: number) => bytes / 1024 / 1024;
const rounded = (value: number) => Math.round(value * 1000) / 1000;
