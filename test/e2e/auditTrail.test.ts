import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import type { AuditEntry } from '../../shared/audit/entry.ts';
import { verifyTrails } from '../../shared/audit/verifyTrails.ts';
import { auditDatabaseName } from '../../shared/central/auditDatabase.ts';
import { readAuditLeaves } from '../../shared/central/readAuditLeaves.ts';
import { rescueFolder } from '../../main/rescue/rescueFolder.ts';
import { temporaryFolder } from '../support/chromium/temporaryFolder.ts';
import { findNeedles } from '../support/diskSearch/findNeedles.ts';
import { readProfile } from '../support/diskSearch/profileBytes.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/** What is typed of a patient, and is to be readable nowhere. None of it occurs by chance. */
const typed = {
  phone: '0912774065',
  address: 'thôn Đồng Rằm, xã Phú Nhuận',
  reason: 'ho ra máu từ ba hôm nay',
};
/** What a doctor writes of the same patient before the machine crashes. */
const written = {
  course: 'Đã giấu gia đình việc uống thuốc lá nam',
  assessment: 'gõ đục bên phải, rale ẩm hai đáy phổi',
  filePassphrase: 'bè gỗ trôi sông 1968',
};

const wrongPassword = 'không phải mật khẩu này';

/** What people do is on the server's trail, without a network at first, and holds no word of theirs. */

let hospital: TestHospital;
let here: OpenedWorkstation;
/** What the system calls its temporary folder, for everything that is started from here. */
let temporary: { folder: string; remove(): Promise<void> };
const systemsOwn = process.env['TMPDIR'];
test.beforeAll(async () => {
  hospital = await openTestHospital('audit-trail', { workstations: 1, patients: 60 });
  temporary = await temporaryFolder('tmp');
  process.env['TMPDIR'] = temporary.folder;
});
test.afterAll(async () => {
  if (systemsOwn === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = systemsOwn;
  await hospital?.end();
  await temporary?.remove();
});

test('a wrong password, a sign-in, a search, a chart and a lock are told to the server, signed', async () => {
  const { passphrase, central } = hospital.demonstration;
  here = await hospital.open(0, { asAppWindow: true });
  const { page, screens } = here;
  const who = page.getByRole('combobox', { name: 'Bạn là ai' });
  await who.fill('Hoàng Thị Liên');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Mật khẩu').fill(wrongPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Mật khẩu chưa đúng').first()).toBeVisible();
  await page.getByLabel('Mật khẩu').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Đi tới' })).toBeVisible();
  await expect(screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  await screens.cutNetwork(true);
  const name = 'Lường Thị Mẫu Đơn';
  await screens.register({ name, birth: '5/9/1990', sex: 'Nữ', ...typed });
  await page.keyboard.press('F2');
  await screens.open('Mẫu Đơn');
  await page.getByRole('link', { name: 'In vòng tay, nhãn, phiếu tiếp nhận' }).click();
  await page.evaluate(() => {
    window.print = () => void document.body.setAttribute('data-printed', '');
  });
  await page.getByRole('button', { name: 'In', exact: true }).click();
  await expect(page.locator('body[data-printed]')).toBeAttached();
  await screens.lock();
  await screens.unlock('Hoàng Thị Liên', passphrase);
  await screens.cutNetwork(false);

  const read = async () => readAuditLeaves(hospital.couch, auditDatabaseName(central.database));
  const actionsOnServer = async () =>
    (await read())
      .map(({ body }) => body as { sequence: number; action: string })
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ action }) => action);
  const chartAndPaper = ['viewChart', 'viewChart', 'print'];
  const wanted = ['signInFailed', 'signIn', 'viewChart', 'search', ...chartAndPaper, 'lock'];
  await expect
    .poll(
      async () => {
        const people = (await actionsOnServer()).filter(
          (action) => action !== 'checkpoint' && action !== 'trailBegun',
        );
        // Nobody here looks like the new patient; like the half of them that was typed, somebody may.
        const charted = people.indexOf('viewChart');
        return people
          .filter((action, at) => action !== 'search' || at > charted)
          .slice(0, wanted.length);
      },
      { intervals: [1000] },
    )
    .toEqual(wanted);
  const leaves = await read();
  const bodies = leaves.map(({ body }) => body as AuditEntry);
  const [printed] = bodies.filter(({ action }) => action === 'print');
  const [view] = bodies.filter(({ action }) => action === 'viewChart');
  const patient = view!.about!['patient']!;
  expect(printed).toMatchObject({
    person: view!.person,
    about: { patient, what: 'wristband', count: 1 },
  });
  expect((await verifyTrails(leaves)).findings).toEqual([]);
  expect(JSON.stringify(leaves)).not.toMatch(/Lường|Mẫu|Đơn|Liên|máu/);
});

test('an auditor reads it, by person and by patient, sees that it is whole, and no chart', async () => {
  const { page, screens } = here;
  await screens.lock();
  const who = page.getByRole('combobox', { name: 'Bạn là ai' });
  await who.fill('Cao Thị Vân');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Mật khẩu').fill(hospital.demonstration.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nhật ký truy cập' })).toBeVisible();
  await expect(page.getByText(/chuỗi của 1 máy còn nguyên/)).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Sai mật khẩu' }).first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'Tiếp nhận' })).toHaveCount(0);

  await expect(page.getByRole('cell', { name: /Vòng tay người lớn, 1 bản/ })).toBeVisible();

  const views = page.getByRole('cell', { name: 'Xem hồ sơ' });
  await page.getByRole('button', { name: /Việc gì/ }).click();
  await page.getByRole('option', { name: 'Xem hồ sơ' }).click();
  await expect(views.first()).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Đăng nhập' })).toHaveCount(0);
  const about = await page
    .getByRole('cell', { name: /^số bệnh án/ })
    .first()
    .innerText();
  await page.getByRole('textbox', { name: 'Số bệnh án' }).fill(about.replace('số bệnh án ', ''));
  await expect(views.first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Từ ngày' }).fill('1/1/2099');
  await expect(page.getByText('Không có mục nào khớp.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Từ ngày' }).fill('');
  await page.getByRole('button', { name: 'Xuất tệp' }).click();
  await expect(page.getByText(/Đã ghi \d+ mục vào/)).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Mẫu Đơn');

  await page.goto(`${new URL(page.url()).origin}/#/patients/01890000-0000-7000-8000-000000000001`);
  await expect(page.getByRole('tab', { name: 'Tổng quan' })).toHaveCount(0);
});

test('invariant 5: nothing of all this lies readable on the disk or in the system’s temporary folder, after a crash and after a lock', async () => {
  const { passphrase, workstations } = hospital.demonstration;
  const { profileDir } = workstations[0]!;
  const needles = { ...typed, ...written, name: 'Lường Thị Mẫu Đơn', passphrase, wrongPassword };
  /** What the trail's export says in the clear shows that the search comes to it. */
  const exported = 'viewChart';
  const rescueHeader = 'bedside-rescue';
  /** Named by public certificates and key files, by the list of who failed, and nowhere else. */
  const staff = { person: 'dd-hoang-thi-lien', staffName: 'Hoàng Thị Liên' };
  const publicPlaces = /^(people|keystore)[\\/]|^(profile|failed-sign-ins)\.json$/;
  const search = async () => {
    const folders = [profileDir, temporary.folder, rescueFolder(profileDir)];
    const everywhere = await Promise.all(folders.map((folder) => readProfile(folder)));
    return everywhere.map((contents) => ({
      contents,
      found: findNeedles(contents, {
        ...{ ...needles, ...staff, exported, rescueHeader, planted: temporary.folder },
      }).filter(({ needle, file }) => !(needle in staff && publicPlaces.test(file))),
    }));
  };
  const hidden = (found: ReturnType<typeof findNeedles>) =>
    found.filter(({ needle }) => !['exported', 'rescueHeader', 'planted'].includes(needle));

  await useHeavily();
  await fs.writeFile(path.join(temporary.folder, 'planted'), temporary.folder);
  const session = await here.page.context().newCDPSession(here.page);
  const crashed = here.page.waitForEvent('crash');
  // What is asked of a page that crashes is never answered.
  void session.send('Page.crash').catch(() => undefined);
  await crashed;
  await here.browser.kill();
  const [killed, leftBehind, rescued] = await search();
  expect(hidden([...killed!.found, ...leftBehind!.found, ...rescued!.found])).toEqual([]);
  expect(killed!.contents.logRecords).toBeGreaterThan(20);
  const filesOf = (needle: string, { found }: NonNullable<typeof killed>) =>
    found.filter((one) => one.needle === needle).map(({ file }) => file);
  expect(filesOf('exported', killed!).join()).toContain('reports/bedside-trail');
  expect(filesOf('rescueHeader', rescued!).join()).toContain('.bedside');
  expect(filesOf('planted', leftBehind!)).toContain('planted');

  here = await hospital.open(0);
  await here.screens.unlock('Hoàng Thị Liên', passphrase);
  await here.screens.open('Mẫu Đơn');
  await here.screens.lock();
  await here.browser.close();
  expect(hidden((await search()).flatMap(({ found }) => found))).toEqual([]);
});

/** A doctor's shift in the same profile: charts, searches, a note, an order, and every kind of file. */
async function useHeavily(): Promise<void> {
  const { page, screens } = here;
  await screens.lock();
  await screens.unlock('Lê Minh Khôi', hospital.demonstration.passphrase);
  await screens.cutNetwork(true);
  for (const part of ['ng', 'thi', 'l', 'v', 'h', 'mau']) {
    await page.keyboard.press('Control+k');
    const find = page.getByRole('combobox', { name: 'Tìm người bệnh' });
    await find.pressSequentially(part);
    await expect(page.getByRole('option').first()).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(find).toHaveCount(0);
    await expect(page.getByRole('tab', { name: 'Tổng quan' })).toBeVisible();
  }
  await screens.open('Mẫu Đơn');
  await screens.writeNote({ 'Diễn biến': written.course, 'Đánh giá': written.assessment });
  await screens.signNote();
  await screens.orderDrug({ name: 'Omeprazol', amount: '20', frequency: 'ngày 2 lần', days: '7' });

  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Cất vào tệp cứu hộ…' }).click();
  await page.getByLabel('Mật khẩu của tệp', { exact: true }).fill(written.filePassphrase);
  await page.getByLabel('Gõ lại mật khẩu của tệp').fill(written.filePassphrase);
  await page.getByRole('button', { name: /^Cất vào tệp$/ }).click();
  await expect(page.getByText(/Đã cất \d+ mục vào tệp cứu hộ/)).toBeVisible();
  const centre = page.getByRole('dialog');
  await centre.getByRole('button', { name: 'Xuất nhật ký cho kỹ thuật' }).click();
  await centre.getByRole('button', { name: 'Lưu tệp' }).click();
  await expect(centre.getByText(/^Đã lưu: /)).toBeVisible();
}
