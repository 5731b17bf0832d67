import { afterEach, describe, expect, test } from 'vitest';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import { aPatient, aRecord, someWrite } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function central(): Promise<TestCentral> {
  const opened = await openTestCentral();
  cleanUps.push(() => opened.remove());
  return opened;
}

async function workstation(server: TestCentral): Promise<SyncStation> {
  const station = await openSyncStation(server);
  cleanUps.push(() => station.close());
  return station;
}

const soon = { timeout: 15_000, interval: 50 };
const isOnline = (station: SyncStation) =>
  expect.poll(() => station.sync.status().connection.kind, soon).toBe('online');
const allSent = (station: SyncStation) =>
  expect.poll(() => station.sync.status().hereOnly, soon).toBe(0);
const shows = (station: SyncStation, record: RecordOf<'patient'>, name: string) =>
  expect
    .poll(
      async () =>
        ((await station.replica.shown(record)) as unknown as RecordOf<'patient'> | undefined)?.name,
      soon,
    )
    .toBe(name);

const rename = (patient: RecordOf<'patient'>, name: string, dot?: string) =>
  editedRecord<'patient'>(
    patient,
    patient.causality.vector,
    { name },
    someWrite(dot === undefined ? {} : { dot }),
  );

/** Leaves of a record on the server that are neither deleted nor superseded. */
async function liveLeavesOnServer(server: TestCentral, id: string): Promise<number> {
  const { body } = await server.couch.ask(
    'GET',
    `${server.database}/${encodeURIComponent(id)}?open_revs=all`,
  );
  return (body as { ok?: { _deleted?: boolean } }[]).filter((row) => row.ok && !row.ok._deleted)
    .length;
}

describe('two loops against a central server', () => {
  test('a record made here is read there, and is proved to be on the server', async () => {
    const server = await central();
    const [a, b] = [await workstation(server), await workstation(server)];
    await isOnline(a);
    const patient = aPatient({ name: 'Lò Văn Pành' });
    await a.replica.put(patient);
    expect(a.sync.delivery.delivery(patient.id)).toBe('hereOnly');
    await shows(b, patient, 'Lò Văn Pành');
    await allSent(a);
    expect(a.sync.delivery.delivery(patient.id)).toBe('onServer');
    expect(withoutRxFields((await b.replica.shown(patient))!)).toEqual(patient);
  });

  test('invariant 7: cut, everything counts as here only, also after a restart; back, all is sent', async () => {
    const server = await central();
    const a = await workstation(server);
    await isOnline(a);
    a.line.cut = true;
    const patients = Array.from({ length: 30 }, () => aPatient());
    for (const patient of patients) await a.replica.put(patient);
    await expect.poll(() => a.sync.status().connection.kind, soon).toBe('offline');
    expect(a.sync.status().hereOnly).toBe(30);
    await a.restart();
    expect(a.sync.status().hereOnly).toBe(30);
    a.line.cut = false;
    a.sync.wake();
    await allSent(a);
    await a.restart();
    expect(a.sync.status().hereOnly).toBe(0);
  });

  test('invariant 3: concurrent edits join on both sides, byte for byte', async () => {
    const server = await central();
    const [a, b] = [await workstation(server), await workstation(server)];
    const patient = aPatient({ name: 'Gốc' });
    await a.replica.put(patient);
    await shows(b, patient, 'Gốc');
    a.line.cut = true;
    b.line.cut = true;
    await a.replica.put(rename(patient, 'Từ A', 'aaaaaaaaaaaaaaa1.1'));
    await b.replica.put(rename(patient, 'Từ B', 'bbbbbbbbbbbbbbb1.1'));
    a.line.cut = false;
    b.line.cut = false;
    a.sync.wake();
    b.sync.wake();
    await allSent(a);
    await allSent(b);
    const record = async (station: SyncStation) =>
      withoutRxFields((await station.replica.shown(patient))!);
    await expect
      .poll(async () => (await record(a)).causality.siblings?.['name'], soon)
      .toHaveLength(2);
    await expect
      .poll(async () => (await record(b)).causality.siblings?.['name'], soon)
      .toHaveLength(2);
    expect(await record(a)).toEqual(await record(b));
    await allSent(a);
    await allSent(b);
    // Zero open revision conflicts, on the server too.
    await expect.poll(() => liveLeavesOnServer(server, patient.id), soon).toBe(1);
  });

  test('a closing tombstone waits while the server refuses the leaf that covers it', async () => {
    const server = await central();
    const [a, b] = [await workstation(server), await workstation(server)];
    const patient = aPatient({ name: 'Gốc' });
    await a.replica.put(patient);
    await shows(b, patient, 'Gốc');
    a.line.cut = true;
    await b.replica.put(rename(patient, 'Từ B', 'bbbbbbbbbbbbbbb2.1'));
    await allSent(b);
    await b.sync.stop();
    await a.replica.put(rename(patient, 'Từ A', 'aaaaaaaaaaaaaaa2.1'));
    let tombstones = 0;
    const refuseJoins = (url: string, init: RequestInit) => {
      if (!url.endsWith('/_bulk_docs')) return undefined;
      const { docs } = JSON.parse(String(init.body)) as {
        docs: { _id: string; _deleted?: boolean; causality?: { siblings?: object } }[];
      };
      tombstones += docs.filter((document) => document._deleted).length;
      const joined = docs.filter((document) => document.causality?.siblings);
      return joined.length > 0
        ? Response.json(
            joined.map(({ _id }) => ({ id: _id, error: 'forbidden', reason: 'no joins today' })),
            { status: 201 },
          )
        : undefined;
    };
    a.line.intercept = refuseJoins;
    a.line.cut = false;
    a.sync.wake();
    await expect.poll(() => a.sync.delivery.delivery(patient.id), soon).toBe('refused');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(tombstones).toBe(0);
    expect(await liveLeavesOnServer(server, patient.id)).toBeGreaterThan(0);
    a.line.intercept = undefined;
    await a.restart();
    await allSent(a);
    await expect.poll(() => liveLeavesOnServer(server, patient.id), soon).toBe(1);
  });

  test('invariant 6: a note that the server refuses holds up no other, is listed and kept', async () => {
    const server = await central();
    const a = await workstation(server);
    await isOnline(a);
    a.line.cut = true;
    const patient = aPatient();
    const visit = aRecord('encounter', patient.patientId, {
      class: 'inpatient',
      startedAt: '2026-11-21T08:00:00.000+07:00',
      ward: 'NOI',
    });
    const draft = aRecord('noteDraft', patient.patientId, {
      encounterId: visit.id,
      noteType: 'progress',
      course: 'Ổn định',
    });
    // What a later rule of the server would refuse and this workstation doesn't know of.
    a.line.intercept = (url, init) => {
      if (!url.endsWith('/_bulk_docs')) return undefined;
      const { docs } = JSON.parse(String(init.body)) as { docs: { _id: string; _rev: string }[] };
      if (docs.some(({ _id }) => _id === draft.id)) {
        const rest = docs.filter(({ _id }) => _id !== draft.id);
        if (rest.length > 0) return new Response('{"error":"bad_request"}', { status: 400 });
        return Response.json([{ id: draft.id, error: 'forbidden', reason: 'rule of tomorrow' }], {
          status: 201,
        });
      }
      return undefined;
    };
    for (const record of [patient, visit, draft]) await a.replica.put(record);
    a.line.cut = false;
    a.sync.wake();
    await expect
      .poll(() => a.sync.status().refused, soon)
      .toMatchObject([{ id: draft.id, reason: 'rule of tomorrow' }]);
    await expect.poll(() => a.sync.status().hereOnly, soon).toBe(1);
    expect(a.sync.delivery.delivery(draft.id)).toBe('refused');
    expect(await a.replica.shown(draft)).toBeDefined();
    // Refused stays refused over a restart, and goes as soon as the server takes it.
    a.line.intercept = undefined;
    await a.restart();
    await allSent(a);
    expect(a.sync.status().refused).toEqual([]);
  });

  test('an empty 201 from something in between proves nothing', async () => {
    const server = await central();
    const [a, b] = [await workstation(server), await workstation(server)];
    await isOnline(a);
    a.line.intercept = (url) =>
      url.endsWith('/_bulk_docs') ? Response.json([], { status: 201 }) : undefined;
    const patient = aPatient({ name: 'Chưa tới' });
    await a.replica.put(patient);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(a.sync.status().hereOnly).toBe(1);
    a.line.intercept = undefined;
    await shows(b, patient, 'Chưa tới');
    await allSent(a);
  });

  test('a captive portal, half a JSON text, an empty object: a fault in words, then it heals', async () => {
    const server = await central();
    const a = await workstation(server);
    await isOnline(a);
    const answers: (() => Response)[] = [
      () =>
        new Response('<html>Đăng nhập Wi-Fi</html>', { headers: { 'content-type': 'text/html' } }),
      () => new Response('{"results":[{"id":"'),
      () => Response.json({}),
    ];
    for (const [index, answer] of answers.entries()) {
      a.line.intercept = answer;
      await a.replica.put(aPatient());
      await expect
        .poll(() => a.sync.status().connection, soon)
        .toMatchObject({ kind: 'fault', fault: 'notACentralServer' });
      expect(a.sync.status().hereOnly).toBe(1);
      a.line.intercept = undefined;
      a.sync.wake();
      await allSent(a);
      await isOnline(a);
      expect(index).toBeLessThan(answers.length);
    }
  });

  test('a wrong password and a missing database are told apart, and nothing is lost', async () => {
    const server = await central();
    const a = await workstation(server);
    await isOnline(a);
    for (const [status, fault] of [
      [401, 'accountRefused'],
      [404, 'databaseMissing'],
      [500, 'serverError'],
    ] as const) {
      a.line.intercept = () => Response.json({ error: 'x' }, { status });
      await a.replica.put(aPatient());
      await expect
        .poll(() => a.sync.status().connection, soon)
        .toMatchObject({ kind: 'fault', fault });
      a.line.intercept = undefined;
      a.sync.wake();
      await allSent(a);
    }
  });

  test('a body that the server names and does not give is owed, and holds up no other (invariant 6)', async () => {
    const server = await central();
    const [a, b] = [await workstation(server), await workstation(server)];
    await isOnline(b);
    const [held, free] = [aPatient({ name: 'Bị giữ' }), aPatient({ name: 'Đi qua' })];
    b.line.intercept = (url, init) => {
      if (!url.includes('/_bulk_get')) return undefined;
      return String(init.body).includes(held.id) ? Response.json({ results: [] }) : undefined;
    };
    await a.replica.put(held);
    await expect.poll(() => b.sync.status().owed, soon).toBe(1);
    await a.replica.put(free);
    await shows(b, free, 'Đi qua');
    expect(await b.replica.shown(held)).toBeUndefined();
    await b.restart();
    expect(b.sync.status().owed).toBe(1);
    b.line.intercept = undefined;
    b.sync.wake();
    await shows(b, held, 'Bị giữ');
    await expect.poll(() => b.sync.status().owed, soon).toBe(0);
  });

  test('a first fill of 400 records arrives whole and goes on from there', async () => {
    const server = await central();
    const a = await workstation(server);
    const patients = Array.from({ length: 400 }, () => aPatient());
    for (const patient of patients) await a.replica.put(patient);
    await expect.poll(() => a.sync.status().hereOnly, { ...soon, timeout: 60_000 }).toBe(0);
    const b = await workstation(server);
    await expect
      .poll(async () => (await b.replica.memory.documents(patients.map(({ id }) => id))).size, {
        ...soon,
        timeout: 60_000,
      })
      .toBe(400);
    expect(b.sync.status().hereOnly).toBe(0);
    await b.restart();
    expect(b.sync.status().hereOnly).toBe(0);
  }, 120_000);
});
