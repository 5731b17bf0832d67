import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import { mendLogs } from '../../main/disk/mendLogs.ts';
import { guardProfile } from '../../main/profile/guardUndelivered.ts';
import { noteDamagedStore } from '../../main/profile/storeDamage.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { TestHospital } from '../support/twoWorkstations.ts';

let hospital: TestHospital;

test.beforeAll(async () => {
  hospital = await openTestHospital('store-lost', { workstations: 1, patients: 60 });
});

test.afterAll(async () => {
  await hospital?.end();
});

const allSent = 'Mọi thứ đã ở máy chủ';
const aPatient = { birth: '5/9/1990', sex: 'Nữ', reason: 'Sốt cao' } as const;

test('invariant 1: a spoilt disk cost the whole store: what was on no server is told, until an administrator has looked', async () => {
  const { passphrase, workstations } = hospital.demonstration;
  const { profileDir, browserFolder } = workstations[0]!;
  const here = await hospital.open(0);
  await here.screens.unlock('Hoàng Thị Liên', passphrase);
  await here.screens.register({ ...aPatient, name: 'Lường Thị Mẫu Đơn' });
  await expect(here.screens.syncSentence()).toContainText(allSent);
  await expect(here.page.getByRole('alert')).toHaveCount(0);
  await here.screens.cutNetwork(true);
  await here.screens.register({ ...aPatient, name: 'Vi Văn Mẫu Sơn' });
  await expect(here.screens.syncSentence()).toContainText(/2 mục chờ gửi/);
  await here.browser.kill();
  // As the shell starts its window; then Chromium throws away what it can't read.
  await spoil(browserFolder);
  const { kept } = await mendLogs(browserFolder);
  await noteDamagedStore(profileDir, kept);

  const again = await hospital.open(0);
  await again.screens.unlock('Hoàng Thị Liên', passphrase);
  const warning = again.page.getByRole('alert').filter({ hasText: 'có thể mất 2 mục' });
  await expect(warning).toContainText('gọi kỹ thuật');
  await expect(warning).toContainText(kept[0]!);
  // Whoever treats can't take it away.
  await expect(warning.getByRole('button')).toHaveCount(0);
  await again.screens.cutNetwork(false);
  await expect(again.screens.syncSentence()).toContainText(allSent);
  await again.screens.open('Lường Thị Mẫu Đơn');
  await expect(warning).toBeVisible();
  expect(await guardProfile(profileDir)).toEqual({ kind: 'storeDamaged' });

  await again.screens.lock();
  await again.screens.unlock('Triệu Văn Bảo', passphrase);
  await warning.getByRole('button', { name: 'Kỹ thuật đã xem' }).click();
  await expect(warning).toHaveCount(0);
  await expect.poll(() => guardProfile(profileDir)).toEqual({ kind: 'mayGo' });
  // It began anew once.
  await again.browser.kill();
  const third = await hospital.open(0);
  await third.screens.unlock('Hoàng Thị Liên', passphrase);
  await expect(third.screens.syncSentence()).toContainText(allSent);
  await expect(third.page.getByRole('alert')).toHaveCount(0);
});

/** One byte in the midst of the log of IndexedDB isn't what was written. */
async function spoil(browserFolder: string): Promise<void> {
  const names = await fs.readdir(browserFolder, { recursive: true });
  const log = names.find((name) => /IndexedDB[\\/][^\\/]+\.leveldb[\\/]\d+\.log$/.test(name));
  const file = path.join(browserFolder, log!);
  const bytes = await fs.readFile(file);
  bytes[Math.floor(bytes.length / 2)]! ^= 0x55;
  await fs.writeFile(file, bytes);
}
