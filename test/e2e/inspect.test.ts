import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import { inspectProfile } from '../inspect/inspectProfile.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { TestHospital } from '../support/twoWorkstations.ts';

let hospital: TestHospital;

test.beforeAll(async () => {
  hospital = await openTestHospital('inspect');
});

test.afterAll(async () => {
  await hospital?.end();
});

test('a closed workstation’s replica is told in counts: what is here only, and the same leaves on both', async () => {
  const { passphrase, workstations } = hospital.demonstration;
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
  for (const { browser } of [here, there]) await browser.close();
  await hospital.demonstration.stop();

  const folders = workstations.map(({ browserFolder }) => path.dirname(browserFolder));
  const [first, second] = [
    (await inspectProfile(folders[0]!, passphrase)).inspection,
    (await inspectProfile(folders[1]!, passphrase)).inspection,
  ];
  expect(first).toMatchObject({ hereOnly: 3, refused: 0, quarantined: 0, openConflicts: 0 });
  expect(second).toMatchObject({ hereOnly: 0, refused: 0, quarantined: 0, openConflicts: 0 });
  expect(first.byKind['patient']).toBe(second.byKind['patient']! + 1);
  expect(first.onServer).toBe(second.onServer);
  expect(first.digest).not.toBe(second.digest);
  // Looking changes nothing.
  expect((await inspectProfile(folders[1]!, passphrase)).inspection).toEqual(second);
  await expect(inspectProfile(folders[1]!, 'khong phai')).rejects.toThrow('the passphrase');
});
