import { expect, test } from '@playwright/test';
import { filterTrail } from '../../shared/audit/trailFilter.ts';
import type { AuditEntry } from '../../shared/audit/entry.ts';
import { auditDatabaseName } from '../../shared/central/auditDatabase.ts';
import { readAuditLeaves } from '../../shared/central/readAuditLeaves.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/** A chart beyond somebody's rights is closed, opens in an emergency, and the auditor sees that first. */

const patient = 'Nguyễn Thị Hoà';
let hospital: TestHospital;
let here: OpenedWorkstation;

test.beforeAll(async () => {
  hospital = await openTestHospital('break-the-glass', { workstations: 1, patients: 60 });
  here = await hospital.open(0);
});
test.afterAll(() => hospital?.end());

test('closed by ward and by role, opened with a reason, over a lock, and told to the auditor', async () => {
  const { page, screens } = here;
  const { passphrase, central } = hospital.demonstration;
  const openIt = page.getByRole('button', { name: /^Mở khẩn trong 4 giờ/ });
  const stands = page.getByText(/Hồ sơ đang mở khẩn, đến/);
  const notes = page.getByRole('tab', { name: 'Tờ điều trị' });
  const board = async () => {
    await page.keyboard.press('F2');
    await page
      .getByRole('row', { name: new RegExp(patient) })
      .first()
      .click();
  };

  await screens.unlock('Quàng Thị Diệu', passphrase);
  await board();
  await expect(page.getByText(/Người bệnh đang ở Khoa Nội/)).toBeVisible();
  await expect(notes).toHaveCount(0);
  await page.keyboard.press('h');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  // Without a reason nothing opens.
  await expect(page.getByRole('button', { name: /Chọn lý do trước/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Cấp cứu, không chờ được' }).press('Space');
  await openIt.click();
  await expect(notes).toBeVisible();
  await expect(stands).toBeVisible();

  await screens.lock();
  await screens.unlock('Quàng Thị Diệu', passphrase);
  await board();
  await expect(stands).toBeVisible();
  await page.getByRole('button', { name: 'Đóng lại ngay' }).click();
  await expect(notes).toHaveCount(0);

  await screens.lock();
  await screens.unlock('Đỗ Thị Mai', passphrase);
  await board();
  await expect(page.getByText(/Vai trò của bạn không xem tờ điều trị/)).toBeVisible();
  await page.getByRole('radio', { name: 'Đang trực hoặc hỗ trợ khoa đó' }).press('Space');
  await openIt.click();
  await expect(notes).toBeVisible();
  await screens.lock();

  const entries = async () =>
    filterTrail(
      (await readAuditLeaves(hospital.couch, auditDatabaseName(central.database))).map(
        ({ body }) => body as AuditEntry,
      ),
      { action: 'breakTheGlass' },
    );
  await expect.poll(async () => (await entries()).length).toBe(2);
  expect(
    (await entries()).map(({ person, about }) => `${person!} ${String(about?.['reason'])}`).sort(),
  ).toEqual(['cn-do-thi-mai covering', 'dd-quang-thi-dieu emergency']);

  const who = page.getByRole('combobox', { name: 'Bạn là ai' });
  await who.fill('Cao Thị Vân');
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Mật khẩu').fill(passphrase);
  await page.keyboard.press('Enter');
  const notice = page.getByRole('status').filter({ hasText: '2 lần mở khẩn hồ sơ ngoài quyền' });
  await expect(notice).toContainText('Quàng Thị Diệu');
  await expect(notice).toContainText('Cấp cứu, không chờ được');
});
