import { expect, test } from '@playwright/test';
import { pastTheApp } from '../support/attacks/forgeOrder.ts';
import { chartScreens } from '../support/pages/chart.ts';
import type { ChartScreens } from '../support/pages/chart.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * Invariants 2 and 3 as a hospital meets them: two workstations, both cut off, write about one
 * patient at once. Afterwards both show the same, nothing is lost, and one person settles it for
 * everybody.
 */

interface Station extends OpenedWorkstation {
  readonly chart: ChartScreens;
}

let hospital: TestHospital;
let one: Station;
let other: Station;

test.beforeAll(async () => {
  hospital = await openTestHospital('collisions', { patients: 40 });
  const open = async (index: 0 | 1, person: string): Promise<Station> => {
    const opened = await hospital.open(index);
    await opened.screens.unlock(person, hospital.demonstration.passphrase);
    await expect(opened.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
    return { ...opened, chart: chartScreens(opened.page) };
  };
  one = await open(0, 'Lê Minh Khôi');
  other = await open(1, 'Nông Thị Hằng');
});

test.afterAll(async () => {
  await hospital?.end();
});

/** Opens one chart on both workstations, and cuts both lines. */
async function apart(patient: string): Promise<void> {
  for (const { screens } of [one, other]) {
    await screens.open(patient);
    await screens.cutNetwork(true);
  }
}

async function together(): Promise<void> {
  for (const { screens } of [one, other]) await screens.cutNetwork(false);
}

const both = () => [one, other];

test('two people correct a birth date: both dates on both machines, settled once for both', async () => {
  await apart('Hoàng Thị Mây');
  await one.chart.correctBirthDate('12/06/1961');
  await other.chart.correctBirthDate('06/12/1961');
  await together();
  for (const { page, chart } of both()) {
    const banner = page.getByRole('region', { name: 'Người bệnh' });
    await expect(banner).toContainText('12/06/1961');
    await expect(banner).toContainText('06/12/1961');
    expect([...(await chart.sides('Ngày sinh'))].sort()).toEqual(['06/12/1961', '12/06/1961']);
  }
  await other.chart.settleOn('Ngày sinh', '12/06/1961', 'Căn cước');
  for (const { page, chart } of both()) {
    await expect(chart.card('Ngày sinh')).toHaveCount(0);
    const banner = page.getByRole('region', { name: 'Người bệnh' });
    await expect(banner).toContainText('12/06/1961');
    await expect(banner).not.toContainText('06/12/1961');
  }
});

test('one changes a dose while another stops the drug: the new dose waits as a proposal', async () => {
  const patient = 'Nông Văn Thắng';
  await one.screens.open(patient);
  await one.screens.orderDrug({
    name: 'Paracetamol',
    amount: '500',
    route: 'uống',
    frequency: 'ngày 3 lần',
    days: '3',
  });
  await other.screens.open(patient);
  await other.screens.tab('Y lệnh');
  await expect(other.page.getByRole('button', { name: 'Ngừng Paracetamol' })).toBeVisible();
  await apart(patient);
  await one.chart.changeDose('Paracetamol', '650');
  await other.chart.actOnOrder('Ngừng', 'Paracetamol', 'Men gan tăng');
  await together();
  for (const { page, screens } of both()) {
    await screens.tab('Y lệnh');
    await expect(page.getByText('đề nghị, y lệnh gốc đã bị ngừng')).toBeVisible();
    await expect(page.getByText(/Men gan tăng/).first()).toBeVisible();
    await expect(page.getByText(/650\s+mg/).first()).toBeVisible();
  }
  await other.chart.actOnOrder('Dùng lại', 'Paracetamol', 'Giảm liều theo dõi');
  for (const { page } of both()) {
    await expect(page.getByText('đề nghị, y lệnh gốc đã bị ngừng')).toHaveCount(0);
    await expect(page.getByRole('button', { name: 'Tạm giữ Paracetamol' })).toHaveCount(1);
  }
});

test('an allergy is refuted by one and told again to another: it stands until that is refuted too', async () => {
  const patient = 'Lò Văn Pành';
  const refute = (page: OpenedWorkstation['page']) =>
    page.getByRole('button', { name: 'Bác bỏ dị ứng Tôm sú' });
  await one.screens.open(patient);
  await one.chart.recordAllergy('Tôm sú');
  await other.screens.open(patient);
  await other.screens.tab('Dị ứng');
  await expect(refute(other.page)).toBeVisible();
  await apart(patient);
  await one.chart.refuteAllergy('Tôm sú', 'Ăn lại không sao');
  await expect(refute(one.page)).toHaveCount(0);
  await other.chart.recordAllergy('Tôm sú');
  await together();
  for (const { page, screens } of both()) {
    await screens.tab('Dị ứng');
    await expect(page.getByText('Ăn lại không sao', { exact: false }).first()).toBeVisible();
    await expect(refute(page)).toHaveCount(1);
    await expect(page.getByRole('region', { name: 'Người bệnh' })).toContainText('Tôm sú');
  }
  await other.chart.refuteAllergy('Tôm sú', 'Đã hỏi lại cả hai lần');
  for (const { page } of both()) {
    await expect(refute(page)).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Người bệnh' })).not.toContainText('Tôm sú');
  }
});

test('one closes the visit while another writes: closed, and the note is kept and marked', async () => {
  const patient = 'Phạm Thị Ngọc Ánh';
  await apart(patient);
  await one.chart.closeVisit('Ra viện');
  await other.screens.writeNote({ 'Diễn biến': 'Chiều sốt lại 38,9 độ.' });
  await other.screens.signNote();
  await together();
  for (const { page, screens } of both()) {
    await expect(page.getByText(/Lượt điều trị đã đóng lúc/)).toBeVisible();
    await screens.tab('Tờ điều trị');
    const note = page.getByRole('article').filter({ hasText: 'Chiều sốt lại 38,9 độ.' });
    await expect(note.getByText('sau khi đóng lượt')).toBeVisible();
  }
  await one.page.getByRole('button', { name: 'Mở lại lượt' }).click();
  await one.page.getByRole('textbox', { name: 'Lý do mở lại' }).fill('Sốt lại');
  await one.page.keyboard.press('Enter');
  for (const { page } of both()) {
    await expect(page.getByText(/Lượt điều trị đã đóng lúc/)).toHaveCount(0);
    await expect(page.getByText('sau khi đóng lượt')).toHaveCount(0);
  }
});

test('one draft on two machines: both versions of the section are kept, and one is chosen', async () => {
  const patient = 'Vi Thị Hạnh';
  await one.screens.open(patient);
  await one.screens.writeNote({ 'Diễn biến': 'Đêm ngủ được.' });
  await one.page.keyboard.press('Escape');
  await other.screens.open(patient);
  await other.screens.tab('Tờ điều trị');
  await other.page.getByRole('button', { name: /^Viết tiếp/ }).click();
  await apart(patient);
  for (const [{ page, screens }, text] of [
    [one, 'Đêm ngủ được, sáng còn ho.'],
    [other, 'Đêm ngủ được, không ho.'],
  ] as const) {
    await screens.tab('Tờ điều trị');
    const course = page.getByRole('textbox', { name: 'Diễn biến' });
    const resume = page.getByRole('button', { name: /^Viết tiếp/ });
    await course.or(resume).first().waitFor();
    if (!(await course.isVisible())) await resume.first().click();
    await course.fill(text);
    await page.keyboard.press('Escape');
  }
  await together();
  for (const { page, screens } of both()) {
    await screens.tab('Tổng quan');
    const card = page.getByRole('region', { name: /^Diễn biến.*hai người ghi khác nhau$/ });
    await expect(card).toContainText('sáng còn ho');
    await expect(card).toContainText('không ho');
  }
  await one.chart.settleOnVersionOf('Diễn biến (bản nháp)', 'BS. Lê Minh Khôi');
  for (const { chart } of both()) await expect(chart.card('Diễn biến (bản nháp)')).toHaveCount(0);
});

test('both settle one disagreement differently: a new one, with both, until one more settles it', async () => {
  await apart('Bế Thị Duyên');
  await one.chart.correctBirthDate('01/02/1966');
  await other.chart.correctBirthDate('02/01/1966');
  await together();
  for (const { chart } of both()) await chart.sides('Ngày sinh');
  await apart('Bế Thị Duyên');
  await one.chart.settleOn('Ngày sinh', '01/02/1966', 'Căn cước');
  await other.chart.settleOn('Ngày sinh', '02/01/1966', 'Giấy khai sinh');
  await together();
  for (const { screens, chart } of both()) {
    await screens.tab('Tổng quan');
    await expect
      .poll(async () => [...(await chart.sides('Ngày sinh'))].sort())
      .toEqual(['01/02/1966', '02/01/1966']);
  }
  await one.chart.settleOn('Ngày sinh', '01/02/1966', 'Căn cước bản gốc');
  for (const { page, chart } of both()) {
    await expect(chart.card('Ngày sinh')).toHaveCount(0);
    const banner = page.getByRole('region', { name: 'Người bệnh' });
    await expect(banner).toContainText('01/02/1966');
    await expect(banner).not.toContainText('02/01/1966');
  }
});

test('invariant 4: an order rewritten past the app is set aside everywhere, read as evidence, and answered', async () => {
  const patient = 'Vàng Thị Dợ';
  await one.screens.open(patient);
  await one.screens.orderDrug({
    name: 'Paracetamol',
    amount: '500',
    route: 'uống',
    frequency: 'ngày 3 lần',
    days: '3',
  });
  const { central, workstations } = hospital.demonstration;
  const { database } = workstations[0]!.profile.central!;
  const attacker = pastTheApp(`${central.url}/${database}`, central.admin);
  const order = await untilFound(() => attacker.findOrder(patient, 'Paracetamol'));
  expect(await attacker.update(order, '4999')).toBe(403);
  expect(await attacker.winningBranch(order, '4999')).toBe(201);
  expect(await attacker.winner(order)).toBe('4999');
  expect(await attacker.anotherOrder(order, 'Morphin')).toBe(201);

  const strip = /2 mục không tin được, đã để riêng/;
  for (const { page, screens } of both()) {
    await screens.open(patient);
    await expect(page.getByText(strip)).toBeVisible();
    await screens.tab('Y lệnh');
    await expect(page.getByText(/500\s+mg/).first()).toBeVisible();
    await expect(page.getByText(/4\.?999|Morphin/)).toHaveCount(0);
    await expect(page.getByText('Có bản khác để riêng')).toBeVisible();
  }
  const { page, screens } = one;
  await page.keyboard.press('F2');
  const row = page.getByRole('row', { name: new RegExp(patient) });
  await expect(row.getByRole('img', { name: /2 mục không tin được/ })).toBeVisible();
  await page.keyboard.press('F8');
  const waiting = page.getByRole('link', { name: new RegExp(`${patient}.*Y lệnh không tin được`) });
  await expect(waiting).toHaveCount(2);
  await waiting.first().click();
  const cards = page.getByRole('group', { name: 'Mục để riêng' }).getByRole('region');
  await expect(cards).toHaveCount(2);
  for (const index of [0, 1]) {
    const card = cards.nth(index);
    await card.getByRole('button', { name: 'Đọc như bằng chứng' }).click();
    await expect(card.getByText(/KHÔNG TIN ĐƯỢC/)).toBeVisible();
    await card.getByRole('button', { name: 'Ghi đã xem' }).click();
    await card.getByRole('textbox', { name: 'Đã làm gì' }).fill('Đã báo kỹ thuật');
    await page.keyboard.press('Enter');
    await expect(card.getByText(/Đã xem: BS\. Lê Minh Khôi/)).toBeVisible();
  }
  for (const station of both()) {
    await expect(station.page.getByText(strip)).toHaveCount(0);
  }
  await other.screens.tab('Tổng quan');
  await expect(other.page.getByText(/Đã báo kỹ thuật/)).toHaveCount(2);
  await screens.tab('Y lệnh');
  await expect(page.getByText(/500\s+mg/).first()).toBeVisible();
});

/** Entries go up by themselves; the attacker asks until this one has. */
async function untilFound<T>(find: () => Promise<T>): Promise<T> {
  let found: T | undefined;
  await expect(async () => {
    found = await find();
  }).toPass();
  return found!;
}
