import * as os from 'node:os';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import '../../support/replicaPage/pageApi.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';
import { reportResults, resultFile, timesTaken } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';

const views = 500;
const barMs = 2;

/**
 * `bench audit`: what the audit trail costs a view of a chart, in a real Chromium. The bar is on what
 * whoever opens the chart could feel: how long the page is held (p95), and by how much later the
 * chart's records are here than without an entry, for its sealing and writing share the Worker with
 * the chart's own queries (the middle of the pairs; single pairs differ by more than the bar whatever
 * is told, which the row without an entry shows). The time until the entry is written is a figure
 * without a bar: the chart never waits for it, and what must be on disk first (a print, an export, an
 * emergency opening) waits by being strict, not by being quick. Gives the exit status 0 met, 1 fell
 * short.
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
    const held = timed.map(({ heldMs }) => heldMs);
    const later = timed.map(({ shownMs, shownUntoldMs }) => shownMs - shownUntoldMs);
    const results = [
      judged(timesTaken('audit of a chart view, the page is held', held), 'p95'),
      judged(timesTaken('audit of a chart view, its records are here later', later), 'p50'),
      timesTaken(
        'a chart’s records are here, with an entry',
        timed.map(({ shownMs }) => shownMs),
      ),
      timesTaken(
        'a chart’s records are here, without one',
        timed.map(({ shownUntoldMs }) => shownUntoldMs),
      ),
      timesTaken(
        'audit of a chart view, until written (the chart never waits for it)',
        timed.map(({ writtenMs }) => writtenMs),
      ),
    ];
    for (const { name, p50, p95, max, met, bar } of results) {
      // The issue says under 2 ms of a chart view: each row says how it stands to that.
      const beside = p95! < barMs ? 'under' : 'over';
      const verdict =
        bar === null
          ? `; no bar (p95 ${beside} ${barMs} ms)`
          : `; ${met ? 'met' : 'FELL SHORT'}: ${bar}`;
      console.log(
        `${name}: p50 ${p50!.toFixed(2)} ms, p95 ${p95!.toFixed(2)}, max ${max!.toFixed(1)}${verdict}`,
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
        .filter(({ met }) => met === false)
        .map(({ name, bar }) => ({ code: 'barMissed', text: `${name}: ${bar!}` })),
      results,
    });
    return reportResults(file, jsonFile);
  } finally {
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

function judged(result: Result, by: 'p50' | 'p95'): Result {
  return { ...result, bar: `${by} under ${barMs} ms`, met: result[by]! < barMs };
}
