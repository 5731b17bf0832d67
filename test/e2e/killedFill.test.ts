import * as path from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { inspectProfile } from '../inspect/inspectProfile.ts';
import { parseRecordId } from '../../shared/records/ids.ts';
import { isKeptOfEverybody } from '../../shared/sync/workingSet.ts';
import { openTestHospital } from '../support/twoWorkstations.ts';
import type { TestHospital } from '../support/twoWorkstations.ts';

let hospital: TestHospital;

test.beforeAll(async () => {
  hospital = await openTestHospital('killed-fill', { workstations: 1, patients: 500 });
});

test.afterAll(async () => {
  await hospital?.end();
});

/**
 * Tells which bodies are asked for, and answers no request for bodies after so many that are kept of
 * everybody: beside the fill the own ward's charts are asked for, as fast as the machine is.
 */
function watchBodies(answered: number) {
  const asked: string[] = [];
  let ofEverybody = 0;
  let held = 0;
  const prepare = async (page: Page): Promise<void> => {
    await page.context().route('**/_bulk_get*', async (route) => {
      if (route.request().method() === 'POST') {
        if (ofEverybody >= answered) {
          held += 1;
          return;
        }
        const { docs } = route.request().postDataJSON() as { docs: { id: string }[] };
        asked.push(...docs.map(({ id }) => id));
        ofEverybody = asked.filter(isKeptOfEverybody).length;
      }
      await route.continue();
    });
  };
  return { asked, held: () => held, prepare };
}

test('a browser that is killed in the middle of the first fill goes on where it was: nothing is missing, little is asked for twice', async () => {
  const { passphrase, workstations, central } = hospital.demonstration;
  const first = watchBodies(500);
  const here = await hospital.open(0, { prepare: first.prepare });
  await here.screens.unlock('Hoàng Thị Liên', passphrase);
  await expect.poll(first.held).toBeGreaterThan(0);
  // What was answered is stored by relaxed writes, of which the last may be lost, and nothing more comes.
  const stored = async () => {
    const sentence = (await here.screens.syncSentence().textContent()) ?? '';
    const [, done = '0'] = /Nhận hồ sơ lần đầu: ([\d.]+)/.exec(sentence) ?? [];
    return Number(done.replaceAll('.', ''));
  };
  let before = 0;
  const isStill = async () => {
    const last = before;
    before = await stored();
    return before > 0 && before === last;
  };
  await expect.poll(isStill, { intervals: [2000] }).toBe(true);
  await here.browser.kill();

  const second = watchBodies(Infinity);
  const again = await hospital.open(0, { prepare: second.prepare });
  await again.screens.unlock('Hoàng Thị Liên', passphrase);
  await expect(again.screens.syncSentence()).toContainText('Mọi thứ đã ở máy chủ');
  const { body } = await hospital.couch.ask('GET', `${central.database}/_all_docs`);
  const onServer = (body as { rows: { id: string }[] }).rows.filter(
    ({ id }) => !id.startsWith('_design/'),
  );
  // Charts are asked for again until each is known to be whole: that is no part of the first fill.
  const patientOf = (id: string) => parseRecordId(id)?.patientId ?? id;
  const ofCharts = [...first.asked, ...second.asked].filter((id) => !isKeptOfEverybody(id));
  const charts = new Set(ofCharts.map(patientOf));
  const ofTheFill = first.asked.filter((id) => !charts.has(patientOf(id)));
  const twice = ofTheFill.filter((id) => second.asked.includes(id));
  expect(ofTheFill.length).toBeGreaterThan(30);
  expect(second.asked.length).toBeGreaterThan(0);
  expect(second.asked.length).toBeLessThan(onServer.length);
  expect(twice.length).toBeLessThan(ofTheFill.length / 2);

  await again.browser.close();
  await hospital.demonstration.stop();
  const folder = path.dirname(workstations[0]!.browserFolder);
  const { inspection } = await inspectProfile(folder, passphrase);
  expect(inspection).toMatchObject({ hereOnly: 0, refused: 0, quarantined: 0, openConflicts: 0 });
  // Charts of elsewhere aren't kept; these kinds are kept of everybody.
  for (const kind of ['patient', 'encounter', 'allergy']) {
    const there = onServer.filter(({ id }) => id.split(':')[1] === kind).length;
    expect(inspection.byKind[kind], kind).toBe(there);
  }
});
