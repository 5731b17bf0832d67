import type { Page } from '@playwright/test';
import * as path from 'node:path';
import { startChromium } from '../../support/chromium/startChromium.ts';
import { temporaryFolder } from '../../support/chromium/temporaryFolder.ts';
import { buildPage } from '../../support/replicaPage/buildPage.ts';
import { servePage } from '../../support/replicaPage/servePage.ts';
import type { Keystroke, MatcherKeystroke } from './page/searchApi.ts';

export interface PeerMeasured {
  readonly buildMs: number;
  readonly heapBytes: number;
  readonly keystrokes: readonly Keystroke[];
}

export interface SearchMeasured {
  readonly browser: string;
  readonly ours: PeerMeasured & {
    readonly loadMs: readonly number[];
    readonly columnBytes: number;
    readonly diskBytes: number;
  };
  /** The matcher while a registration form is typed. */
  readonly matcher: {
    readonly compareAllMs: number;
    readonly heapBytes: number;
    readonly keystrokes: readonly MatcherKeystroke[];
  };
  readonly miniSearch: PeerMeasured;
  readonly dexie: PeerMeasured;
}

/** Frames come when they are ready: what is measured is the work, not a screen's 60 Hz. */
const switches = [
  '--disable-frame-rate-limit',
  '--disable-gpu-vsync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--enable-blink-features=ForceEagerMeasureMemory',
];

/** Of the keystrokes every third, the same for both peers: some take them seconds. */
const peersEvery = 3;

/** Measures all three in one run of one Chromium, each on a page of its own. */
export async function measureSearch(
  patients: number,
  say: (sentence: string) => void,
): Promise<SearchMeasured> {
  const built = await buildPage('asShipped', path.join(import.meta.dirname, 'page'));
  const served = await servePage(built.folder);
  const profile = await temporaryFolder('bench-search');
  const chromium = await startChromium({ profile: profile.folder, url: 'about:blank', switches });
  const context = chromium.browser.contexts()[0]!;
  const onPage = async <T>(act: (page: Page) => Promise<T>): Promise<T> => {
    const page = await context.newPage();
    try {
      await page.goto(served.url);
      await page.waitForFunction(() => 'searchBench' in window);
      return await act(page);
    } finally {
      await page.close();
    }
  };
  try {
    say(`Our index of ${patients} patients.`);
    const { keystrokes, ours, matcher } = await onPage(async (page) => {
      const texts = await page.evaluate((count) => searchBench.keystrokes(count), patients);
      const index = await page.evaluate((count) => searchBench.ours(count), patients);
      // The first round warms up.
      await page.evaluate((all) => searchBench.oursTyped(all), texts.slice(0, 40));
      const typed = await page.evaluate((all) => searchBench.oursTyped(all), texts);
      say('The matcher over the same patients, while a registration form is typed.');
      const compared = await page.evaluate(() => searchBench.matcher());
      const forms = await page.evaluate((count) => searchBench.typedForms(count), patients);
      await page.evaluate((all) => searchBench.matcherTyped(all), forms.slice(0, 60));
      const asked = await page.evaluate((all) => searchBench.matcherTyped(all), forms);
      return {
        keystrokes: texts,
        ours: { ...index, keystrokes: typed },
        matcher: { ...compared, keystrokes: asked },
      };
    });
    const some = keystrokes.filter((_text, at) => at % peersEvery === 0);
    say('MiniSearch over the same patients.');
    const miniSearch = await onPage(async (page) => {
      const index = await page.evaluate((count) => searchBench.miniSearch(count), patients);
      const typed = await page.evaluate((all) => searchBench.miniSearchTyped(all), some);
      return { ...index, keystrokes: typed };
    });
    say('A scan of the same patients in Dexie.');
    const dexie = await onPage(async (page) => {
      const table = await page.evaluate((count) => searchBench.dexie(count), patients);
      const typed = await page.evaluate((all) => searchBench.dexieTyped(all), some);
      return { ...table, keystrokes: typed };
    });
    return { browser: chromium.version, ours, matcher, miniSearch, dexie };
  } finally {
    await chromium.kill();
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
}
