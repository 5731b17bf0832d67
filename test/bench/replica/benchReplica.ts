import * as os from 'node:os';
import { percentile, reportResults, resultFile } from '../../support/results/resultFile.ts';
import { resultsOf } from './bars.ts';
import { measureReplica } from './measure.ts';

export interface BenchOptions {
  readonly records: number;
  /** Of the search bench. */
  readonly patients: number;
  readonly jsonFile: string | undefined;
  /** A CouchDB in the place of the embedded server, with an administrator's credentials. */
  readonly centralUrl?: string | undefined;
}

/** `bench replica`: our replica beside RxDB on Dexie. Gives the exit status 0 met, 1 fell short. */
export async function benchReplica({ records, jsonFile }: BenchOptions): Promise<0 | 1> {
  const startedAtMs = Date.now();
  const busyBefore = os.loadavg()[0]!;
  const measurements = await measureReplica(records, (sentence) => console.log(sentence));
  const { ours, rxdbDexie } = measurements;
  const results = resultsOf(measurements);
  const failures = [ours, rxdbDexie].flatMap((store) =>
    store.records === records
      ? []
      : [{ code: 'recordsMissing', text: `${store.records} of ${records} records were counted` }],
  );
  for (const { name, unit, p50, p95, max, peerP50, ratio, bar, met } of results) {
    const spread = p95 === null ? '' : `, p95 ${p95}, max ${max}`;
    const verdict = bar === null ? '' : `; ${met ? 'met' : 'FELL SHORT'}: ${bar}`;
    const beside = peerP50 === null ? '' : `; peer ${peerP50}, ratio ${ratio}`;
    console.log(`${name}: p50 ${p50} ${unit}${spread}${beside}${verdict}`);
  }
  console.log(
    `Saves of the peer: p95 ${percentile(rxdbDexie.saveMs, 0.95).toFixed(2)} ms. ` +
      `Load average of the machine: ${busyBefore.toFixed(1)} before, ${os.loadavg()[0]!.toFixed(1)} after, on ${os.availableParallelism()} cores.`,
  );
  const file = resultFile({
    command: 'bench replica',
    browser: measurements.browser,
    startedAtMs,
    failures: [
      ...failures,
      ...results
        .filter(({ met }) => met === false)
        .map(({ name, bar, ratio }) => ({
          code: 'barMissed',
          text: `${name}: ${bar}; ratio ${ratio}`,
        })),
    ],
    results,
  });
  return reportResults(file, jsonFile);
}
