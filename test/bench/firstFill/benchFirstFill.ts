import * as os from 'node:os';
import { reportResults, resultFile } from '../../support/results/resultFile.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';
import { besideCeiling, failuresOf, ratesOf, resultsOf } from './bars.ts';
import { measureFirstFill } from './measureFirstFill.ts';
import type { Run } from './measureFirstFill.ts';

/**
 * `bench first-fill`: an empty workstation is filled by ours (encrypted), by PouchDB's replicate and
 * by RxDB's replicateCouchDB into Dexie (in clear). Gives the exit status 0 met, 1 fell short.
 */
export async function benchFirstFill(options: BenchOptions): Promise<0 | 1> {
  const { records, jsonFile, centralUrl } = options;
  const startedAtMs = Date.now();
  const busyBefore = os.loadavg()[0]!;
  const measured = await measureFirstFill(records, centralUrl, (text) => console.log(text));
  const results = resultsOf(measured, records);
  for (const { name, unit, p50, max, peer, peerP50, ratio, bar, met } of results) {
    const beside = peer === null ? '' : `; ${peer} ${peerP50}, ratio ${ratio}`;
    const verdict = bar === null ? '' : `; ${met ? 'met' : 'FELL SHORT'}: ${bar}`;
    console.log(`${name}: ${p50} ${unit}, max ${max}${beside}${verdict}`);
  }
  console.log(besideCeiling(ratesOf(measured.runs, records).ours));
  console.log(
    `Load average of the machine: ${busyBefore.toFixed(1)} before, ${os.loadavg()[0]!.toFixed(1)} after, on ${os.availableParallelism()} cores.`,
  );
  const file = resultFile({
    command: 'bench first-fill',
    browser: measured.browser,
    central: measured.central,
    startedAtMs,
    failures: [
      ...failuresOf(measured),
      ...results
        .filter(({ met }) => met === false)
        .map(({ name, bar, peer, ratio, max }) => ({
          code: 'barMissed',
          text: `${name}${peer === null ? '' : ` beside ${peer}`}: ${bar}; ${ratio === null ? `max ${max}` : `ratio ${ratio}`}`,
        })),
    ],
    results,
  });
  const rates = ratesOf(measured.runs, records);
  const more = {
    records,
    bytes: measured.bytes,
    runs: [...measured.scouted, ...measured.runs].map((run) => described(run, records)),
    ratios: { pouchdb: rates.ours / rates.pouchdb, rxdbDexie: rates.ours / rates.rxdbDexie },
  };
  return reportResults({ ...file, ...more }, jsonFile);
}

function described(run: Run, records: number): object {
  const { variant, batchSize, seconds, secondsToBoard, longTasksMs, heapBytes, stored } = run;
  return {
    variant,
    batchSize: batchSize || null,
    encrypted: variant === 'ours',
    durability: variant === 'ours' ? 'relaxed packs, then strict' : 'browser default',
    seconds,
    recordsPerSecond: records / seconds,
    secondsToBoard,
    requests: run.requests,
    longTasks: { count: longTasksMs.length, maxMs: Math.max(0, ...longTasksMs) },
    heapMiB: heapBytes / 1024 / 1024,
    stored: stored.records,
    leaves: stored.leaves,
    digest: stored.digest,
    secondsToRows: stored.secondsToRows ?? null,
  };
}
