import { readFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { guardProfile } from '../../main/profile/guardUndelivered.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * What a server refuses, through the screens: it is listed with its reason, readable, corrected,
 * handed over, and gone only once it was read back. The log leaves without anything of a chart. Then
 * IT sets a bound, and the same entry is what never leaves.
 */

const doctor = 'Lê Minh Khôi';
const patient = 'Nguyễn Thị Hoà';
const written = 'Đỡ ho, hết sốt từ sáng.';
const onlyHere = 'Vết mổ khô, không sốt.';
let hospital: TestHospital;
let here: OpenedWorkstation;

test.beforeAll(async () => {
  hospital = await openTestHospital('sync-centre', { workstations: 1 });
  here = await hospital.open(0);
});
test.afterAll(async () => {
  await hospital?.end();
});

test('invariant 7: refused today, corrected, accepted tomorrow: it leaves the inbox when it is read back', async () => {
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
  await expect(page.getByRole('button', { name: /1 bị từ chối/ })).toBeVisible();
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
  // It may have gone again by itself meanwhile: then there is nothing left to press.
  await again.click({ timeout: 10_000 }).catch(() => undefined);
  await expect(item).toHaveCount(0);
  await expect(page.getByText('Mọi thứ đã ở máy chủ')).toBeVisible();

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

test('invariant 8: a kill behind an acknowledgement leaves no note of zero; at the bound that IT set charts go, never one with an undelivered entry; what went comes back when it is opened, and is said not to be here while the network is cut', async () => {
  const { couch } = hospital;
  const { database } = hospital.demonstration.central;
  const [refusedIn, comesBack, cutOff] = ['Giàng Thị Súa', 'Bế Đình Nhân', 'Vũ Đức Phúc'];
  await couch.change('PUT', `${database}/_design/today`, {
    validate_doc_update: `function (doc) { if (doc.kind === 'noteDraft' && !doc._deleted) throw { forbidden: 'rule of today' }; }`,
  });
  const before = await room(here);
  expect(before.charts).toBeGreaterThan(55);
  await here.page.keyboard.press('F9');
  const [profileDir] = hospital.demonstration.workstations.map((one) => one.profileDir);
  expect(await guardProfile(profileDir!)).toEqual({ kind: 'mayGo' });

  // The main process is slow, and the browser is killed right behind the acknowledgement.
  await here.page.route('**/bridge/reportUndelivered', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    await route.continue();
  });
  await here.screens.open(refusedIn!);
  await here.screens.writeNote({ 'Diễn biến': onlyHere });
  await here.screens.signNote();
  await here.browser.kill();
  expect(await guardProfile(profileDir!)).toMatchObject({ kind: 'holds' });

  await hospital.restart(async ([folder]) => {
    const file = path.join(folder!, 'profile.json');
    const profile = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    await writeFile(
      file,
      JSON.stringify({ ...profile, storageBound: { records: 500, megabytes: 128 } }),
    );
  });
  here = await hospital.open(0);
  const { page, screens } = here;
  await screens.unlock(doctor, hospital.demonstration.passphrase);
  await expect(page.getByRole('button', { name: /1 bị từ chối/ })).toBeVisible();
  // The own ward's 36 charts stay, and the one with an entry that no server has.
  await expect.poll(() => room(here)).toMatchObject({ charts: 37 });
  const after = await room(here);
  expect(before.records).toBeGreaterThan(500);
  expect(after.records).toBeLessThan(500);
  await expect(page.getByText('cho phép 500 bản ghi, 128 MB')).toBeVisible();
  await expect(page.getByText('Máy này sắp đầy').first()).toBeVisible();
  expect(await findings(here)).toEqual([]);
  await page.keyboard.press('F9');

  await screens.open(comesBack!);
  await expect(page.getByText('mọi mục đã nhận đều ở máy này')).toBeVisible();
  await screens.tab('Tờ điều trị');
  await expect(page.getByText(await courseOf(comesBack!))).toBeVisible();

  await screens.cutNetwork(true);
  await screens.open(cutOff!);
  await expect(page.getByText('Hồ sơ này chưa có đủ trên máy này')).toBeVisible();
  // No count of what isn't here: it would say something of the patient.
  await expect(page.getByText('Vấn đề')).toBeVisible();
  for (const none of ['0 tờ', '0 thuốc, 0 xét nghiệm']) {
    await expect(page.getByText(none)).toHaveCount(0);
  }
  await screens.tab('Y lệnh');
  await expect(page.getByText('Không có nghĩa là người bệnh không có.').first()).toBeVisible();
  expect(await findings(here)).toEqual([]);
  await screens.open(refusedIn!);
  await screens.tab('Tờ điều trị');
  await expect(page.getByText(onlyHere).first()).toBeVisible();
  await expect(page.getByText('Hồ sơ này chưa có đủ trên máy này')).toHaveCount(0);

  await screens.open(cutOff!);
  await screens.cutNetwork(false);
  // As the system tells of a cable that is plugged in again; else the next try is some seconds off.
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect(page.getByText('mọi mục đã nhận đều ở máy này')).toBeVisible();
  await screens.tab('Tờ điều trị');
  await expect(page.getByText(await courseOf(cutOff!))).toBeVisible();
});

/** What the meter in the sync centre says, which is open afterwards. */
async function room({ page }: OpenedWorkstation): Promise<{ records: number; charts: number }> {
  const section = page.getByRole('region', { name: 'Chỗ chứa trên máy này' });
  if (!(await section.isVisible())) await page.keyboard.press('F9');
  const said = /([\d.]+) bản ghi, [\d.]+ MB; ([\d.]+) hồ sơ/.exec(await section.innerText());
  const count = (text: string | undefined) => Number((text ?? '').replaceAll('.', ''));
  return { records: count(said?.[1]), charts: count(said?.[2]) };
}

/** The first line of what the server has as the course in somebody's signed note. */
async function courseOf(name: string): Promise<string> {
  const { couch, demonstration } = hospital;
  const { body } = await couch.ask(
    'GET',
    `${demonstration.central.database}/_all_docs?include_docs=true`,
  );
  const docs = (body as { rows: { doc: Record<string, string> }[] }).rows.map(({ doc }) => doc);
  const patientId = docs.find((doc) => doc['kind'] === 'patient' && doc['name'] === name)?.[
    'patientId'
  ];
  const note = docs.find((doc) => doc['kind'] === 'note' && doc['patientId'] === patientId);
  return note!['course']!.split('\n')[0]!;
}

/** What axe finds on the page as it stands, one line each. */
async function findings({ page }: OpenedWorkstation): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${String(target)} ${failureSummary}`),
  );
}
