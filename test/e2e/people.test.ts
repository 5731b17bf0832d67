import { expect, test } from '@playwright/test';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/** Several people on one workstation, each with their own password, without a network. */

const doctor = 'Lê Minh Khôi';
const nurse = 'Hoàng Thị Liên';
const own = 'con trâu đi trước cái cày';

let hospital: TestHospital;
let here: OpenedWorkstation;
let shared: string;

test.beforeAll(async () => {
  hospital = await openTestHospital('people', { workstations: 1, patients: 40 });
  here = await hospital.open(0);
  shared = hospital.demonstration.passphrase;
});

test.afterAll(async () => {
  await hospital?.end();
});

test('a password is changed offline, for one person alone', async () => {
  const { page, screens } = here;
  await screens.unlock(doctor, shared);
  await screens.cutNetwork(true);
  await page.getByRole('link', { name: 'Cài đặt' }).click();
  const change = page.getByRole('button', { name: 'Đổi mật khẩu' });
  const fill = async (current: string, wanted: string, again = wanted) => {
    const part = page.getByRole('region', { name: /^Mật khẩu của/ });
    await part.getByLabel('Mật khẩu đang dùng').fill(current);
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(wanted);
    await page.getByLabel('Gõ lại mật khẩu mới').fill(again);
  };
  await fill(shared, 'ngắn');
  await expect(page.getByRole('button', { name: 'Mật khẩu mới cần 10 ký tự' })).toBeVisible();
  await fill(shared, own, 'con trâu đi sau');
  await expect(page.getByRole('button', { name: 'Hai lần gõ chưa giống nhau' })).toBeVisible();
  await fill('không phải', own);
  await change.click();
  await expect(page.getByRole('alert').filter({ hasText: 'Chưa đổi mật khẩu' })).toBeVisible();
  await fill(shared, doctor.repeat(1));
  await change.click();
  await expect(page.getByText('Mật khẩu mới là tên của bạn', { exact: false })).toBeVisible();
  await fill(shared, own);
  await change.click();
  await expect(page.getByText('Đã đổi mật khẩu.', { exact: false })).toBeVisible();

  await screens.lock();
  await page.getByLabel('Mật khẩu').fill(shared);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Mật khẩu chưa đúng' })).toBeVisible();
  await screens.unlock(nurse, shared);
  await screens.lock();
  await screens.unlock(doctor, own);
});

test('invariant 1: another person takes over, and the draft of the first is kept', async () => {
  const { page, screens } = here;
  await screens.register({ name: 'Vàng Thị Đổi Ca', birth: '1961', sex: 'Nữ', reason: 'Sốt' });
  await screens.writeNote({ 'Diễn biến': 'Đang viết dở thì có người cần máy' });
  await screens.lock();
  await screens.unlock(nurse, shared);
  await expect(
    page.getByRole('button', { name: /Khoá máy hoặc đổi người: ĐD. Hoàng/ }),
  ).toBeVisible();
  await expect(page.getByText('Đang viết dở')).toHaveCount(0);
  await screens.lock();
  await screens.unlock(doctor, own);
  await screens.open('Vàng Thị Đổi Ca');
  await screens.tab('Tờ điều trị');
  await expect(page.getByText('Đang viết dở thì có người cần máy').first()).toBeVisible();
});

test('locks when nobody touches it, after a notice that any key puts off', async () => {
  const { page } = here;
  const notice = page.getByRole('alert').filter({ hasText: 'Máy sắp tự khoá' });
  await later(275);
  await expect(notice).toBeVisible();
  await expect(notice).toContainText(/Còn \d+ giây/);
  await page.keyboard.press('Shift');
  await expect(notice).toHaveCount(0);
  await later(295);
  await expect(notice).toBeVisible();
  await expect(page.getByLabel('Mật khẩu')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Đi tới' })).toHaveCount(0);
});

test('a PIN opens again after a lock, and a wrong one or the password ends that', async () => {
  const { page, screens } = here;
  const pin = page.getByLabel('Mã PIN', { exact: true });
  const lock = async () => {
    await page.getByRole('button', { name: /Khoá máy hoặc đổi người/ }).click();
    await expect(pin).toBeVisible();
  };
  await screens.unlock(doctor, own);
  await page.getByRole('link', { name: 'Cài đặt' }).click();
  const part = page.getByRole('region', { name: 'Mã PIN để mở lại nhanh' });
  await part.getByLabel('Mật khẩu đang dùng').fill(own);
  await page.getByLabel('Mã PIN mới').fill('123456');
  await page.getByRole('button', { name: 'Đặt PIN' }).click();
  await expect(page.getByText('PIN này ai cũng đoán ra', { exact: false })).toBeVisible();
  await part.getByLabel('Mật khẩu đang dùng').fill(own);
  await page.getByLabel('Mã PIN mới').fill('482937');
  await page.getByRole('button', { name: 'Đặt PIN' }).click();
  await expect(page.getByText('Đã có PIN', { exact: false })).toBeVisible();
  await page.keyboard.press('F2');
  await lock();
  await pin.fill('739184');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Còn 2 lần thử' })).toBeVisible();
  await pin.fill('482937');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Đi tới' })).toBeVisible();
  await lock();
  await page.getByRole('button', { name: 'Dùng mật khẩu' }).click();
  await expect(page.getByLabel('Mật khẩu')).toBeVisible();
});

test('locks after a jump of the clock: the machine has slept', async () => {
  const { page, screens } = here;
  await screens.unlock(doctor, own);
  await page.evaluate(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + 600_000;
  });
  // The password, although there is a PIN: the machine was left.
  await expect(page.getByLabel('Mật khẩu')).toBeVisible();
  // The replica was closed with it, and opens again.
  await screens.unlock(doctor, own);
  await screens.open('Vàng Thị Đổi Ca');
});

/** Lets the page's own clock, which nobody can set, run ahead by so many seconds. */
async function later(seconds: number): Promise<void> {
  await here.page.evaluate((ms) => {
    const now = performance.now.bind(performance);
    performance.now = () => now() + ms;
  }, seconds * 1000);
}
