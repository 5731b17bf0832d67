import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { temporaryFolder } from '../support/chromium/temporaryFolder.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/** What comes in wrong is said in a sentence, loses nothing, and holds nothing else up. */

const doctor = 'Lê Minh Khôi';
const everythingSent = 'Mọi thứ đã ở máy chủ';

let hospital: TestHospital;
let here: OpenedWorkstation;
const registered = new Map<string, string>();

test.beforeAll(async () => {
  hospital = await openTestHospital('bad-input');
  here = await hospital.open(0, { wholeBrowser: true });
});

/** Signs in, unless a test before has. */
async function signedIn(): Promise<void> {
  const rail = here.page.getByRole('navigation', { name: 'Đi tới' });
  if (await rail.isVisible()) return;
  await here.screens.unlock(doctor, hospital.demonstration.passphrase);
  await expect(here.screens.syncSentence()).toContainText(everythingSent);
}

/** Opens the chart of a patient of this file, who is registered by the first test that needs them. */
async function chartOf(name: string): Promise<string> {
  await signedIn();
  const { page, screens } = here;
  const known = registered.get(name);
  if (known === undefined) {
    await screens.register({ name, birth: '1970', sex: 'Nữ', reason: 'Ho' });
    registered.set(name, page.url().split('/patients/')[1]!);
  } else await screens.open(name);
  return registered.get(name)!;
}

test.afterAll(async () => {
  await hospital?.end();
});

test('a wrong passphrase: said, with the time to wait; the right one opens afterwards', async () => {
  const { page, screens } = here;
  const who = page.getByRole('combobox', { name: 'Bạn là ai' });
  await who.fill(doctor);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const alert = page.getByRole('alert');
  const waiting = /Gõ lại được sau \d+ giây.*Không có gì mất/;
  for (let guess = 1; guess <= 6; guess += 1) {
    await page.getByLabel('Mật khẩu').fill(`sai-${guess}`);
    await page.keyboard.press('Enter');
    await expect(alert.filter({ hasText: 'Mật khẩu chưa đúng' })).toBeVisible();
    await expect(page.getByLabel('Mật khẩu')).toHaveValue('');
    if (await page.getByText(waiting).isVisible()) break;
  }
  await expect(page.getByText(waiting)).toBeVisible();
  await expect(page.getByRole('button', { name: /Chờ \d+ giây/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Chờ/ })).toHaveCount(0);
  await page.getByLabel('Mật khẩu').fill(hospital.demonstration.passphrase);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Đi tới' })).toBeVisible();
  await expect(screens.syncSentence()).toContainText(everythingSent);
});

test('invariant 1: a second window on one profile is told so, and the first works on', async () => {
  await signedIn();
  const { page } = here;
  const second = await page.context().newPage();
  await second.goto(hospital.demonstration.workstations[0]!.url);
  const who = second.getByRole('combobox', { name: 'Bạn là ai' });
  await who.fill(doctor);
  await second.keyboard.press('ArrowDown');
  await second.keyboard.press('Enter');
  await second.getByLabel('Mật khẩu').fill(hospital.demonstration.passphrase);
  await second.keyboard.press('Enter');
  await expect(
    second.getByRole('heading', { name: 'Bedside đang mở ở cửa sổ khác' }),
  ).toBeVisible();
  await expect(second.getByText('Mọi thứ đã lưu còn nguyên', { exact: false })).toBeVisible();

  await chartOf('Vàng Thị Song Song');
  await expect(here.screens.syncSentence()).toContainText(everythingSent);
  await second.close();
});

test('storage stays in the prepared profile; where the browser may evict it, the page says so', async () => {
  await signedIn();
  const persisted = () => navigator.storage.persisted();
  const strip = 'Trình duyệt chưa hứa giữ dữ liệu của máy này';
  expect(await here.page.evaluate(persisted)).toBe(true);
  await expect(here.page.getByText(strip)).toHaveCount(0);

  const unprepared = await temporaryFolder('unprepared');
  const other = await hospital.open(1, {
    browserFolder: unprepared.folder,
    wholeBrowser: true,
  });
  await other.screens.unlock(doctor, hospital.demonstration.passphrase);
  expect(await other.page.evaluate(persisted)).toBe(false);
  await expect(other.page.getByRole('status').filter({ hasText: strip })).toBeVisible();
  await other.browser.kill();
  await unprepared.remove();
});

test('invariant 6: one note is refused with its reason, and another passes', async () => {
  const { page, screens } = here;
  const { couch } = hospital;
  const { database } = hospital.demonstration.central;
  const rule = {
    _id: '_design/test-refusal',
    validate_doc_update: `function (doc) {
      if (doc.kind === 'note' && doc.plan === 'Chuyển tuyến') throw { forbidden: 'tooLarge: a rule of this test' };
    }`,
  };
  const standing = await couch.change('PUT', `${database}/${rule._id}`, rule);
  const patientId = await chartOf('Vàng Thị Mẫu Từ');
  await screens.writeNote({ 'Diễn biến': 'Ho khan, không sốt.', 'Hướng xử trí': 'Chuyển tuyến' });
  await screens.signNote();
  await expect(page.getByRole('button', { name: '1 bị từ chối' })).toBeVisible();
  await screens.writeNote({ 'Diễn biến': 'Tối ngủ được, đỡ ho.' });
  await screens.signNote();
  await page.getByRole('button', { name: '1 bị từ chối' }).click();
  const centre = page.getByRole('dialog', { name: 'Trung tâm đồng bộ' });
  await expect(
    centre.getByText(/^Máy chủ từ chối lúc .*: bản ghi quá lớn với máy chủ/),
  ).toBeVisible();
  await expect(centre.getByText('Mục này còn nguyên tại máy', { exact: false })).toBeVisible();
  await expect(centre.getByRole('heading', { name: /Vàng Thị Mẫu Từ/ })).toHaveCount(1);

  await expect
    .poll(async () => (await recordsOf(patientId, 'note')).map(({ course }) => course))
    .toEqual(['Tối ngủ được, đỡ ho.']);
  await page.keyboard.press('Escape');
  await couch.ask('DELETE', `${database}/${rule._id}?rev=${(standing as { rev: string }).rev}`);
});

test("records that break their schema or are of a newer version are shown, and in nobody's way", async () => {
  const { page, screens } = here;
  const { couch } = hospital;
  const { database } = hospital.demonstration.central;
  const patientId = await chartOf('Vàng Thị Mẫu Xuân');
  await screens.writeNote({ 'Diễn biến': 'Tờ đúng dạng.' });
  await screens.signNote();
  await expect.poll(async () => (await recordsOf(patientId, 'note')).length).toBe(1);
  const [signed] = await recordsOf(patientId, 'note');
  const like = (edits: Document): Document => {
    const { _rev, ...document } = signed!;
    const id = `${patientId}:note:${crypto.randomUUID()}`;
    return { ...document, _id: id, id, salt: randomBytes(16).toString('hex'), ...edits };
  };
  await withoutValidation(async () => {
    for (const document of [
      like({ noteType: 'horoscope', course: 'Sai dạng' }),
      like({ schemaVersion: 2, course: 'Bản mới hơn', mood: 'glad' }),
    ]) {
      await couch.change(
        'PUT',
        `${database}/${encodeURIComponent(String(document['_id']))}`,
        document,
      );
    }
  });

  await page.keyboard.press('F9');
  const centre = page.getByRole('dialog', { name: 'Trung tâm đồng bộ' });
  const damaged = centre.getByRole('listitem').filter({ hasText: 'Vàng Thị Mẫu Xuân' });
  for (const reason of [
    'Nội dung không đúng dạng của loại bản ghi này.',
    'Do phiên bản mới hơn ghi.',
  ]) {
    await expect(damaged.filter({ hasText: reason })).toBeVisible();
  }
  await page.keyboard.press('Escape');

  await screens.tab('Tờ điều trị');
  await expect(page.getByText('Tờ đúng dạng.').first()).toBeVisible();
  await expect(page.getByText('Sai dạng')).toHaveCount(0);
  await screens.writeNote({ 'Diễn biến': 'Vẫn viết được.' });
  await screens.signNote();
  await expect
    .poll(async () => (await recordsOf(patientId, 'note')).map(({ course }) => course))
    .toContain('Vẫn viết được.');
});

type Document = Record<string, unknown>;

/** Records of one kind in a chart, as the server has them. */
async function recordsOf(patientId: string, kind: string): Promise<Document[]> {
  const { couch, demonstration } = hospital;
  const range = new URLSearchParams({
    include_docs: 'true',
    startkey: JSON.stringify(`${patientId}:${kind}:`),
    endkey: JSON.stringify(`${patientId}:${kind};`),
  });
  const { body } = await couch.ask('GET', `${demonstration.central.database}/_all_docs?${range}`);
  return (body as { rows: { doc: Document }[] }).rows.map(({ doc }) => doc);
}

/** Lets the administrator write what no workstation of this version would. */
async function withoutValidation(write: () => Promise<void>): Promise<void> {
  const { couch, demonstration } = hospital;
  const place = `${demonstration.central.database}/_design/records`;
  const { body } = await couch.ask('GET', place);
  const { validate_doc_update: validation, ...rest } = body as Document;
  const { rev } = (await couch.change('PUT', place, rest)) as { rev: string };
  await write();
  await couch.change('PUT', place, { ...rest, validate_doc_update: validation, _rev: rev });
}
