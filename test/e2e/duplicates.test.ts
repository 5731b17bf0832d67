import { expect, test } from '@playwright/test';
import { chartScreens } from '../support/pages/chart.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * Two desks register one person while both are cut off. Afterwards the pair is listed on both, one
 * of them joins it, the other sees one chart; parted again, both records are as they were.
 */

let hospital: TestHospital;
let desk: OpenedWorkstation;
let bedside: OpenedWorkstation;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  hospital = await openTestHospital('duplicates', { patients: 40 });
  const open = async (index: 0 | 1, person: string) => {
    const opened = await hospital.open(index);
    await opened.screens.unlock(person, hospital.demonstration.passphrase);
    await expect(opened.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ', {
      timeout: 60_000,
    });
    return opened;
  };
  desk = await open(0, 'Đỗ Thị Mai');
  bedside = await open(1, 'Nông Thị Hằng');
});

test.afterAll(async () => {
  await hospital?.end();
});

const person = {
  sex: 'Nữ',
  phone: '0199554433',
  address: 'Thôn Nà Pục, xã Phiêng Ngàn, tỉnh Thái Nguyên',
  reason: 'Ho, sốt',
} as const;

async function openDuplicates({ page }: OpenedWorkstation): Promise<void> {
  await page.getByRole('link', { name: 'Nghi trùng' }).click();
  await expect(page.getByRole('heading', { name: 'Hồ sơ nghi trùng' })).toBeVisible();
}

test('one person registered on two workstations is listed, joined, and parted again', async () => {
  test.setTimeout(150_000);
  for (const { screens } of [desk, bedside]) await screens.cutNetwork(true);
  await desk.screens.register({ ...person, name: 'Quách Thị Mận', birth: '11/02/1988' });
  await bedside.screens.register({
    ...person,
    name: 'Quach Thi Man',
    birth: '02/11/1988',
    allergy: { substance: 'Penicillin', reaction: 'Nổi mẩn' },
  });
  for (const { screens } of [desk, bedside]) await screens.cutNetwork(false);

  await openDuplicates(desk);
  const pairs = (station: OpenedWorkstation) =>
    station.page.getByRole('list', { name: 'Các cặp hồ sơ' }).getByRole('button');
  const pair = pairs(desk).filter({ hasText: 'Quách Thị Mận' });
  await expect(pair).toContainText('Quach Thi Man', { timeout: 30_000 });
  await expect(pair).toContainText('nghi trùng');
  await pair.click();
  const comparison = desk.page.getByRole('region', { name: 'So sánh hai hồ sơ' });
  await expect(comparison).toContainText('giống nhau khi bỏ dấu');
  await expect(comparison).toContainText('đổi chỗ ngày và tháng');
  await comparison.getByRole('button', { name: 'Cùng một người: gộp' }).press('Enter');
  await expect(pair).toContainText('đã gộp');

  // The other workstation follows: either record opens one chart, with the allergy of both.
  await bedside.screens.open('Quach Thi Man');
  const banner = bedside.page.getByRole('region', { name: 'Người bệnh' });
  await expect(banner).toContainText('Gộp với', { timeout: 30_000 });
  await expect(banner).toContainText('Penicillin');
  await expect(banner).toContainText('QUÁCH THỊ MẬN');
  await bedside.page.keyboard.press('Control+k');
  await bedside.page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill('quach thi man');
  await expect(bedside.page.getByRole('option')).toHaveCount(1);
  await bedside.page.keyboard.press('Escape');

  // What is written now stands in one of the two charts, whichever it is about.
  await chartScreens(bedside.page).recordAllergy('Mủ cao su');
  await expect(bedside.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');

  // Parting needs a reason, and both stand alone again on both machines.
  await comparison.getByRole('textbox', { name: 'Lý do, giấy tờ đã xem' }).fill('Hai căn cước');
  await comparison.getByRole('button', { name: 'Tách ra' }).click();
  await expect(pair).toContainText('đã tách');
  await expect(comparison).toContainText('Ghi trong lúc gộp');
  await expect(banner).not.toContainText('Gộp với', { timeout: 30_000 });
  await bedside.page.keyboard.press('Control+k');
  await bedside.page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill('quach thi man');
  await expect(bedside.page.getByRole('option')).toHaveCount(2);
  await bedside.page.keyboard.press('Escape');

  // Who treats them says whose the entry is; it stays where it is, and everybody sees what was said.
  await expect(comparison).toContainText('Còn 1 mục chưa ai nói là của ai');
  await expect(comparison).toContainText('Bác sĩ, điều dưỡng hoặc cán bộ hồ sơ');
  await openDuplicates(bedside);
  await pairs(bedside).filter({ hasText: 'Quách Thị Mận' }).click();
  const entry = bedside.page
    .getByRole('region', { name: 'So sánh hai hồ sơ' })
    .getByRole('listitem')
    .filter({ has: bedside.page.getByRole('button', { name: /^(Xem mục|Ẩn)$/ }) });
  await entry.getByRole('button', { name: 'Xem mục' }).click();
  await expect(entry).toContainText('Mủ cao su');
  await entry.getByRole('button', { name: /^Của / }).last().click();
  await expect(entry).toContainText('Mục vẫn nằm ở hồ sơ cũ');
  await expect(comparison).toContainText('Mọi mục đã có người nói là của ai', { timeout: 30_000 });
  await expect(comparison).toContainText('Mục vẫn nằm ở hồ sơ cũ');
  await entry.getByRole('link').click();
  await bedside.screens.tab('Dị ứng');
  const allergy = bedside.page.getByRole('listitem').filter({ hasText: 'Mủ cao su' });
  await expect(allergy).toContainText(/của [0-9A-Z]+-\d+/);

  // A third who is much alike: "another person" is remembered, so nobody is asked about the two again.
  const { page } = desk;
  const compared = page.getByText(/^Đã so sánh \d+ người bệnh/);
  const before = Number(/\d+/.exec((await compared.textContent()) ?? '')?.[0]);
  await page.keyboard.press('F7');
  await page.getByRole('textbox', { name: 'Họ và tên' }).fill('Quách Thị Mẩn');
  await page.getByRole('textbox', { name: 'Ngày sinh hoặc tuổi' }).fill('11/02/1988');
  await page.getByRole('radio', { name: 'Nữ' }).focus();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: /^Xem các hồ sơ giống/ })).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('button', { name: /Người khác/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'QUÁCH THỊ MẨN' })).toBeVisible();
  await openDuplicates(desk);
  await expect(compared).toContainText(` ${before + 1} `);
  await expect(pairs(desk).filter({ hasText: 'Quách Thị Mẩn' })).toHaveCount(0);
});
