import { expect, test } from '@playwright/test';
import { verifyTrails } from '../../shared/audit/verifyTrails.ts';
import { auditDatabaseName } from '../../shared/central/auditDatabase.ts';
import { readAuditLeaves } from '../../shared/central/readAuditLeaves.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/** What people do is on the server's trail, without a network at first, and holds no word of theirs. */

let hospital: TestHospital;
let here: OpenedWorkstation;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  hospital = await openTestHospital('audit-trail', { workstations: 1, patients: 60 });
});
test.afterAll(() => hospital?.end());

test('a wrong password, a sign-in, a search, a chart and a lock are told to the server, signed', async () => {
  test.setTimeout(240_000);
  const { passphrase, central } = hospital.demonstration;
  here = await hospital.open(0);
  const { page, screens } = here;
  const who = page.getByRole('combobox', { name: 'Bạn là ai' });
  await who.fill('Hoàng Thị Liên');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Mật khẩu').fill('không phải');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Mật khẩu chưa đúng').first()).toBeVisible({ timeout: 20_000 });
  await page.getByLabel('Mật khẩu').fill(passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Đi tới' })).toBeVisible({ timeout: 20_000 });
  await expect(screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ', { timeout: 60_000 });
  await screens.cutNetwork(true);
  const name = 'Lường Thị Mẫu Đơn';
  await screens.register({ name, birth: '5/9/1990', sex: 'Nữ', reason: 'Đau đầu' });
  await page.keyboard.press('F2');
  await screens.open('Mẫu Đơn');
  await screens.lock();
  await screens.unlock('Hoàng Thị Liên', passphrase);
  await screens.cutNetwork(false);

  const read = async () => readAuditLeaves(hospital.couch, auditDatabaseName(central.database));
  const actionsOnServer = async () =>
    (await read())
      .map(({ body }) => body as { sequence: number; action: string })
      .sort((a, b) => a.sequence - b.sequence)
      .map(({ action }) => action);
  const wanted = ['signInFailed', 'signIn', 'viewChart', 'search', 'viewChart', 'lock', 'signIn'];
  await expect
    .poll(
      async () => {
        const people = (await actionsOnServer()).filter(
          (action) => action !== 'checkpoint' && action !== 'trailBegun',
        );
        return people.slice(0, 6);
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toEqual(wanted.slice(0, 6));
  const leaves = await read();
  expect((await verifyTrails(leaves)).findings).toEqual([]);
  expect(JSON.stringify(leaves)).not.toMatch(/Lường|Mẫu|Đơn|Liên|Đau/);
});

test('an auditor reads it, by person and by patient, sees that it is whole, and no chart', async () => {
  test.setTimeout(120_000);
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
