import * as os from 'node:os';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import '../../support/replicaPage/pageApi.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';
import { percentile, reportResults, resultFile } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';

const views = 1000;
const barMs = 2;

/**
 * `bench audit`: what the audit trail costs a view of a chart, in a real Chromium: the time that the
 * page is held, which is the cost that somebody could feel, and the time until the entry is sealed,
 * chained and written, which nobody waits for. Gives the exit status 0 met, 1 fell short.
 */
export async function benchAudit({ jsonFile }: BenchOptions): Promise<0 | 1> {
  const startedAtMs = Date.now();
  const built = await buildPage('asShipped');
  const served = await servePage(built.folder);
  const profile = await temporaryFolder('bench-audit');
  try {
    const { page, version, kill } = await startChromium({
      profile: profile.folder,
      url: served.url,
    });
    const timed = await page.evaluate(
      (times) => window.replicaPage.timedViews('audit', times),
      views,
    );
    await kill();
    const results = [
      measured(
        'audit of a chart view, the page is held',
        timed.map(({ heldMs }) => heldMs),
      ),
      measured(
        'audit of a chart view, until written',
        timed.map(({ writtenMs }) => writtenMs),
      ),
    ];
    for (const { name, p50, p95, max, met, bar } of results) {
      console.log(
        `${name}: p50 ${p50!.toFixed(2)} ms, p95 ${p95!.toFixed(2)}, max ${max!.toFixed(1)}; ${met ? 'met' : 'FELL SHORT'}: ${bar!}`,
      );
    }
    console.log(
      `Load average of the machine: ${os.loadavg()[0]!.toFixed(1)} on ${os.availableParallelism()} cores.`,
    );
    const file = resultFile({
      command: 'bench audit',
      browser: version,
      startedAtMs,
      failures: results
        .filter(({ met }) => !met)
        .map(({ name, bar }) => ({ code: 'barMissed', text: `${name}: ${bar!}` })),
      results,
    });
    return reportResults(file, jsonFile);
  } finally {
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

function measured(name: string, ms: readonly number[]): Result {
  const p95 = percentile([...ms], 0.95);
  return {
    name,
    unit: 'ms',
    n: ms.length,
    p50: percentile([...ms], 0.5),
    p95,
    max: Math.max(...ms),
    peer: null,
    peerP50: null,
    ratio: null,
    bar: `p95 under ${barMs} ms`,
    met: p95 < barMs,
  };
}
