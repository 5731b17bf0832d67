import { chromium } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readTrails } from '../../../shared/audit/readTrails.ts';
import { trailView } from '../../../shared/audit/trailView.ts';
import type { WireDocument } from '../../../shared/sync/centralClient.ts';
import { chromiumSwitches, findChromium } from '../../../main/setup/findChromium.mjs';
import { memoryTrailStorage, openTestTrail } from '../../support/audit/memoryTrail.ts';
import { reportResults, resultFile, timesTaken } from '../../support/results/resultFile.ts';
import type { Result } from '../../support/results/resultFile.ts';
import { serveScreens } from '../../support/screens/serveScreens.ts';
import type { BenchOptions } from '../replica/benchReplica.ts';
import { longTrails } from './longTrails.ts';

const entries = 50_000;
const openBarMs = 1000;
/** From here on the browser calls a task long. */
const longTaskMs = 50;

/**
 * `bench trail`: an auditor's trail of 50,000 entries. In a real Chromium: from the sign-in until the
 * first rows stand, and the long tasks of the page while it is scrolled from end to end and filtered.
 * In Node: what reading and verifying all of it costs without a network, and what a list by person, by
 * patient and by time costs; both are the Worker's in the app. Exit status 0 met, 1 fell short.
 */
export async function benchTrail({ jsonFile }: BenchOptions): Promise<0 | 1> {
  const startedAtMs = Date.now();
  const results = [...(await readAndList()), ...(await openAndScroll())];
  for (const { name, p50, max, met, bar } of results) {
    const verdict = bar === null ? '' : `; ${met ? 'met' : 'FELL SHORT'}: ${bar}`;
    console.log(`${name}: ${p50!.toFixed(0)} ms, at most ${max!.toFixed(0)}${verdict}`);
  }
  const failures = results
    .filter(({ met }) => met === false)
    .map(({ name, bar }) => ({ code: 'barMissed', text: `${name}: ${bar!}` }));
  const file = resultFile({
    command: 'bench trail',
    browser: null,
    startedAtMs,
    failures,
    results,
  });
  return reportResults(file, jsonFile);
}

async function readAndList(): Promise<Result[]> {
  const documents = await longTrails(entries, ['noi-1', 'noi-2', 'ngoai-1', 'nhi-1', 'san-1']);
  const { store } = await openTestTrail(memoryTrailStorage());
  const before = performance.now();
  const reading = await readTrails(store, fromMemory(documents));
  const readMs = performance.now() - before;
  if (reading.verification.findings.length > 0) throw new Error('the bench made unsound trails');
  const { part } = trailView(reading);
  const timed = (filter: Parameters<typeof part>[0]) =>
    Array.from({ length: 10 }, (_unused, index) => {
      part({ person: `nobody-${String(index)}` }, 0, 1);
      const started = performance.now();
      part(filter, 0, 100);
      return performance.now() - started;
    });
  return [
    timesTaken('50,000 entries read and verified, in the Worker', [readMs]),
    timesTaken('listed by person, in the Worker', timed({ person: 'dd-mau-3' })),
    timesTaken(
      'listed by patient, in the Worker',
      timed({ patient: '01890000-0000-7000-8000-000000000003' }),
    ),
    timesTaken(
      'listed by time, in the Worker',
      timed({ from: reading.entries[20_000]!.at.slice(0, 10) }),
    ),
  ];
}

/** A server's answers without the server: what they cost is another bench's. */
function fromMemory(documents: readonly WireDocument[]) {
  const byId = new Map(documents.map((document) => [document._id, document]));
  const ids = [...byId.keys()];
  return {
    async changes({ since, limit }: { since: string | number; limit: number }) {
      const from = Number(since);
      const results = ids.slice(from, from + limit).map((id, index) => ({
        seq: from + index + 1,
        id,
        changes: [{ rev: byId.get(id)!._rev }],
      }));
      return { results, last_seq: from + results.length };
    },
    bulkGet: async (wanted: readonly { id: string }[]) => wanted.map(({ id }) => byId.get(id)!),
  };
}

async function openAndScroll(): Promise<Result[]> {
  const screens = await serveScreens();
  const browser = await chromium.launch({
    executablePath: findChromium()!,
    args: chromiumSwitches(),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    await page.goto(`${screens.url}?scene=longTrail&patients=20`);
    await page.getByRole('combobox').fill('cao thi van');
    await page.getByRole('option').nth(1).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('input[type=password]').fill('mau');
    // The first opening of the page takes the server of the bench's own transforming; the second counts.
    const rows = page.locator('[role=row][aria-rowindex]');
    await page.keyboard.press('Enter');
    await rows.first().waitFor({ timeout: 60_000 });
    await page.getByRole('link', { name: 'Cài đặt' }).click();
    await page.getByRole('heading', { name: 'Cài đặt' }).waitFor();
    await watchLongTasks(page);
    const openMs = await page.evaluate(async () => {
      const started = performance.now();
      window.location.hash = '#/';
      while (!document.querySelector('[role=row][aria-rowindex]')) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      return performance.now() - started;
    });
    // What the pictures' own replica makes of 50,000 invented entries is the Worker's in the app.
    await longTasks(page);
    await page.evaluate(async () => {
      const scroller = document.querySelector('[role=rowgroup][tabindex]')!;
      for (let step = 1; step <= 120; step += 1) {
        scroller.scrollTop = (scroller.scrollHeight * step) / 120;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
    const scrolling = await longTasks(page);
    return [
      judged(timesTaken('trail of 50,000, the first rows stand', [openMs]), openBarMs),
      judged(
        timesTaken('longest task while it is scrolled from end to end', [
          Math.max(0, ...scrolling),
        ]),
        longTaskMs,
      ),
    ];
  } finally {
    await browser.close();
    await screens.close();
  }
}

interface Watched {
  longTasks: number[];
}

async function watchLongTasks(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = window as unknown as Watched;
    watched.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
    }).observe({ entryTypes: ['longtask'] });
  });
}

/** Those since the last asking, in milliseconds. */
async function longTasks(page: Page): Promise<number[]> {
  // The observer is told of a task after it has ended.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  return page.evaluate(() => (window as unknown as Watched).longTasks.splice(0));
}

function judged(result: Result, barMs: number): Result {
  return { ...result, bar: `under ${String(barMs)} ms`, met: result.max! < barMs };
}
