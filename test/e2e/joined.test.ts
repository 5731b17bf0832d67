import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { pairScreens } from '../support/pages/pairs.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * Somebody who came in without a name is joined with their real record once they are known, and
 * what two desks say of three people at the same time comes to the same on both.
 */

let hospital: TestHospital;
let desk: OpenedWorkstation;
let bedside: OpenedWorkstation;

test.beforeAll(async () => {
  hospital = await openTestHospital('joined', { patients: 40 });
  const open = async (index: 0 | 1, person: string) => {
    const opened = await hospital.open(index);
    await opened.screens.unlock(person, hospital.demonstration.passphrase);
    await allSent(opened);
    return opened;
  };
  desk = await open(0, 'Đỗ Thị Mai');
  bedside = await open(1, 'Nông Thị Hằng');
});

test.afterAll(async () => {
  await hospital?.end();
});

const allSent = ({ screens }: OpenedWorkstation) =>
  expect(screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');

/** The patient whose chart is open. */
const openId = (page: Page) => /patients\/([0-9a-f-]{36})/.exec(page.url())![1]!;

async function register({ page, screens }: OpenedWorkstation, name: string, birth: string) {
  await screens.register({ name, birth, sex: 'Nữ', reason: 'Khám' });
  return openId(page);
}

/** Every leaf of these charts on the server, who is whom aside: id, revision and text. */
async function stored(...patientIds: readonly string[]) {
  const { database } = hospital.demonstration.central;
  const charts = await Promise.all(
    patientIds.map((id) =>
      hospital.couch.change('POST', `${database}/_all_docs`, {
        startkey: `${id}:`,
        endkey: `${id}:\uffff`,
        include_docs: true,
        conflicts: true,
      }),
    ),
  );
  const rows = charts.flatMap(
    (chart) => (chart as { readonly rows: readonly { readonly id: string }[] }).rows,
  );
  return rows.filter(({ id }) => !id.includes(':patientLink:'));
}

test('an unconscious patient is registered, treated, known an hour later, and joined with the record that was there', async () => {
  const known = await register(desk, 'Hứa Thị Mẫu Đơn', '05/09/1971');
  const knownNumber = await recordNumber(desk.page);
  await allSent(desk);

  const { page, screens } = bedside;
  await page.keyboard.press('F7');
  await page.keyboard.press('Alt+1');
  await page.keyboard.type('50');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'KHÔNG RÕ TÊN' })).toBeVisible();
  const unknown = openId(page);
  const unknownNumber = await recordNumber(page);
  await screens.writeNote({ 'Diễn biến': 'Hôn mê, thở oxy' });
  await screens.signNote();
  await allSent(bedside);
  const before = await stored(known, unknown);

  // The matcher has nothing to go by: whoever learns who it is says so from the chart.
  const pairs = pairScreens(page);
  await pairs.press(page.getByRole('button', { name: 'Sửa thông tin người bệnh' }), 'Enter');
  await pairs.press(page.getByRole('button', { name: 'Cùng người với…' }), 'Enter');
  const find = page.getByRole('textbox', { name: 'Cùng người với ai' });
  await expect(find).toBeFocused();
  await page.keyboard.type('hua thi mau don');
  await expect(page.getByRole('option', { name: /Hứa Thị Mẫu Đơn/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(pairs.comparison()).toContainText('do bạn chọn');
  await expect(pairs.comparison()).toContainText(knownNumber);
  // A nurse joins nobody, and leaves it to the desk.
  await expect(pairs.comparison()).toContainText('Tiếp đón hoặc cán bộ hồ sơ gộp và tách');
  await pairs.press(pairs.comparison().getByRole('button', { name: 'Để sau' }), 'Enter');
  await allSent(bedside);

  const atDesk = pairScreens(desk.page);
  await atDesk.open();
  await atDesk.show('Để sau');
  const pair = atDesk.pairs().filter({ hasText: 'Hứa Thị Mẫu Đơn' });
  await expect(pair).toContainText('để sau · ');
  await atDesk.press(pair, 'Home');
  const comparison = atDesk.comparison();
  await comparison.getByRole('button', { name: 'Cùng một người: gộp' }).press('Enter');
  await expect(comparison).toContainText('đã gộp');

  // Both wristbands open the one chart, under the name, with what was written without it.
  for (const number of [unknownNumber, knownNumber]) {
    await page.keyboard.press('F2');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Tìm người bệnh' }).fill(number);
    await expect(page.getByRole('option')).toHaveCount(1);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'HỨA THỊ MẪU ĐƠN' })).toBeVisible();
    await screens.tab('Tờ điều trị');
    await expect(page.getByText('Hôn mê, thở oxy').first()).toBeVisible();
  }
  await page.getByRole('link', { name: 'In vòng tay, nhãn, phiếu tiếp nhận' }).click();
  const preview = page.getByRole('region', { name: 'Xem trước' });
  await expect(preview).toContainText('HỨA THỊ MẪU ĐƠN');

  // Parted again, both charts are on the server as they were: every leaf, revision and word.
  await comparison.getByRole('textbox', { name: 'Lý do, giấy tờ đã xem' }).fill('Nhầm người');
  await comparison.getByRole('button', { name: 'Tách ra' }).press('Enter');
  await expect(comparison).toContainText('Không có gì được ghi trong lúc gộp');
  await allSent(desk);
  expect(before.length).toBeGreaterThan(4);
  expect(await stored(known, unknown)).toEqual(before);
});

test('A with B here, B with C there: one person on both; joined here and told apart there: in dispute on both', async () => {
  const [a, b, c, d, e] = [
    await register(desk, 'Ngân Thị Một', '01/01/1960'),
    await register(desk, 'Lò Thị Hai', '02/02/1970'),
    await register(desk, 'Vi Thị Ba', '03/03/1980'),
    await register(desk, 'Sùng Thị Bốn', '04/04/1990'),
    await register(desk, 'Giàng Thị Năm', '05/05/2000'),
  ] as const;
  await allSent(desk);
  await bedside.screens.lock();
  await bedside.screens.unlock('Đỗ Thị Mai', hospital.demonstration.passphrase);
  const [here, there] = [pairScreens(desk.page), pairScreens(bedside.page)];
  const join = ({ comparison }: typeof here) =>
    comparison().getByRole('button', { name: 'Cùng một người: gộp' });
  // Each has looked at all five before the line goes: a chart that isn't wholly here can't be joined.
  for (const screens of [here, there]) {
    for (const [one, other] of [
      [a, b],
      [b, c],
      [d, e],
    ] as const) {
      await screens.compare(one, other);
      await expect(join(screens)).toBeEnabled();
      await expect(join(screens)).not.toHaveAttribute('aria-disabled', 'true');
    }
  }
  for (const { screens } of [desk, bedside]) await screens.cutNetwork(true);
  await here.compare(a, b);
  await join(here).press('Enter');
  await expect(here.comparison()).toContainText('đã gộp');
  await there.compare(b, c);
  await join(there).press('Enter');
  await expect(there.comparison()).toContainText('đã gộp');
  await here.compare(d, e);
  await join(here).press('Enter');
  await expect(here.comparison()).toContainText('đã gộp');
  await there.compare(d, e);
  await there.comparison().getByRole('button', { name: 'Hai người khác nhau' }).press('Enter');
  await expect(there.comparison()).toContainText('hai người khác nhau');
  for (const { screens } of [desk, bedside]) await screens.cutNetwork(false);

  for (const station of [desk, bedside]) {
    for (const id of [a, b, c]) {
      await station.page.evaluate((hash) => (location.hash = hash), `#/patients/${id}`);
      const banner = station.page.getByRole('region', { name: 'Người bệnh' });
      await expect(banner).toContainText('NGÂN THỊ MỘT');
      await expect(banner).toContainText('LÒ THỊ HAI');
      await expect(banner).toContainText('VI THỊ BA');
    }
    const screens = pairScreens(station.page);
    await screens.compare(d, e);
    await expect(screens.comparison()).toContainText('người gộp, người tách');
    await station.page.evaluate((hash) => (location.hash = hash), `#/patients/${d}`);
    const banner = station.page.getByRole('region', { name: 'Người bệnh' });
    await expect(banner).toContainText('SÙNG THỊ BỐN');
    await expect(banner).not.toContainText('GIÀNG THỊ NĂM');
  }

  // Of three, parting A and B says who stays one person, and does exactly that.
  await here.compare(a, b);
  const ways = here.comparison().getByRole('radiogroup', { name: /^Tách thế nào/ });
  await expect(ways.getByRole('radio')).toHaveCount(2);
  await ways.getByText(/ \+ /).click();
  await here
    .comparison()
    .getByRole('textbox', { name: 'Lý do, giấy tờ đã xem' })
    .fill('Ba căn cước');
  await here.comparison().getByRole('button', { name: 'Tách ra' }).press('Enter');
  await expect(here.comparison()).toContainText('đã tách');
  await bedside.page.evaluate((hash) => (location.hash = hash), `#/patients/${b}`);
  const banner = bedside.page.getByRole('region', { name: 'Người bệnh' });
  await expect(banner).not.toContainText('NGÂN THỊ MỘT');
  await expect(banner).toContainText('VI THỊ BA');
});

async function recordNumber(page: Page): Promise<string> {
  const banner = page.getByRole('region', { name: 'Người bệnh' });
  return /[0-9A-Z]{2,4}-[0-9]{4,8}/.exec(await banner.innerText())![0];
}
