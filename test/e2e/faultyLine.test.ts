import { expect, test } from '@playwright/test';
import type { FaultName } from '../support/faultProxy/faults.ts';
import { startFaultProxy } from '../support/faultProxy/startFaultProxy.ts';
import type { FaultProxy, When } from '../support/faultProxy/startFaultProxy.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * The built app in a real browser, on a line that does to its requests, their preflights too, what
 * hospitals' networks do.
 */

const allSent = 'Mọi thứ đã ở máy chủ';
const patient = 'Nguyễn Thị Hoà';
let hospital: TestHospital;
let here: OpenedWorkstation;
let proxy: FaultProxy;
test.beforeAll(async () => {
  hospital = await openTestHospital('faulty-line', { workstations: 1 });
  // In the place of the demonstration's own line, at its address.
  const { cable } = hospital.demonstration.workstations[0]!;
  await cable.cut();
  proxy = await startFaultProxy(
    hospital.demonstration.central.url,
    Number(new URL(cable.url).port),
  );
  here = await hospital.open(0);
  await here.screens.unlock('Lê Minh Khôi', hospital.demonstration.passphrase);
  await expect(here.screens.syncSentence()).toContainText(allSent);
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

test('invariant 1: what is written over a faulty line is on the server once when the line is healed (what the strip says meanwhile is shown by the fault suites)', async () => {
  test.setTimeout(600_000);
  const { page, screens } = here;
  const written: string[] = [];
  for (const [fault, when] of met) {
    proxy.play(fault, when);
    const note = `Ghi khi gặp ${fault}.`;
    await screens.open(patient);
    await screens.writeNote({ 'Diễn biến': note });
    await screens.signNote();
    written.push(note);
    await expect.poll(() => proxy.played()).toBeGreaterThan(0);
    await expect(screens.syncSentence()).not.toContainText(allSent);
    await expect(screens.syncSentence()).toContainText(/chờ gửi|bị từ chối|Đã lưu tại máy/);
    proxy.heal();
    await expect(screens.syncSentence()).toContainText(allSent);
    await page.keyboard.press('Escape');
  }
  const { body } = await hospital.couch.ask(
    'GET',
    `${hospital.demonstration.central.database}/_all_docs?include_docs=true&conflicts=true`,
  );
  const { rows } = body as { rows: readonly { readonly doc: Sent }[] };
  for (const note of written) {
    expect(rows.map(({ doc }) => doc).filter(isNote(note)), note).toHaveLength(1);
  }
});

interface Sent {
  readonly kind?: string;
  readonly course?: string;
}

const isNote = (words: string) => (one: Sent) => one.kind === 'note' && one.course === words;
