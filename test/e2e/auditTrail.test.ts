import { expect, test } from '@playwright/test';
import { verifyTrails } from '../../shared/audit/verifyTrails.ts';
import { auditDatabaseName } from '../../shared/central/auditDatabase.ts';
import { readAuditLeaves } from '../../shared/central/readAuditLeaves.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { TestHospital } from '../support/twoWorkstations.ts';

/** What people do is on the server's trail, without a network at first, and holds no word of theirs. */

let hospital: TestHospital;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  hospital = await openTestHospital('audit-trail', { workstations: 1, patients: 60 });
});
test.afterAll(() => hospital?.end());

test('a wrong password, a sign-in, a search, a chart and a lock are told to the server, signed', async () => {
  test.setTimeout(240_000);
  const { passphrase, central } = hospital.demonstration;
  const { page, screens } = await hospital.open(0);
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
