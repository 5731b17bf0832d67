import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import { importRescue } from '../inspect/rescueProfile.ts';
import * as fs from 'node:fs/promises';
import { findNeedles } from '../support/diskSearch/findNeedles.ts';
import { readProfile } from '../support/diskSearch/profileBytes.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { TestHospital } from '../support/twoWorkstations.ts';

const filePassphrase = 'con đường nhỏ 2026';
let hospital: TestHospital;

test.beforeAll(async () => {
  hospital = await openTestHospital('rescue');
});

test.afterAll(async () => {
  await hospital?.end();
});

test('invariant 1: entries of a workstation without a line reach the server through another one, exactly once', async () => {
  const { passphrase, workstations, central } = hospital.demonstration;
  const [here, there] = [await hospital.open(0), await hospital.open(1)];
  for (const { screens } of [here, there]) {
    await screens.unlock('Hoàng Thị Liên', passphrase);
    await expect(screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  }
  await here.screens.cutNetwork(true);
  await here.screens.register({
    name: 'Lường Thị Mẫu Cúc',
    birth: '5/9/1990',
    sex: 'Nữ',
    phone: '0912000345',
    address: 'Thôn Nà Mẫu, xã Mẫu Sơn',
    reason: 'Đau đầu',
    allergy: { substance: 'Penicillin', reaction: 'Mày đay, 2019' },
  });
  await expect(here.screens.syncSentence()).toContainText(/3 mục chờ gửi/);

  await here.page.keyboard.press('F9');
  await here.page.getByRole('button', { name: 'Cất vào tệp cứu hộ…' }).click();
  await here.page.getByLabel('Mật khẩu của tệp', { exact: true }).fill(filePassphrase);
  await here.page.getByLabel('Gõ lại mật khẩu của tệp').fill(filePassphrase);
  await here.page.getByRole('button', { name: /^Cất vào tệp$/ }).click();
  await expect(here.page.getByText('Đã cất 3 mục vào tệp cứu hộ')).toBeVisible();
  const file = await here.page.getByText(/\.bedside$/).innerText();

  await there.page.keyboard.press('F9');
  await there.page.getByRole('button', { name: 'Nhận một tệp cứu hộ…' }).click();
  await there.page.getByLabel('Tệp cứu hộ (.bedside)').setInputFiles(file);
  await there.page.getByLabel('Mật khẩu của tệp').fill('khong phai 2026');
  await there.page.getByRole('button', { name: 'Nhận vào máy này' }).click();
  await expect(there.page.getByText('Mật khẩu này không mở được tệp')).toBeVisible();
  await there.page.getByLabel('Mật khẩu của tệp').fill(filePassphrase);
  await there.page.getByRole('button', { name: 'Nhận vào máy này' }).click();
  await expect(there.page.getByText('Đã nhận 3 mục')).toBeVisible();
  const registered = async () => {
    const { body } = await hospital.couch.ask(
      'GET',
      `${central.database}/_changes?style=all_docs&since=0&include_docs=true`,
    );
    const rows = (
      body as { results: { id: string; changes: unknown[]; doc?: { name?: string } }[] }
    ).results;
    const patientId = rows.find(({ doc }) => doc?.name === 'Lường Thị Mẫu Cúc')?.id.split(':')[0];
    return rows
      .filter(({ id }) => patientId && id.startsWith(`${patientId}:`))
      .map(({ changes }) => changes.length);
  };
  await expect.poll(registered).toEqual([1, 1, 1]);

  await here.page.keyboard.press('Escape');
  await here.screens.cutNetwork(false);
  await expect(here.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  await expect(there.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  expect(await registered()).toEqual([1, 1, 1]);

  for (const { browser } of [here, there]) await browser.close();
  await hospital.demonstration.stop();
  const folder = path.dirname(workstations[1]!.browserFolder);
  const text = await fs.readFile(file, 'utf8');
  const entered = { name: 'Lường Thị Mẫu Cúc', phone: '0912000345', filePassphrase };
  expect(findNeedles(await readProfile(path.dirname(file)), entered)).toEqual([]);
  expect(await importRescue({ folder, passphrase }, text, filePassphrase)).toEqual({
    taken: 0,
    known: 3,
  });
});
