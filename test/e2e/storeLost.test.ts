import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import { mendLogs } from '../../main/disk/mendLogs.ts';
import { guardProfile } from '../../main/profile/guardUndelivered.ts';
import { noteDamagedStore } from '../../main/profile/storeDamage.ts';
import { exportSalvaged, importRescue } from '../inspect/rescueProfile.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { TestHospital } from '../support/twoWorkstations.ts';

let hospital: TestHospital;

test.beforeAll(async () => {
  hospital = await openTestHospital('store-lost', { workstations: 1, patients: 60 });
});

test.afterAll(async () => {
  await hospital?.end();
});

const filePassphrase = 'con đường nhỏ 2026';
const allSent = 'Mọi thứ đã ở máy chủ';
const aPatient = { birth: '5/9/1990', sex: 'Nữ', reason: 'Sốt cao' } as const;

test('invariant 1: a spoilt disk cost the whole store: what was on no server is told, and comes back from the copy', async () => {
  const { passphrase, workstations } = hospital.demonstration;
  const { profileDir, browserFolder } = workstations[0]!;
  const here = await hospital.open(0);
  await here.screens.unlock('Hoàng Thị Liên', passphrase);
  await expect(here.screens.syncSentence()).toContainText(allSent);
  const filled = (await fs.stat(await logOf(browserFolder))).size;
  await here.screens.register({ ...aPatient, name: 'Lường Thị Mẫu Đơn' });
  await expect(here.screens.syncSentence()).toContainText(allSent);
  await expect(here.page.getByRole('alert')).toHaveCount(0);
  await here.screens.cutNetwork(true);
  await here.screens.register({ ...aPatient, name: 'Vi Văn Mẫu Sơn' });
  await expect(here.screens.syncSentence()).toContainText(/2 mục chờ gửi/);
  await here.browser.kill();
  // As the shell starts its window; then Chromium throws away what it can't read.
  await spoil(await logOf(browserFolder), filled / 2);
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

  // IT reads the copy, and the workstation takes in what it gives.
  await hospital.restart(async () => {
    const closed = { folder: profileDir, passphrase };
    const made = await exportSalvaged(closed, kept[0]!, filePassphrase);
    // Two people and their visits, those that the server has among them.
    expect(made).toMatchObject({ entries: 4, unreadable: 0, damagedFiles: [] });
    const text = await fs.readFile(made.file, 'utf8');
    const { taken, known } = await importRescue(closed, text, filePassphrase);
    expect(taken + known).toBe(4);
    expect(taken).toBeGreaterThanOrEqual(2);
  });
  const third = await hospital.open(0);
  await third.screens.unlock('Triệu Văn Bảo', passphrase);
  const still = third.page.getByRole('alert').filter({ hasText: 'có thể mất 2 mục' });
  await still.getByRole('button', { name: 'Kỹ thuật đã xem' }).click();
  await expect(still).toHaveCount(0);
  await third.screens.lock();
  await third.screens.unlock('Hoàng Thị Liên', passphrase);
  await third.screens.open('Vi Văn Mẫu Sơn');
  await expect(third.screens.syncSentence()).toContainText(allSent);
  // It began anew once, and no more.
  await expect(third.page.getByRole('alert')).toHaveCount(0);
  await expect.poll(() => guardProfile(profileDir)).toEqual({ kind: 'mayGo' });
  const { body } = await hospital.couch.ask(
    'GET',
    `${hospital.demonstration.central.database}/_changes?style=all_docs&include_docs=true`,
  );
  const rows = (body as { results: { changes: unknown[]; doc?: { name?: string } }[] }).results;
  const names = rows.map(({ doc }) => doc?.name);
  expect(names.filter((name) => name === 'Vi Văn Mẫu Sơn')).toHaveLength(1);
  expect(names.filter((name) => name === 'Lường Thị Mẫu Đơn')).toHaveLength(1);
  expect(rows.filter(({ changes }) => changes.length > 1)).toEqual([]);
});

async function logOf(browserFolder: string): Promise<string> {
  const names = await fs.readdir(browserFolder, { recursive: true });
  const isLog = (name: string) => /IndexedDB[\\/][^\\/]+\.leveldb[\\/]\d+\.log$/.test(name);
  return path.join(browserFolder, names.find(isLog)!);
}

/** One byte isn't what was written, amid what came from the server. */
async function spoil(log: string, place: number): Promise<void> {
  const bytes = await fs.readFile(log);
  bytes[Math.floor(place)]! ^= 0x55;
  await fs.writeFile(log, bytes);
}
