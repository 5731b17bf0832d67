import * as fs from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { accountOfRescue } from '../../main/commands/rescueFile.ts';
import { provision } from '../../shared/central/provision.ts';
import { exportRescue } from '../inspect/rescueProfile.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * The server's database is gone and an empty one answers in its place. The workstation stops, says
 * so, and does what IT chooses on the screen: fill it again from here, or begin anew from it, and then
 * nothing that had been acknowledged is gone either.
 */

const doctor = 'Lê Minh Khôi';
const patient = 'Nguyễn Thị Hoà';
let hospital: TestHospital;
let here: OpenedWorkstation;

test.beforeAll(async () => {
  hospital = await openTestHospital('server-replaced', { workstations: 1, patients: 40 });
  here = await hospital.open(0);
  await here.screens.unlock(doctor, hospital.demonstration.passphrase);
  await expect(here.page.getByRole('row', { name: new RegExp(patient) })).toBeVisible();
});
test.afterAll(async () => {
  await hospital?.end();
});

test('peers 4: an empty server gets nothing unasked; filled again from the screen it has all that is here, what was written meanwhile too', async () => {
  const { page, screens } = here;
  await everythingSent();
  await screens.cutNetwork(true);
  const written = 'Ghi khi máy chủ không còn.';
  await writeAndSign(written);
  await replaceServer();
  await screens.cutNetwork(false);
  const centre = await openCentre();
  await expect(centre.getByText('Máy chủ trả lời như một máy chủ trống')).toBeVisible();
  // Whatever the first refusal would have been: nothing had left.
  expect(await recordsOnServer()).toBe(0);
  await page.screenshot({ path: test.info().outputPath('emptied.png') });

  // Which server is the hospital's is IT's to say: whoever charts is told so, and writes on.
  await expect(centre.getByText(/Chỉ quản trị \(IT\) chọn được/)).toBeVisible();
  await asAdministrator(async (its) => {
    await its.getByRole('button', { name: 'Nạp lại máy chủ từ máy này…' }).click();
    await its.getByRole('button', { name: 'Đã hỏi kỹ thuật, nạp lại' }).click();
  });
  await everythingSent();
  // All that is here; what only the lost server had, this workstation can't give.
  expect(await recordsOnServer()).toBeGreaterThanOrEqual(await recordsHere());
  expect(await notesOnServer()).toContain(written);
});

test('peers 4: begun anew from an empty server, what only the old one had stays here, counted, until somebody sends it', async () => {
  const { page, screens } = here;
  await screens.cutNetwork(true);
  const written = 'Ghi trước khi bắt đầu lại.';
  await writeAndSign(written);
  const before = await recordsHere();
  await replaceServer();
  await screens.cutNetwork(false);
  await asAdministrator(async (its) => {
    const anew = its.getByRole('button', { name: 'Bắt đầu lại từ máy chủ này…' });
    await anew.click();
    await its.getByRole('button', { name: 'Kỹ thuật đã xác nhận, bắt đầu lại' }).click();
  });
  const centre = await openCentre();
  await expect(centre.getByText(/^Giữ lại ở máy này: [\d.]+ mục/)).toBeVisible();
  await expect.poll(notesOnServer).toContain(written);
  await expect(page.getByText('Mọi thứ đã ở máy chủ')).toHaveCount(0);
  const held = await recordsOnServer();
  expect(held).toBeLessThan(before / 2);
  expect(await recordsHere()).toBeGreaterThanOrEqual(before);
  await page.screenshot({ path: test.info().outputPath('held.png') });

  await asAdministrator(async (its) => {
    await its.getByRole('button', { name: 'Gửi cho máy chủ mới…' }).click();
    await its.getByRole('button', { name: 'Kỹ thuật đã xác nhận, gửi' }).click();
  });
  await everythingSent();
  expect(await recordsOnServer()).toBeGreaterThan(before / 2);
});

test('invariant 8: while another server answers, the rescue command puts all that is here into its file, delivered or not', async () => {
  const { passphrase } = hospital.demonstration;
  const filePassphrase = 'con đường nhỏ 2026';
  const made = async () => {
    let account: Awaited<ReturnType<typeof accountOfRescue>> | undefined;
    await hospital.restart(async ([folder]) => {
      const file = await exportRescue({ folder: folder!, passphrase }, filePassphrase);
      account = await accountOfRescue(await fs.readFile(file, 'utf8'), filePassphrase);
    });
    here = await hospital.open(0);
    await here.screens.unlock(doctor, passphrase);
    return account!;
  };
  // Known and all sent: nothing is owed to a file.
  const sent = await made();
  expect(sent).toMatchObject({ entries: 0 });

  const before = await recordsHere();
  await here.screens.cutNetwork(true);
  await writeAndSign('Ghi trước khi máy chủ bị nghi.');
  await replaceServer();
  await here.screens.cutNetwork(false);
  const centre = await openCentre();
  await expect(centre.getByText('Máy chủ trả lời như một máy chủ trống')).toBeVisible();
  const inDoubt = await made();
  expect(inDoubt.entries).toBeGreaterThan(before / 2);
  const held = Object.values(inDoubt.verified!.byKind).reduce((sum, count) => sum + count, 0);
  expect(held).toBeGreaterThan(before);
  expect(inDoubt.verified!.byKind).toMatchObject({ patient: expect.any(Number) });
  // The restart forgot nothing of it: it is still asked who the server is.
  await openCentre();
  await expect(here.page.getByText('Máy chủ trả lời như một máy chủ trống')).toBeVisible();
});

async function writeAndSign(course: string): Promise<void> {
  const { page, screens } = here;
  await page.keyboard.press('Escape');
  await screens.open(patient);
  await screens.writeNote({ 'Diễn biến': course });
  await screens.signNote();
}

/** IT makes the database anew, with the same accounts, as after a disk that was lost. */
async function replaceServer(): Promise<void> {
  const { central } = hospital.demonstration;
  await hospital.couch.change('DELETE', central.database);
  await provision({
    url: central.url,
    admin: central.admin,
    database: central.database,
    accounts: [],
    keepPasswords: true,
    allowedOrigins: ['app://bedside'],
  });
}

async function openCentre() {
  const { page } = here;
  const centre = page.getByRole('dialog', { name: 'Trung tâm đồng bộ' });
  if (!(await centre.isVisible())) await page.keyboard.press('F9');
  await expect(centre).toBeVisible();
  return centre;
}

/** Somebody of IT comes to the machine, does this in the sync centre, and leaves it to the doctor. */
async function asAdministrator(work: (centre: Locator) => Promise<void>): Promise<void> {
  const { page, screens } = here;
  const { passphrase } = hospital.demonstration;
  await page.keyboard.press('Escape');
  await screens.lock();
  await screens.unlock('Triệu Văn Bảo', passphrase);
  await work(await openCentre());
  await page.keyboard.press('Escape');
  await screens.lock();
  await screens.unlock(doctor, passphrase);
}

async function everythingSent(): Promise<void> {
  await openCentre();
  await expect(here.page.getByText('Mọi thứ đã ở máy chủ')).toBeVisible();
}

/** Records that this workstation holds, as the meter says. */
async function recordsHere(): Promise<number> {
  const centre = await openCentre();
  const room = centre.getByRole('region', { name: 'Chỗ chứa trên máy này' });
  const said = /([\d.]+) bản ghi,/.exec(await room.innerText());
  return Number(said![1]!.replaceAll('.', ''));
}

async function rows(): Promise<readonly { id: string; doc: Record<string, unknown> }[]> {
  const { couch, demonstration } = hospital;
  const path = `${demonstration.central.database}/_all_docs?include_docs=true`;
  const { body } = await couch.ask('GET', path);
  const all = (body as { rows: { id: string; doc: Record<string, unknown> }[] }).rows;
  return all.filter(({ id }) => !id.startsWith('_design/'));
}

async function recordsOnServer(): Promise<number> {
  return (await rows()).length;
}

async function notesOnServer(): Promise<readonly unknown[]> {
  return (await rows()).flatMap(({ doc }) => (doc['kind'] === 'note' ? [doc['course']] : []));
}
