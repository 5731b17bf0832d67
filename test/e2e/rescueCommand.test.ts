import * as fs from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { guardProfile } from '../../main/profile/guardUndelivered.ts';
import { importRescue } from '../inspect/rescueProfile.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { TestHospital } from '../support/twoWorkstations.ts';

const filePassphrase = 'con đường nhỏ 2026';
let hospital: TestHospital;

test.beforeAll(async () => {
  hospital = await openTestHospital('rescue-command');
});

test.afterAll(async () => {
  await hospital?.end();
});

test('invariant 8: entries that the command takes in are guarded before the workstation is opened, and reach the server once', async () => {
  const { passphrase, central } = hospital.demonstration;
  const [here, there] = [await hospital.open(0), await hospital.open(1)];
  for (const { screens } of [here, there]) {
    await screens.unlock('Hoàng Thị Liên', passphrase);
    await expect(screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  }
  await here.screens.cutNetwork(true);
  await here.screens.register({
    name: 'Lường Thị Mẫu Hà',
    birth: '5/9/1990',
    sex: 'Nữ',
    phone: '0912000346',
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
  const text = await fs.readFile(await here.page.getByText(/\.bedside$/).innerText(), 'utf8');

  await hospital.restart(async (profileDirs) => {
    const folder = profileDirs[1]!;
    expect(await guardProfile(folder)).toEqual({ kind: 'mayGo' });
    const command = () => importRescue({ folder, passphrase }, text, filePassphrase);
    expect(await command()).toEqual({ taken: 3, known: 0 });
    expect(await guardProfile(folder)).toMatchObject({ kind: 'holds', entries: 3 });
    // Once more changes nothing, the note neither.
    expect(await command()).toEqual({ taken: 0, known: 3 });
    expect(await guardProfile(folder)).toMatchObject({ kind: 'holds', entries: 3 });
  });

  const again = await hospital.open(1);
  await again.screens.unlock('Hoàng Thị Liên', passphrase);
  await expect(again.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  const { body } = await hospital.couch.ask(
    'GET',
    `${central.database}/_changes?style=all_docs&since=0&include_docs=true`,
  );
  const rows = (body as { results: { id: string; changes: unknown[]; doc?: { name?: string } }[] })
    .results;
  const patientId = rows.find(({ doc }) => doc?.name === 'Lường Thị Mẫu Hà')!.id.split(':')[0]!;
  expect(
    rows.filter(({ id }) => id.startsWith(`${patientId}:`)).map(({ changes }) => changes.length),
  ).toEqual([1, 1, 1]);
  const folder = hospital.demonstration.workstations[1]!.profileDir;
  await expect.poll(() => guardProfile(folder)).toEqual({ kind: 'mayGo' });
});
