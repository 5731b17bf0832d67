import { afterEach, expect, test } from 'vitest';
import { newPatientId } from '../../../shared/records/ids.ts';
import { aPatient, aRecord } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const soon = { timeout: 20_000, interval: 50 };

/** A server that lost its validation (a restore, a hand) takes anything; it is provisioned again afterwards. */
test('invariant 4: a signed note that was deleted on the server comes back to it, and to who never had it', async () => {
  const server = await openTestCentral();
  cleanUps.push(() => server.remove());
  const workstation = async (): Promise<SyncStation> => {
    const station = await openSyncStation(server);
    cleanUps.push(() => station.close());
    return station;
  };
  const one = await workstation();
  const patient = aPatient();
  const { patientId } = patient;
  const note = aRecord('note', patientId, {
    encounterId: `${patientId}:encounter:${newPatientId()}`,
    draftId: `${patientId}:noteDraft:${newPatientId()}`,
    noteType: 'progress',
    plan: 'Mổ chân trái',
    signedBy: 'bs-a',
    signedAt: '2026-11-23T14:05:00.000+07:00',
  });
  await one.replica.put(patient);
  await one.replica.put(note);
  one.sync.wake();
  await expect.poll(() => one.sync.status().hereOnly, soon).toBe(0);

  one.line.cut = true;
  const ask = server.couch.ask;
  const place = `${server.database}/${encodeURIComponent(note.id)}`;
  const designs = await ask(
    'GET',
    `${server.database}/_all_docs?startkey="_design/"&endkey="_design0"`,
  );
  for (const row of (designs.body as { rows: { id: string; value: { rev: string } }[] }).rows) {
    await ask('DELETE', `${server.database}/${row.id}?rev=${row.value.rev}`);
  }
  const { _rev } = (await ask('GET', place)).body as { _rev: string };
  await ask('DELETE', `${place}?rev=${_rev}`);
  expect((await ask('GET', place)).status).toBe(404);
  await server.provision({});
  one.line.cut = false;
  one.sync.wake();

  await expect
    .poll(async () => ((await ask('GET', place)).body as { plan?: string }).plan, soon)
    .toBe(note.plan);
  await expect.poll(() => one.sync.status().hereOnly, soon).toBe(0);
  expect(one.sync.status().refused).toEqual([]);
  const other = await workstation();
  await expect
    .poll(
      async () => ((await other.replica.shown(note)) as unknown as typeof note | undefined)?.plan,
      soon,
    )
    .toBe(note.plan);
});
