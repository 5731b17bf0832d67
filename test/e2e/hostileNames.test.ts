import { expect, test } from '@playwright/test';
import { enrolledFacility, openEnrolledHospital, shownOnce } from '../support/enrolledHospital.ts';
import type { EnrolledHospital } from '../support/enrolledHospital.ts';
import { openEnrolledStation } from '../support/enrolledStations.ts';
import type { EnrolledStation } from '../support/enrolledStations.ts';
import { firstSignIn } from '../support/pages/firstSignIn.ts';
import { watchForScripts } from '../support/pages/scriptWatch.ts';

/**
 * Names of people, wards, rooms, workstations and the hospital that want to be programs, and a card
 * that does: on the pages that show them, from the unlock page to the printed sheet.
 */

const image = '<img src=x onerror=canary(1)>';
const script = '"><script>canary(2)</script>';
const vector = '<svg/onload=canary(3)>';
const [plain, otherWard] = enrolledFacility.wards;
const facility = {
  ...enrolledFacility,
  name: `Trung tâm ${vector}`,
  wards: [
    {
      ...plain!,
      name: `Khoa ${script}`,
      rooms: [{ name: '<b>1</b>', note: image }],
      beds: [{ room: '<b>1</b>', name: '<i>1</i>' }],
    },
    otherWard!,
  ],
  workstations: enrolledFacility.workstations.map((one) => ({ ...one, name: `Máy ${image}` })),
};
const own = 'trời nắng thì mưa trời mưa thì nắng';
const watch = watchForScripts();
let hospital: EnrolledHospital;
let here: EnrolledStation;

test.beforeAll(async () => {
  hospital = await openEnrolledHospital(
    process.env['CENTRAL_URL'] ? 'couchdb' : 'embedded',
    facility,
  );
});
test.afterAll(async () => {
  await here?.end();
  await hospital?.end();
});

async function nothingRan(place: string): Promise<void> {
  expect(await watch.strangers(here.page), place).toEqual([]);
  expect(watch.happened, place).toEqual([]);
}

async function goTo(place: string): Promise<void> {
  await here.page.getByRole('link', { name: place, exact: true }).click();
  await here.page.getByRole('main').waitFor();
}

test('no name of a person, ward, room, workstation or hospital runs, and no card that is scanned: from the unlock page to the printed sheet', async () => {
  const add = async (role: string, name: string) =>
    shownOnce(await hospital.people('add', '--name', name, '--role', role));
  const doctor = await add('doctor', `${image} Chứng`);
  const administrator = await add('administrator', `${vector} Trị`);
  const auditor = await add('auditor', `${script} Soát`);
  here = await openEnrolledStation(hospital, 'may-1', watch.prepare);
  const { page, screens } = here;
  await expect(page.getByText(vector).first()).toBeVisible();
  await nothingRan('unlock');

  await firstSignIn(page, 'Chứng', { oneTime: doctor, own });
  await nothingRan('board');
  await page.keyboard.press('F7');
  const name = page.getByRole('textbox', { name: 'Họ và tên' });
  await expect(name).toBeFocused();
  const card = `037164098217|164098217|${image}|27021958|Nữ|${script}|05092021`;
  await page.keyboard.insertText(card);
  await page.keyboard.press('Enter');
  await expect(name).not.toHaveValue(card);
  await nothingRan('scanned card');
  // What no name can be isn't taken from a card; typed, it is what somebody wrote.
  await name.fill(image);
  await page.getByRole('textbox', { name: 'Lý do đến' }).fill(image);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: 'Người bệnh' })).toBeVisible();
  await nothingRan('chart');
  await page.getByRole('link', { name: 'In vòng tay, nhãn, phiếu tiếp nhận' }).click();
  await expect(page.getByText(/ONERROR=CANARY/).first()).toBeVisible();
  await nothingRan('print');
  await goTo('Cài đặt');
  await expect(page.getByText(`Máy ${image}`).first()).toBeVisible();
  await nothingRan('settings');
  await screens.lock();

  await firstSignIn(page, 'Trị', { oneTime: administrator, own });
  await goTo('Người dùng');
  await page.getByText(`${image} Chứng`).first().click();
  await nothingRan('people');
  await screens.lock();

  await firstSignIn(page, 'Soát', { oneTime: auditor, own });
  await expect(page.getByRole('cell', { name: 'Xem hồ sơ' }).first()).toBeVisible();
  const told = page.getByRole('cell').filter({ hasText: `${image} Chứng` });
  await expect(told.first()).toBeVisible();
  await nothingRan('trail');
});
