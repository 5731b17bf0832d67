import { expect, test } from '@playwright/test';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/** Invariant 1 for what isn't signed yet: every keystroke that was on the screen is there again. */

const writer = 'Lê Minh Khôi';
const another = 'Hoàng Thị Liên';
const patient = 'Nguyễn Thị Hoà';

let hospital: TestHospital;

test.beforeAll(async () => {
  hospital = await openTestHospital('draft-survives', { workstations: 1 });
});

test.afterAll(async () => {
  await hospital?.end();
});

test('a draft survives another person at the machine, and kill -9 in mid-typing', async () => {
  const { passphrase } = hospital.demonstration;
  const first = await hospital.open(0);
  await first.screens.unlock(writer, passphrase);
  await first.screens.open(patient);
  await first.screens.writeNote({ 'Diễn biến': 'Đau giảm, đi lại được.' });
  await first.screens.lock();

  await first.screens.unlock(another, passphrase);
  await first.screens.open(patient);
  await first.screens.tab('Tờ điều trị');
  await expect(first.page.getByText('Của BS. Lê Minh Khôi')).toBeVisible();
  await expect(first.page.getByRole('textbox', { name: 'Diễn biến' })).toHaveCount(0);
  await first.screens.lock();

  await first.screens.unlock(writer, passphrase);
  await first.screens.open(patient);
  await first.screens.tab('Tờ điều trị');
  const course = first.page.getByRole('textbox', { name: 'Diễn biến' });
  await expect(course).toHaveValue('Đau giảm, đi lại được.');
  await course.press('Control+End');
  await first.page.keyboard.type(' Ăn được nửa bát cháo.', { delay: 15 });
  await expect(course).toHaveValue('Đau giảm, đi lại được. Ăn được nửa bát cháo.');
  await expectKept(first);
  await first.browser.kill();

  const again = await hospital.open(0);
  await again.screens.unlock(writer, passphrase);
  await again.screens.open(patient);
  await again.screens.tab('Tờ điều trị');
  await expect(again.page.getByRole('textbox', { name: 'Diễn biến' })).toHaveValue(
    'Đau giảm, đi lại được. Ăn được nửa bát cháo.',
  );
  await expect(again.page.getByText(/Đã lấy lại chữ đang gõ dở/)).toBeVisible();
});

/** The page says that all that was typed is on this disk; the shared draft comes seconds later. */
async function expectKept({ page }: OpenedWorkstation): Promise<void> {
  await expect(page.getByText(/Bản nháp, tự lưu tại máy \d\d:\d\d/)).toHaveAttribute(
    'aria-busy',
    'false',
  );
}
