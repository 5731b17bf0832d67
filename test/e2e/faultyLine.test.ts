import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import type { FaultName } from '../support/faultProxy/faults.ts';
import { startFaultProxy } from '../support/faultProxy/startFaultProxy.ts';
import type { FaultProxy, When } from '../support/faultProxy/startFaultProxy.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * The built app in a real browser, on a line that does to its requests what hospitals' networks do.
 * Every word of the indicator is taken down with its time, and compared with when the server itself
 * took each note.
 */

const allSent = 'Mọi thứ đã ở máy chủ';
const patient = 'Nguyễn Thị Hoà';
let hospital: TestHospital;
let here: OpenedWorkstation;
let proxy: FaultProxy;
/** When each note was signed, and when the server took it. */
const signedAt = new Map<string, number>();
const takenAt = new Map<string, number>();

test.beforeAll(async () => {
  test.setTimeout(180_000);
  hospital = await openTestHospital('faulty-line', { workstations: 1 });
  // In the place of the demonstration's own line, at its address.
  const { cable } = hospital.demonstration.workstations[0]!;
  await cable.cut();
  proxy = await startFaultProxy(
    hospital.demonstration.central.url,
    Number(new URL(cable.url).port),
  );
  proxy.onAnswer(({ phase, sent, status, text }) => {
    // A preflight sends nothing.
    if (phase !== 'bulkDocs' || sent === '' || status >= 300 || text.includes('"error"')) return;
    // The draft has the same words and is sent before.
    const { docs } = JSON.parse(sent) as { docs: readonly Sent[] };
    for (const note of signedAt.keys()) {
      if (docs.some(isNote(note)) && !takenAt.has(note)) takenAt.set(note, Date.now());
    }
  });
  here = await hospital.open(0);
  await here.screens.unlock('Lê Minh Khôi', hospital.demonstration.passphrase);
  await expect(here.screens.syncSentence()).toContainText(allSent, { timeout: 60_000 });
});
test.afterAll(async () => {
  await proxy?.close();
  await hospital?.end();
});

const met: readonly (readonly [FaultName, When])[] = [
  ['captivePortal', { times: Infinity }],
  ['resetInBody', { times: Infinity }],
  ['emptyArray201', { phase: 'bulkDocs', times: Infinity }],
];

test('invariant 7: over every fault of the line the indicator never says that all is sent while a note is not, and all arrives once it is healed', async () => {
  test.setTimeout(600_000);
  const { page, screens } = here;
  await takeDownWords(page);
  for (const [fault, when] of met) {
    proxy.play(fault, when);
    const note = `Ghi khi gặp ${fault}.`;
    await screens.open(patient);
    await screens.writeNote({ 'Diễn biến': note });
    signedAt.set(note, Infinity);
    await screens.signNote();
    signedAt.set(note, Date.now());
    await expect.poll(() => proxy.played(), { timeout: 60_000 }).toBeGreaterThan(0);
    await expect(screens.syncSentence()).not.toContainText(allSent);
    await expect(screens.syncSentence()).toContainText(/chờ gửi|bị từ chối|Đã lưu tại máy/);
    proxy.heal();
    await expect(screens.syncSentence()).toContainText(allSent, { timeout: 120_000 });
    expect(takenAt.has(note), note).toBe(true);
    await page.keyboard.press('Escape');
  }
  const { body } = await hospital.couch.ask(
    'GET',
    `${hospital.demonstration.central.database}/_all_docs?include_docs=true&conflicts=true`,
  );
  const { rows } = body as { rows: readonly { readonly doc: Sent }[] };
  for (const note of signedAt.keys()) {
    expect(rows.map(({ doc }) => doc).filter(isNote(note)), note).toHaveLength(1);
  }

  const words = await takenDown(page);
  const sayings = words.filter(({ text }) => text.includes(allSent));
  expect(sayings.length).toBeGreaterThanOrEqual(met.length);
  for (const { at, text } of sayings) {
    for (const [note, signed] of signedAt) {
      const isThere = (takenAt.get(note) ?? Infinity) <= at;
      expect(signed > at || isThere, `${text} at ${String(at)}, without ${note}`).toBe(true);
    }
  }
});

interface Sent {
  readonly kind?: string;
  readonly course?: string;
}

const isNote = (words: string) => (one: Sent) => one.kind === 'note' && one.course === words;

interface Word {
  readonly at: number;
  readonly text: string;
}

/** Takes down every text of the indicator from now on, with its time. */
async function takeDownWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const words: Word[] = [];
    (window as unknown as { words: Word[] }).words = words;
    const look = () => {
      const text = document.querySelector('[data-testid=sync-state]')?.textContent ?? '';
      if (text !== words.at(-1)?.text) words.push({ at: Date.now(), text });
    };
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
  });
}

const takenDown = (page: Page) =>
  page.evaluate(() => (window as unknown as { words: Word[] }).words);
