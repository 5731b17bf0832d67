import type { BrowserContext, Page } from '@playwright/test';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';
import type { StoreName } from './page/benchApi.ts';

/** What was measured of one store: milliseconds, bytes, counts. */
export interface Measured {
  fillMs: number;
  records: number;
  loadMs: number[];
  /** Ours only: a load that finds no packed snapshot. */
  loadWithoutSnapshotMs: number[];
  saveMs: number[];
  fromATimeOnMs: number[];
  newestMs: number[];
  chartMs: number[];
  countMs: number[];
  heapBytes: number;
  diskBytes: number;
}

export interface Measurements {
  readonly browser: string;
  readonly ours: Measured;
  readonly rxdbDexie: Measured;
  /** A bare IndexedDB transaction with strict durability: what the disk takes of each save of ours. */
  readonly strictPutMs: readonly number[];
}

const stores: readonly StoreName[] = ['ours', 'rxdbDexie'];
const replicaName = 'bench';
const loads = 3;
/** Short rounds: what disturbs the machine for a second disturbs both stores. */
const rounds = 30;
const perRound = { saves: 10, queries: 4, charts: 4, counts: 2 };

/** A page in the background runs as fast as one in front; memory is measured without a wait. */
const switches = [
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--enable-blink-features=ForceEagerMeasureMemory',
];

/**
 * Measures both stores in one run of one Chromium, on an origin each, in turn: what disturbs the
 * machine for a while disturbs both.
 */
export async function measureReplica(
  records: number,
  say: (sentence: string) => void,
): Promise<Measurements> {
  const built = await buildPage('asShipped', path.join(import.meta.dirname, 'page'));
  const served = { ours: await servePage(built.folder), rxdbDexie: await servePage(built.folder) };
  const profile = await temporaryFolder('bench-replica');
  const chromium = await startChromium({ profile: profile.folder, url: 'about:blank', switches });
  const context = chromium.browser.contexts()[0]!;
  const measured = { ours: nothingYet(), rxdbDexie: nothingYet() };
  const floorMs: number[] = [];
  const onPage = <T>(store: StoreName, act: (page: Page) => Promise<T>) =>
    withPage(context, served[store].url, act);
  try {
    for (const store of stores) {
      say(`Filling ${nameOf(store)} with ${records} records.`);
      await onPage(store, (page) => fill(page, store, records, measured[store]));
      measured[store].diskBytes = await originBytes(profile.folder, served[store].port);
    }
    for (let load = 0; load < loads; load += 1) {
      for (const store of inTurn(load)) {
        await onPage(store, async (page) => {
          measured[store].loadMs.push(await openOn(page, store));
          if (load === 0) measured[store].heapBytes = await page.evaluate(() => bench.heapBytes());
          await page.evaluate(() => bench.close());
        });
      }
    }
    const pages = {
      ours: await newPage(context, served.ours.url),
      rxdbDexie: await newPage(context, served.rxdbDexie.url),
    };
    for (const store of stores) await openOn(pages[store], store);
    for (let round = -1; round < rounds; round += 1) {
      // The first round warms up.
      for (const store of inTurn(round + 1)) {
        const into = round < 0 ? nothingYet() : measured[store];
        await oneRound(pages[store], into);
      }
      if (round >= 0) floorMs.push(...(await strictPuts(pages.ours)));
      if (round % 10 === 9) say(`Round ${round + 1} of ${rounds} is done.`);
    }
    await pages.ours.evaluate(() => bench.close());
    say('Loading without the packed snapshot.');
    for (let load = 0; load < (records > 50_000 ? 1 : loads); load += 1) {
      await onPage('ours', async (page) => {
        await page.evaluate((name) => bench.dropSnapshot(name), replicaName);
        measured.ours.loadWithoutSnapshotMs.push(await openOn(page, 'ours'));
        await page.evaluate(() => bench.close());
      });
    }
    return { browser: chromium.version, ...measured, strictPutMs: floorMs };
  } finally {
    await chromium.kill();
    await Promise.all(stores.map((store) => served[store].close()));
    await Promise.all([built.remove(), profile.remove()]);
  }
}

function openOn(page: Page, store: StoreName): Promise<number> {
  return page.evaluate(({ name, which }) => bench.open(which, name), {
    name: replicaName,
    which: store,
  });
}

async function fill(page: Page, store: StoreName, records: number, into: Measured): Promise<void> {
  await openOn(page, store);
  into.fillMs = await page.evaluate((count) => bench.fill(count), records);
  if (store === 'ours') await page.evaluate((name) => bench.snapshotWritten(name), replicaName);
  into.records = await page.evaluate(() => bench.records());
  await page.evaluate(() => bench.close());
}

async function oneRound(page: Page, into: Measured): Promise<void> {
  await page.bringToFront();
  into.saveMs.push(...(await page.evaluate((count) => bench.saves(count), perRound.saves)));
  into.fromATimeOnMs.push(
    ...(await page.evaluate((count) => bench.fromATimeOn(count), perRound.queries)),
  );
  into.newestMs.push(
    ...(await page.evaluate((count) => bench.newestOfKind(count), perRound.queries)),
  );
  into.chartMs.push(...(await page.evaluate((count) => bench.charts(count), perRound.charts)));
  into.countMs.push(...(await page.evaluate((count) => bench.counts(count), perRound.counts)));
}

function strictPuts(page: Page): Promise<readonly number[]> {
  return page.evaluate((count) => bench.strictPuts(count), perRound.saves);
}

async function newPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

async function withPage<T>(
  context: BrowserContext,
  url: string,
  act: (page: Page) => Promise<T>,
): Promise<T> {
  const page = await newPage(context, url);
  try {
    return await act(page);
  } finally {
    await page.close();
  }
}

/** Who comes first changes from turn to turn. */
function inTurn(turn: number): readonly StoreName[] {
  return turn % 2 === 0 ? stores : [...stores].reverse();
}

/** Bytes of an origin's IndexedDB: LevelDB's files and the blobs beside them. */
async function originBytes(profile: string, port: number): Promise<number> {
  const files = await fs.readdir(profile, { recursive: true, withFileTypes: true });
  const mark = `_${port}.indexeddb.`;
  let bytes = 0;
  for (const file of files) {
    if (!file.isFile() || !file.parentPath.includes(mark)) continue;
    // LevelDB compacts in the background: what is gone meanwhile has another file in its place.
    const size = fs.stat(path.join(file.parentPath, file.name)).then((found) => found.size);
    bytes += await size.catch(() => 0);
  }
  return bytes;
}

export function nameOf(store: StoreName): string {
  return store === 'ours' ? 'our replica' : 'RxDB on Dexie';
}

function nothingYet(): Measured {
  return {
    fillMs: 0,
    records: 0,
    loadMs: [],
    loadWithoutSnapshotMs: [],
    saveMs: [],
    fromATimeOnMs: [],
    newestMs: [],
    chartMs: [],
    countMs: [],
    heapBytes: 0,
    diskBytes: 0,
  };
}
