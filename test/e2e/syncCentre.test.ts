import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * What a server refuses, through the screens: it is listed with its reason, readable, corrected,
 * handed over, and gone only once it was read back. The log leaves without anything of a chart.
 */

const doctor = 'Lê Minh Khôi';
const patient = 'Nguyễn Thị Hoà';
const written = 'Đỡ ho, hết sốt từ sáng.';
let hospital: TestHospital;
let here: OpenedWorkstation;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  hospital = await openTestHospital('sync-centre', { workstations: 1 });
  here = await hospital.open(0);
});
test.afterAll(async () => {
  await hospital?.end();
});

test('invariant 7: refused today, corrected, accepted tomorrow: it leaves the inbox when it is read back', async () => {
  test.setTimeout(180_000);
  const { page, screens } = here;
  const { couch } = hospital;
  const { database } = hospital.demonstration.central;
  await screens.unlock(doctor, hospital.demonstration.passphrase);
  // A rule that the workstation doesn't know of.
  const rule = `function (doc) { if (doc.kind === 'noteDraft' && !doc._deleted) throw { forbidden: 'rule of today' }; }`;
  await couch.change('PUT', `${database}/_design/today`, { validate_doc_update: rule });

  await screens.open(patient);
  await screens.tab('Tờ điều trị');
  await page.getByRole('button', { name: 'Viết tờ điều trị' }).click();
  await page.getByRole('textbox', { name: 'Diễn biến' }).fill(written);
  await expect(page.getByRole('button', { name: /1 bị từ chối/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('textbox', { name: 'Diễn biến' }).press('Escape');

  await page.keyboard.press('F9');
  const centre = page.getByRole('dialog', { name: 'Trung tâm đồng bộ' });
  const item = centre.getByRole('region', { name: /Bị từ chối: Tờ điều trị, bản nháp/ });
  await expect(item).toContainText('rule of today');
  await item.getByRole('button', { name: 'Xem nội dung' }).click();
  await expect(item).toContainText(written);
  expect(await findings(here)).toEqual([]);

  await item.getByRole('button', { name: 'Giao cho kỹ thuật' }).click();
  const handedOver = await item.getByRole('textbox').inputValue();
  expect(handedOver).toContain(':noteDraft:');
  for (const said of [written, patient, doctor]) expect(handedOver).not.toContain(said);
  expect(await findings(here)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(centre).toBeVisible();

  await item.getByRole('button', { name: 'Sửa rồi gửi' }).click();
  await item.getByRole('button', { name: /Sửa phần nào/ }).click();
  await page.getByRole('option', { name: /Diễn biến/ }).click();
  await item.getByRole('textbox').fill('Đỡ ho. Hết sốt.');
  expect(await findings(here)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await expect(item.getByRole('group')).toHaveCount(0);
  await expect(item).toBeVisible();

  const { body } = await couch.ask('GET', `${database}/_design/today`);
  await couch.change('DELETE', `${database}/_design/today?rev=${(body as { _rev: string })._rev}`);
  const again = item.getByRole('button', { name: 'Gửi lại' });
  if (await again.isVisible()) await again.click();
  await expect(item).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByText('Mọi thứ đã ở máy chủ')).toBeVisible({ timeout: 30_000 });

  await centre.getByRole('button', { name: 'Xuất nhật ký cho kỹ thuật' }).click();
  await centre.getByRole('button', { name: 'Lưu tệp' }).click();
  const saved = await centre.getByText(/^Đã lưu: /).textContent();
  const log = await readFile(saved!.replace(/^Đã lưu: /, '').trim(), 'utf8');
  expect(log).toContain('refused recordId=');
  expect(log).toContain('accepted recordId=');
  for (const said of [written, 'Đỡ ho', patient, doctor, 'rule of today']) {
    expect(log).not.toContain(said);
  }
  expect(await findings(here)).toEqual([]);
});

/** What axe finds on the page as it stands, one line each. */
async function findings({ page }: OpenedWorkstation): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary}`),
  );
}
