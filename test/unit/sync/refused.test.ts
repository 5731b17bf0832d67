import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { editedRecord } from '../../../shared/records/write.ts';
import { aPatient, someWrite } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { openSyncStation } from '../../support/replica/syncStation.ts';
import type { SyncStation } from '../../support/replica/syncStation.ts';

/** A record that the server refuses stays refused until it, or what corrects it, is read back. */

const soon = { timeout: 15_000, interval: 50 };
const patient = aPatient();
let server: TestCentral;
let station: SyncStation;
/** Whether the server takes the record, and whether what it has is given back. */
let taken = false;
let readable = true;
let sent = 0;

function behave(url: string, init: RequestInit): Response | undefined {
  const body = String(init.body ?? '');
  if (url.endsWith('/_bulk_docs') && body.includes(patient.id)) {
    sent += 1;
    if (taken) return undefined;
    return Response.json([{ id: patient.id, error: 'forbidden', reason: 'rule of today' }], {
      status: 201,
    });
  }
  return undefined;
}
/** Hides what the server has, in an answer that it is already waiting to give too. */
const hide = (_: string, body: object) =>
  readable || !('results' in body) ? body : { ...body, results: [] };
const refused = () =>
  station.sync.status().refused.map(({ reason, retrying }) => ({ reason, retrying }));

beforeEach(async () => {
  [taken, readable, sent] = [false, true, 0];
  server = await openTestCentral();
  station = await openSyncStation(server);
  station.line.intercept = behave;
  station.line.change = hide;
  await station.replica.put(patient);
  await expect.poll(refused, soon).toEqual([{ reason: 'rule of today', retrying: false }]);
});
afterEach(async () => {
  await station.close();
  await server.remove();
});

describe('what the server refused', () => {
  test('invariant 7, peers 1: refused today and accepted tomorrow, it leaves the inbox only when read back', async () => {
    const before = sent;
    taken = true;
    readable = false;
    station.sync.delivery.retryRefused([patient.id]);
    station.sync.wake();
    await expect.poll(() => sent, soon).toBeGreaterThan(before);
    // The server has it and nothing proves it: it is still in the inbox, as being sent.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(refused()).toEqual([{ reason: 'rule of today', retrying: true }]);
    expect(station.sync.delivery.delivery(patient.id)).toBe('refused');
    readable = true;
    station.sync.wake();
    await expect.poll(refused, soon).toEqual([]);
    // As soon as the witness stands behind it.
    await expect.poll(() => station.sync.delivery.delivery(patient.id), soon).toBe('onServer');
    expect(station.sync.status().sentAt).toBeDefined();
  });

  test('invariant 7: a correction is sent at once, and the refusal goes when it is read back', async () => {
    station.line.cut = true;
    await station.replica.put(
      editedRecord<'patient'>(
        patient,
        patient.causality.vector,
        { name: 'Sửa Cho Đúng' },
        someWrite({ dot: 'ccccccccccccccc4.1' }),
      ),
    );
    const corrected = [{ reason: 'rule of today', retrying: true }];
    expect(refused()).toEqual(corrected);
    await station.restart();
    expect(refused()).toEqual(corrected);
    taken = true;
    station.line.cut = false;
    station.sync.wake();
    await expect.poll(refused, soon).toEqual([]);
    await expect.poll(() => station.sync.status().hereOnly, soon).toBe(0);
  });

  test('sent again and refused again, it stands there with the new reason, after a restart too', async () => {
    const before = sent;
    station.sync.delivery.retryRefused([patient.id]);
    station.sync.wake();
    await expect.poll(() => sent, soon).toBeGreaterThan(before);
    await expect.poll(refused, soon).toEqual([{ reason: 'rule of today', retrying: false }]);
    station.line.cut = true;
    await station.restart();
    expect(refused()).toMatchObject([{ reason: 'rule of today' }]);
    expect(station.sync.status().hereOnly).toBe(1);
  });

  test('a workstation that starts without a network says when it last heard the server', async () => {
    await expect.poll(() => station.sync.status().heardAt, soon).toBeDefined();
    station.line.cut = true;
    await station.sync.stop();
    const { heardAt } = station.sync.status();
    await station.restart();
    expect(station.sync.status().heardAt).toBe(heardAt);
  });
});
