import { randomBytes } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { kinds } from '../../shared/records/kinds.ts';
import type { Kind } from '../../shared/records/kinds.ts';
import { newPatientId } from '../../shared/records/ids.ts';
import { newRecord } from '../../shared/records/write.ts';
import { seededRandom } from '../../shared/synthetic/random.ts';
import { ReferenceMissing, sampleFields } from '../support/builders/fieldSamples.ts';
import { someWrite } from '../support/builders/records.ts';
import { watchForScripts } from '../support/pages/scriptWatch.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { OpenedWorkstation, TestHospital } from '../support/twoWorkstations.ts';

/**
 * Texts that want to be programs, in every field that takes text, of every kind of record, from the
 * server and from the keyboard: they are shown as text, and nothing of them runs.
 */

const hostile = [
  '<img src=x onerror=canary(1)>',
  '"><script>canary(2)</script>',
  'javascript:canary(3)',
  "' autofocus onfocus='canary(4)",
  '<svg/onload=canary(5)>',
  '<a href="https://attacker.example">6</a>',
  '{{person}} $t(frame:rail) ${canary(7)}',
  '\u202eđọc ngược\u2066',
] as const;

const name = '<b onclick=canary(0)>Vàng Thị Chữ</b>';
const watch = watchForScripts();
let hospital: TestHospital;
let here: OpenedWorkstation;

test.beforeAll(async () => {
  hospital = await openTestHospital('hostile-text', { workstations: 1, patients: 12 });
});
test.afterAll(() => hospital?.end());

test('no text of a record or of a field runs, on any screen; it is shown as it was written', async () => {
  await writeToServer();
  here = await hospital.open(0, { prepare: watch.prepare });
  const { page, screens } = here;
  await screens.unlock('Lê Minh Khôi', hospital.demonstration.passphrase);
  await expect(page.getByText(name.toLocaleUpperCase('vi')).first()).toBeVisible();
  await nothingRan('board');

  await walkChart(name);
  // It would turn round the words beside it: what holds it is kept, and not shown in the chart.
  expect(await page.getByRole('main').innerText()).not.toMatch(/[\u202e\u2066]/);
  const dialog = page.getByRole('dialog');
  for (const [key, place] of [
    ['F8', 'inbox'],
    ['F9', 'sync'],
    ['Control+k', 'find'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('main').waitFor();
    await nothingRan(place);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }

  await screens.register({
    name: hostile[0],
    birth: '1970',
    sex: 'Nữ',
    address: hostile[1],
    reason: hostile[5],
    allergy: { substance: hostile[4], reaction: hostile[6] },
  });
  await nothingRan('registered');
  await screens.writeNote({ 'Diễn biến': hostile[1], 'Hướng xử trí': hostile[7] });
  await nothingRan('note');
  await screens.signNote();
  await expect(page.getByText(hostile[1]).first()).toBeVisible();
  // What turns the direction of writing isn't kept of what is typed here.
  await expect(page.getByText('đọc ngược').first()).toBeVisible();
  expect(await page.getByRole('main').innerText()).not.toMatch(/[\u202e\u2066]/);
  await walkChart(undefined);
  await page.keyboard.press('F7');
  await page.getByRole('textbox', { name: 'Họ và tên' }).waitFor();
  await typeEverywhere(page.getByRole('main'), 0);
  await nothingRan('registration');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await screens.lock();
  await nothingRan('lock');
});

test('the same watch sees a script that runs and a mark that stands', async () => {
  const { page } = here;
  const before = watch.happened.length;
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: 'javascript:canary(9)' });
    document.body.append(link, document.createElement('img'));
    link.click();
  });
  await expect.poll(() => watch.happened.length).toBeGreaterThan(before);
  expect(await watch.strangers(page)).toHaveLength(2);
});

async function nothingRan(place: string): Promise<void> {
  expect(await watch.strangers(here.page), place).toEqual([]);
  expect(watch.happened, place).toEqual([]);
}

/** All tabs and panels of a chart: of this patient, or the one that is open. */
async function walkChart(wanted: string | undefined): Promise<void> {
  const { page, screens } = here;
  if (wanted !== undefined) {
    await page.getByText(wanted.toLocaleUpperCase('vi')).first().click();
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Tổng quan' }).waitFor();
  }
  for (const tab of ['Tổng quan', 'Tờ điều trị', 'Y lệnh', 'Dị ứng'] as const) {
    await screens.tab(tab);
    await typeEverywhere(page.getByRole('tabpanel'), 2);
    await nothingRan(tab);
    // A list that opened under a field hides the rest of the page from whoever listens to it.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  }
  for (const act of [
    'Lịch sử',
    'Sửa thông tin người bệnh',
    'Chuyển khoa, phòng, giường',
    'Đóng lượt',
  ]) {
    const button = page.getByRole('button', { name: act });
    if ((await button.count()) === 0) continue;
    await button.first().click();
    const panel = page.getByRole('dialog').first();
    await panel.waitFor();
    await typeEverywhere(panel, 4);
    await nothingRan(act);
    await expect(async () => {
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 300 });
    }).toPass();
  }
}

/** Types into each field that is open, without saving. */
async function typeEverywhere(part: Locator, from: number): Promise<void> {
  const fields = part.locator(
    'input[type=text]:visible, input:not([type]):visible, textarea:visible',
  );
  for (let index = 0; index < Math.min(await fields.count(), 20); index += 1) {
    const field = fields.nth(index);
    if (!(await field.isEditable())) continue;
    await field.fill(hostile[(from + index) % hostile.length]!);
  }
}

/** A patient in the ward, and a record of each kind with each of the texts in every field that takes it. */
async function writeToServer(): Promise<void> {
  const { couch, demonstration } = hospital;
  const { database } = demonstration.central;
  const patientId = newPatientId();
  const random = seededRandom(20);
  const ids = new Map<string, string[]>();
  const documents: object[] = [];
  const add = (kind: Kind, fields: Record<string, unknown>) => {
    const record = newRecord(
      kind,
      patientId,
      fields as never,
      someWrite({ by: 'bs-le-minh-khoi' }),
    );
    ids.set(kind, [...(ids.get(kind) ?? []), record.id]);
    documents.push({ ...record, _id: record.id, _rev: `1-${randomBytes(16).toString('hex')}` });
  };
  add('patient', {
    recordNumber: 'T9-000999',
    name,
    sex: 'female',
    birthDate: '1958',
    address: hostile[1],
    allergyStatement: 'notAsked',
    contacts: { a: { phone: '0912000001', name: hostile[0], relationship: hostile[4] } },
  });
  add('encounter', {
    class: 'inpatient',
    startedAt: '2026-11-23T08:00:00.000+07:00',
    ward: demonstration.facility.workstations[0]!.ward,
    reason: hostile[0],
    room: '<i>1</i>',
    bed: '<i>2</i>',
  });
  const others = (Object.keys(kinds) as Kind[]).filter(
    // A closed visit would hide the acts of an open one.
    (kind) => !['patient', 'encounter', 'encounterEvent', 'change'].includes(kind),
  );
  for (const mark of hostile) {
    for (const kind of others) {
      const context = { random, mark, idsOf: (of: string) => ids.get(of) ?? [] };
      try {
        add(kind, sampleFields(kind, context));
      } catch (error) {
        if (!(error instanceof ReferenceMissing)) throw error;
      }
    }
  }
  const place = `${database}/_design/records`;
  const { body } = await couch.ask('GET', place);
  const { validate_doc_update: validation, ...rest } = body as Record<string, unknown>;
  const { rev } = (await couch.change('PUT', place, rest)) as { rev: string };
  await couch.change('POST', `${database}/_bulk_docs`, { docs: documents, new_edits: false });
  await couch.change('PUT', place, { ...rest, validate_doc_update: validation, _rev: rev });
}
