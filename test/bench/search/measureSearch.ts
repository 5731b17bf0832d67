import type { Page } from '@playwright/test';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
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
  // Where there is none, one would be emulated on the cores that are measured.
  '--disable-gpu',
  '--disable-gpu-vsync',
  '--disable-background-timer-throttling',
  '--disable-renderer-backgrounding',
  '--enable-blink-features=ForceEagerMeasureMemory',
];

/** A ward's screen. */
const screen = { width: 1366, height: 768 };

/** Of the keystrokes every third for MiniSearch, and of those every fourth for Dexie, for some take it many seconds. */
const peersEvery = 3;
const dexieEvery = 4;

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
      await page.setViewportSize(screen);
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
      await openFind(page);
      // The first round warms up.
      await typeInto(page, texts.slice(0, 40));
      const typed = await typeInto(page, texts);
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
      await openFind(page);
      return { ...index, keystrokes: await typeInto(page, some) };
    });
    const few = some.filter((_text, at) => at % dexieEvery === 0);
    say('A scan of the same patients in Dexie.');
    const dexie = await onPage(async (page) => {
      const table = await page.evaluate((count) => searchBench.dexie(count), patients);
      await openFind(page);
      return { ...table, keystrokes: await typeInto(page, few) };
    });
    return { browser: chromium.version, ours, matcher, miniSearch, dexie };
  } finally {
    await chromium.kill();
    await served.close();
    await Promise.all([built.remove(), profile.remove()]);
  }
}

/** Signs in and opens the find panel, as a person does. */
async function openFind(page: Page): Promise<void> {
  await page.evaluate(() => searchBench.openPages());
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Tìm người bệnh' }).waitFor();
}

/** Types by real keys, so that the field holds one text after the other; what doesn't go on is typed anew. */
async function typeInto(page: Page, texts: readonly string[]): Promise<readonly Keystroke[]> {
  const keystrokes: Keystroke[] = [];
  let before: string | undefined;
  for (const text of texts) {
    await page.evaluate((expected) => searchBench.expect(expected), text);
    const goesOn = before !== undefined && text.startsWith(before);
    // The first letter takes the place of what is marked.
    if (!goesOn) await page.keyboard.press('Control+a');
    for (const letter of goesOn ? text.slice(before!.length) : text) {
      await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    }
    keystrokes.push(await page.evaluate(() => searchBench.shown()));
    before = text;
    // People pause between keys; a collection of garbage of the one before isn't the next one's.
    await delay(5);
  }
  return keystrokes;
}
