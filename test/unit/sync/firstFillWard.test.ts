import { afterEach, describe, expect, test } from 'vitest';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { CentralFailure } from '../../../shared/sync/centralFailure.ts';
import type { CentralClient } from '../../../shared/sync/centralClient.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { firstFill } from '../../../shared/sync/firstFill.ts';
import { aRecord } from '../../support/builders/records.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import {
  batchRecords,
  emptyReplica,
  endFills,
  fillServer,
  manyPatients,
  signal,
} from './fillServer.ts';

afterEach(endFills);

function encounterOf(patientId: string, ward: string): RecordOf<'encounter'> {
  return aRecord('encounter', patientId, {
    class: 'inpatient',
    startedAt: '2026-11-23T08:00:00.000+07:00',
    ward,
    reason: 'Sốt',
  });
}

/** An open stay of each in the own ward. */
const admitted = (patients: readonly RecordOf<'patient'>[]) =>
  Promise.all(patients.map(({ patientId }) => arrival(encounterOf(patientId, 'NOI'))));

describe('the own ward in a first fill', () => {
  test('the own ward comes first: who lies where, and what harms them, before any other chart', async () => {
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(30);
    const own = patients.slice(20, 24);
    const wards = await Promise.all(
      patients.map(({ patientId }, index) =>
        arrival(encounterOf(patientId, index >= 20 && index < 24 ? 'NOI' : 'NGOAI')),
      ),
    );
    await there.put([...revisions, ...wards]);
    // Nobody has read the server's view before.
    const replica = await emptyReplica();
    const order: string[] = [];
    replica.onStored(({ revisions: stored }) => order.push(...stored.map(({ id }) => id)));
    await (await there.fill(replica, 'NOI')).run(signal);
    const ownIds = new Set(own.map(({ patientId }) => patientId));
    expect(order.slice(0, 8).every((id) => ownIds.has(id.split(':')[0]!))).toBe(true);
    expect(order).toHaveLength(60);
    expect(new Set(order).size).toBe(60);
  });

  test('a server that needs long to say who lies in the own ward isn’t waited for, and the ward comes as soon as it says', async () => {
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(60);
    const own = patients.slice(50, 52);
    const wards = await admitted(own);
    await there.put([...revisions, ...wards]);
    const client = there.client();
    let begin: () => void = () => undefined;
    let tell: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const told = new Promise<void>((resolve) => (tell = resolve));
    let batches = 0;
    const slow: CentralClient = {
      ...client,
      async wardPatients(ward) {
        await begun;
        return client.wardPatients(ward);
      },
      async chartIds(patientIds) {
        const ids = await client.chartIds(patientIds);
        tell();
        return ids;
      },
      async bulkGet(wanted, received) {
        begin();
        if ((batches += 1) > 1) await told;
        return client.bulkGet(wanted, received);
      },
    };
    const replica = await emptyReplica();
    const order: string[] = [];
    replica.onStored(({ revisions: stored }) => order.push(...stored.map(({ id }) => id)));
    const here: (readonly string[])[] = [];
    const fill = firstFill({
      replica,
      client: slow,
      delivery: await trackDelivery(replica),
      ward: 'NOI',
      batchRecords,
      onWardHere: (patientIds) => here.push(patientIds),
    });
    await fill.run(signal);
    const at = wards.map(({ id }) => order.indexOf(id));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(batchRecords);
    // By kinds alone every identity would come before them.
    expect(Math.max(...at)).toBeLessThan(50);
    expect(order).toHaveLength(62);
    expect(new Set(order).size).toBe(62);
    expect(here).toHaveLength(1);
    expect(new Set(here[0])).toEqual(new Set(own.map(({ patientId }) => patientId)));
  });

  test('a chart that the server can’t list costs no other its place, and comes itself with the rest', async () => {
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(30);
    const own = patients.slice(20, 26);
    const wards = await admitted(own);
    await there.put([...revisions, ...wards]);
    const client = there.client();
    const unlisted = own[2]!.patientId;
    const stumbles: CentralClient = {
      ...client,
      async chartIds(patientIds) {
        if (patientIds.includes(unlisted)) throw new CentralFailure('serverError');
        return client.chartIds(patientIds);
      },
    };
    const replica = await emptyReplica();
    const order: string[] = [];
    replica.onStored(({ revisions: stored }) => order.push(...stored.map(({ id }) => id)));
    const delivery = await trackDelivery(replica);
    await firstFill({ replica, client: stumbles, delivery, ward: 'NOI', batchRecords }).run(signal);
    const listed = new Set(own.map(({ patientId }) => patientId).filter((id) => id !== unlisted));
    expect(order.slice(0, 10).every((id) => listed.has(id.split(':')[0]!))).toBe(true);
    expect(new Set(order).size).toBe(36);
  });

  test('an own-ward record that does not come is owed, though it was asked for before the list was there', async () => {
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(3);
    const wards = await admitted(patients);
    await there.put([...revisions, ...wards]);
    there.intercept = ({ path, ids }) =>
      path === '_bulk_get' && ids.includes(wards[1]!.id)
        ? new Response('{}', { status: 500 })
        : undefined;
    const state = await (await there.fill(await emptyReplica(), 'NOI')).run(signal);
    expect(state.owed).toEqual({ [wards[1]!.id]: [wards[1]!.rev] });
  });
});
