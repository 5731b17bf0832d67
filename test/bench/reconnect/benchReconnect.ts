import * as os from 'node:os';
import { percentile, reportResults, resultFile } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';
import { conflicts, localChanges, measureReconnect, remoteChanges } from './measureReconnect.ts';

const barMs = 3000;
const deliveredBarMs = 1000;

/**
 * `bench reconnect`: a workstation that was cut off and the hospital beyond it have gone on; the time
 * from the network's return until nothing is left to be done. Gives the exit status 0 met, 1 fell short.
 */
export async function benchReconnect({ jsonFile, centralUrl }: BenchOptions): Promise<0 | 1> {
  const startedAtMs = Date.now();
  const busyBefore = os.loadavg()[0]!;
  const measured = await measureReconnect(centralUrl, (sentence) => console.log(sentence));
  const { quietMs, openConflicts } = measured;
  const slowest = Math.max(...quietMs);
  const name = `quiet after ${localChanges} local and ${remoteChanges} remote changes with ${conflicts} conflicts`;
  const result: Result = {
    name,
    unit: 'ms',
    n: quietMs.length,
    p50: percentile(quietMs, 0.5),
    p95: percentile(quietMs, 0.95),
    max: slowest,
    peer: null,
    peerP50: null,
    ratio: null,
    bar: `p50 under ${barMs} ms`,
    met: percentile(quietMs, 0.5) < barMs,
  };
  const { deliveredMs } = measured;
  const single: Result = {
    name: 'from acknowledged to on the server, one save after another, idle and connected',
    unit: 'ms',
    n: deliveredMs.length,
    p50: percentile(deliveredMs, 0.5),
    p95: percentile(deliveredMs, 0.95),
    max: Math.max(...deliveredMs),
    peer: null,
    peerP50: null,
    ratio: null,
    bar: `max under ${deliveredBarMs} ms`,
    met: Math.max(...deliveredMs) < deliveredBarMs,
  };
  console.log(
    `${single.name}: p50 ${single.p50?.toFixed(0)} ms, max ${single.max?.toFixed(0)}; ${single.met ? 'met' : 'FELL SHORT'}: ${single.bar}`,
  );
  console.log(
    `${name}: p50 ${result.p50?.toFixed(0)} ms, max ${slowest.toFixed(0)}; ${result.met ? 'met' : 'FELL SHORT'}: ${result.bar}`,
  );
  console.log(
    `Load average of the machine: ${busyBefore.toFixed(1)} before, ${os.loadavg()[0]!.toFixed(1)} after, on ${os.availableParallelism()} cores.`,
  );
  const file = resultFile({
    command: 'bench reconnect',
    browser: measured.browser,
    central: measured.central,
    startedAtMs,
    failures: [
      ...(openConflicts > 0
        ? [{ code: 'openConflicts', text: `${openConflicts} conflicts are open on the server` }]
        : []),
      ...[result, single].flatMap((one) =>
        one.met ? [] : [{ code: 'barMissed', text: `${one.name}: ${one.bar}` }],
      ),
    ],
    results: [result, single],
  });
  return reportResults(file, jsonFile);
}
