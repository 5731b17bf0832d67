import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import * as path from 'node:path';
import { startDemonstration } from '../../main/demonstration/startDemonstration.ts';
import type { Demonstration } from '../../main/demonstration/startDemonstration.ts';
import { startChromium } from '../support/chromium/startChromium.ts';
import type { RunningChromium } from '../support/chromium/startChromium.ts';
import { temporaryFolder } from '../support/chromium/temporaryFolder.ts';
import { daysWithoutServer } from '../support/daysWithoutServer.ts';
import { workstationScreens } from '../support/pages/workstation.ts';

/**
 * The whole road (invariants 1, 6, 7): with the network cut a nurse registers a patient, a doctor
 * writes a note and an order; the browser is killed; everything is there again; the network comes
 * back, and the other workstation shows it. With `CENTRAL_URL` the server is that CouchDB.
 */

const outFolder = path.resolve(import.meta.dirname, '../../out');
const browsers: RunningChromium[] = [];
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let demonstration: Demonstration;

test.beforeAll(async () => {
  folder = await temporaryFolder('whole-road');
  const centralUrl = process.env['CENTRAL_URL'];
  demonstration = await startDemonstration({
    folder: folder.folder,
    outFolder,
    workstations: 2,
    patients: 300,
    ...(centralUrl ? { centralUrl, databasePrefix: `t${randomBytes(5).toString('hex')}-` } : {}),
  });
});

test.afterAll(async () => {
  for (const browser of browsers) await browser.kill();
  if (process.env['CENTRAL_URL']) await demonstration?.removeFromCentral();
  await demonstration?.stop();
  await folder?.remove();
});

async function openWorkstation(index: 0 | 1) {
  const workstation = demonstration.workstations[index]!;
  const browser = await startChromium({
    profile: workstation.browserFolder,
    url: workstation.url,
    switches: ['--lang=vi', '--window-size=1366,768'],
  });
  browsers.push(browser);
  browser.page.setDefaultTimeout(90_000);
  return { browser, screens: workstationScreens(browser.page) };
}

test('made offline on one workstation, killed, and read on another', async () => {
  const { passphrase } = demonstration;
  const there = await openWorkstation(1);
  await there.screens.unlock('Hoàng Thị Liên', passphrase);
  await expect(there.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');

  const here = await openWorkstation(0);
  const problems: string[] = [];
  here.screens.page.on('pageerror', (error) => problems.push(error.message));
  await here.screens.unlock('Hoàng Thị Liên', passphrase);
  await expect(here.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');

  await here.screens.cutNetwork(true);
  await here.screens.register({
    name: 'Lường Thị Mẫu Đơn',
    birth: '5/9/1990',
    sex: 'Nữ',
    phone: '0912000345',
    address: 'Thôn Nà Mẫu, xã Mẫu Sơn',
    reason: 'Đau thượng vị 3 ngày',
    allergy: { substance: 'Penicillin', reaction: 'Mày đay, 2019' },
  });
  await expect(here.screens.syncSentence()).toContainText(/3 mục chờ gửi/);

  await here.screens.lock();
  // Long past the days after which nobody can tell whether the account still stands.
  await daysWithoutServer(demonstration.workstations[0]!.profileDir, 40);
  await here.screens.unlock('Lê Minh Khôi', passphrase);
  await expect(here.screens.page.getByText(/^Mục ghi lúc này mang dấu/)).toBeVisible();
  await here.screens.open('Lường Thị Mẫu Đơn');
  await here.screens.writeNote({
    'Diễn biến': 'Đau âm ỉ thượng vị, không nôn. Đêm ngủ được.',
    'Đánh giá': 'Theo dõi loét dạ dày.',
  });
  await here.screens.signNote();
  await here.screens.orderDrug({
    name: 'Omeprazol',
    amount: '20',
    frequency: 'ngày 2 lần',
    days: '7',
  });
  await expect(here.screens.syncSentence()).toContainText(/Ngoại tuyến/);

  await here.browser.kill();
  const again = await openWorkstation(0);
  await again.screens.unlock('Lê Minh Khôi', passphrase);
  await expect(again.screens.syncSentence()).toContainText(/Ngoại tuyến.*mục chờ gửi/);
  await again.screens.open('Lường Thị Mẫu Đơn');
  await expectChart(again.screens.page);

  await again.screens.cutNetwork(false);
  const restored = Date.now();
  await there.screens.open('Lường Thị Mẫu Đơn');
  await expectChart(there.screens.page);
  const seconds = (Date.now() - restored) / 1000;
  test
    .info()
    .annotations.push({ type: 'seconds to the other workstation', description: String(seconds) });
  console.log(`network restored to chart shown on the other workstation: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(15);
  await expect(again.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  expect(problems).toEqual([]);
});

/** All that was written is read in the chart. */
async function expectChart(page: RunningChromium['page']): Promise<void> {
  await expect(page.getByText('LƯỜNG THỊ MẪU ĐƠN').first()).toBeVisible();
  await expect(page.getByText(/Penicillin/).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Tờ điều trị' }).click();
  const note = page.getByRole('article').filter({ hasText: 'Đau âm ỉ thượng vị, không nôn.' });
  await expect(note.getByText('Đêm ngủ được.', { exact: false })).toBeVisible();
  // Beside its author, on every workstation, whether or not it has been confirmed since.
  await expect(note.getByText(/^Chưa xác minh/)).toBeVisible();
  await page.getByRole('tab', { name: 'Y lệnh' }).click();
  await expect(page.getByText(/Omeprazol/).first()).toBeVisible();
  await expect(page.getByText(/20\s+mg/).first()).toBeVisible();
}
