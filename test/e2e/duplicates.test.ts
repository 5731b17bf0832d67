import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { chartScreens } from '../support/pages/chart.ts';
import { pairScreens } from '../support/pages/pairs.ts';
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
  hospital = await openTestHospital('duplicates', { patients: 40 });
  const open = async (index: 0 | 1, person: string) => {
    const opened = await hospital.open(index);
    await opened.screens.unlock(person, hospital.demonstration.passphrase);
    await expect(opened.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
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

test('one person registered on two workstations is listed, joined, and parted again, by the keyboard alone', async () => {
  for (const { screens } of [desk, bedside]) await screens.cutNetwork(true);
  await desk.screens.register({ ...person, name: 'Quách Thị Mận', birth: '11/02/1988' });
  await bedside.screens.register({
    ...person,
    name: 'Quach Thi Man',
    birth: '02/11/1988',
    allergy: { substance: 'Penicillin', reaction: 'Nổi mẩn' },
  });
  for (const { screens } of [desk, bedside]) await screens.cutNetwork(false);

  const [atDesk, atBedside] = [pairScreens(desk.page), pairScreens(bedside.page)];
  await atDesk.open();
  const pair = atDesk.pairs().filter({ hasText: 'Quách Thị Mận' });
  await expect(pair).toContainText('Quach Thi Man');
  await expect(pair).toContainText('nghi trùng');
  // Tab leads into the list, arrows through it: the pair that has the focus is the one compared.
  await atDesk.press(atDesk.pairs().first(), 'Home');
  for (let step = 0; step < 60 && !(await isFocused(pair)); step += 1) {
    await desk.page.keyboard.press('ArrowDown');
  }
  const comparison = atDesk.comparison();
  await expect(comparison).toContainText('giống nhau khi bỏ dấu');
  await expect(comparison).toContainText('đổi chỗ ngày và tháng');
  expect(await findingsOfAxe(desk.page)).toEqual([]);
  await atDesk.press(comparison.getByRole('button', { name: 'Cùng một người: gộp' }), 'Enter');
  await expect(comparison).toContainText('đã gộp');
  await expect(pair).toHaveCount(0);
  expect(await findingsOfAxe(desk.page)).toEqual([]);
  await atDesk.show('Đã gộp');
  await expect(pair).toContainText('đã gộp · CN. Đỗ Thị Mai');

  // The other workstation follows: either record opens one chart, with the allergy of both.
  await bedside.screens.open('Quach Thi Man');
  const banner = bedside.page.getByRole('region', { name: 'Người bệnh' });
  await expect(banner).toContainText('Gộp với');
  await expect(banner).toContainText('Penicillin');
  await expect(banner).toContainText('QUÁCH THỊ MẬN');
  // Two birth dates: both stand there, with the record that the other one is written in.
  await expect(banner).toContainText('11/02/1988');
  await expect(banner).toContainText('02/11/1988');
  await bedside.page.keyboard.press('Control+k');
  await bedside.page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill('quach thi man');
  await expect(bedside.page.getByRole('option')).toHaveCount(1);
  await bedside.page.keyboard.press('Escape');

  // What is written and edited now stands in one of the two charts, whichever it is about.
  await chartScreens(bedside.page).recordAllergy('Mủ cao su');
  await bedside.page.getByRole('button', { name: 'Sửa thông tin người bệnh' }).press('Enter');
  const details = bedside.page.getByRole('dialog', { name: 'Thông tin người bệnh' });
  await details.getByRole('textbox', { name: 'Nơi ở' }).fill('Bản Lạ, xã Không Phải');
  await bedside.page.keyboard.press('Control+Enter');
  await expect(details).toHaveCount(0);
  await expect(bedside.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');

  // Parting needs a reason, and both stand alone again on both machines.
  await atDesk.press(pair, 'Home');
  await expect(comparison).toContainText('Bản Lạ, xã Không Phải');
  await expect(comparison).toContainText('Sau khi tách:');
  await atDesk.giveReason('Hai căn cước');
  await atDesk.press(comparison.getByRole('button', { name: 'Tách ra' }), 'Enter');
  await expect(comparison).toContainText('đã tách');
  await expect(comparison).toContainText('Ghi trong lúc gộp');
  expect(await findingsOfAxe(desk.page)).toEqual([]);
  await expect(banner).not.toContainText('Gộp với');
  await bedside.page.keyboard.press('Control+k');
  await bedside.page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill('quach thi man');
  await expect(bedside.page.getByRole('option')).toHaveCount(2);
  await bedside.page.keyboard.press('Escape');

  // Who treats them says whose the entry is; it stays where it is, and everybody sees what was said.
  await expect(comparison).toContainText('Còn 2 mục chưa ai nói là của ai');
  await expect(comparison).toContainText('Bác sĩ, điều dưỡng hoặc cán bộ hồ sơ');
  await atBedside.open();
  await atBedside.show('Hai người');
  await atBedside.press(atBedside.pairs().filter({ hasText: 'Quách Thị Mận' }), 'Home');
  const toSort = atBedside.comparison().getByRole('list', { name: 'Ghi trong lúc gộp' });
  const edit = toSort.getByRole('listitem').filter({ hasText: 'Bản Lạ' });
  const entry = toSort.getByRole('listitem').filter({ hasText: /^Dị ứng/ });
  const numbers = await entry.getByRole('button', { name: /^Của / }).allInnerTexts();
  await atBedside.press(entry.getByRole('button', { name: 'Xem mục' }), 'Enter');
  await expect(entry).toContainText('Mủ cao su');
  // It stands in the chart that the entry's link names; it is the other one's.
  const written = await entry.getByRole('link').innerText();
  const others = numbers.findIndex((words) => words !== `Của ${written}`);
  await atBedside.press(entry.getByRole('button', { name: /^Của / }).nth(others), 'Enter');
  await expect(entry).toContainText('Mục vẫn nằm ở hồ sơ cũ');
  await expect(comparison).toContainText('Còn 1 mục');

  // The edit is of the other too, than whose record it names: written there and taken back here, each
  // by a press of its own.
  await expect(edit).toContainText(`trước đó: ${person.address}`);
  const edited = await edit.getByRole('link').innerText();
  const notEdited = numbers.findIndex((words) => words !== `Của ${edited}`);
  await atBedside.press(edit.getByRole('button', { name: /^Của / }).nth(notEdited), 'Enter');
  await atBedside.press(edit.getByRole('button', { name: /^Ghi vào / }), 'Enter');
  await expect(edit).toContainText('đã ghi như vậy');
  await atBedside.press(edit.getByRole('button', { name: /^Trả / }), 'Enter');
  await expect(edit).toContainText('không còn giá trị này');
  expect(await findingsOfAxe(bedside.page)).toEqual([]);
  await expect(comparison).toContainText('Mọi mục đã có người nói là của ai');
  await atBedside.press(entry.getByRole('link'), 'Enter');
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
  // Both records of before look like this one: each has an answer of its own.
  const another = page.getByRole('button', { name: /^Người khác/ });
  await expect(another).toHaveCount(2);
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+2');
  for (const each of await another.all())
    await expect(each).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'QUÁCH THỊ MẨN' })).toBeVisible();
  await atDesk.open();
  await expect(compared).toContainText(` ${before + 1} `);
  const different = atDesk.pairs().filter({ hasText: 'Quách Thị Mẩn' });
  await expect(different).toHaveCount(0);

  // Whoever answered wrongly finds it among the answers, with who and when, and undoes it by another.
  await atDesk.show('Hai người');
  await expect(different.first()).toContainText('hai người khác nhau · CN. Đỗ Thị Mai');
  const asked = await different.count();
  await atDesk.press(different.first(), 'Home');
  await atDesk.press(comparison.getByRole('button', { name: 'Để sau' }), 'Enter');
  await expect(different).toHaveCount(asked - 1);
  await atDesk.show('Để sau');
  await expect(different).toContainText('để sau · CN. Đỗ Thị Mai');
});

function isFocused(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement);
}

async function findingsOfAxe(page: Page): Promise<readonly string[]> {
  // The library's own announcements stand some seconds longer than the busy button that they name.
  const { violations } = await new AxeBuilder({ page }).exclude('[data-live-announcer]').analyze();
  return violations.map(({ id, nodes }) => `${id} ${String(nodes[0]?.target)}`);
}
