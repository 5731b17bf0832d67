import { afterEach, describe, expect, test } from 'vitest';
import { aPatient } from '../../../support/builders/records.ts';
import { openTestCentral } from '../../../support/central.ts';
import type { TestCentral } from '../../../support/central.ts';
import type { FaultName } from '../../../support/faultProxy/faults.ts';
import { openFaultyStation } from '../../../support/faultProxy/faultyStation.ts';
import type { FaultyStation } from '../../../support/faultProxy/faultyStation.ts';
import { until } from '../../../support/until.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

async function workplace(): Promise<{ server: TestCentral; station: FaultyStation }> {
  const server = await openTestCentral();
  cleanUps.push(() => server.remove());
  const station = await openFaultyStation(server);
  cleanUps.push(() => station.close());
  await until(
    () => station.sync.status().connection.kind,
    (kind) => kind === 'online',
  );
  return { server, station };
}

const hereOnly = (station: FaultyStation, count: number) =>
  until(
    () => station.sync.status().hereOnly,
    (left) => left === count,
    // A batch that stalls has time by its size: half a minute where all forty went in one.
    { withinMs: 60_000 },
  );

const isRefused = (station: FaultyStation, id: string) =>
  until(
    () => station.sync.delivery.delivery(id),
    (delivery) => delivery === 'refused',
    { withinMs: 60_000 },
  );

/** The server refuses whoever is called so, until the rule is lifted. */
async function ruleOfToday(server: TestCentral): Promise<() => Promise<unknown>> {
  const rule = {
    _id: '_design/today',
    validate_doc_update: `function (doc) { if (doc.name === 'Hôm nay') throw({ forbidden: 'not today' }); }`,
  };
  const { body } = await server.couch.ask('PUT', `${server.database}/_design/today`, rule);
  const { rev } = body as { rev: string };
  return () => server.couch.change('DELETE', `${server.database}/_design/today?rev=${rev}`);
}

describe(
  'invariant 6: one record that can not be sent holds up no other',
  { timeout: 90_000 },
  () => {
    const perRecord: readonly (readonly [FaultName, string])[] = [
      ['tooLarge', 'tooLarge'],
      ['badRequest', 'badRequest'],
      ['conflict', 'badRequest'],
      ['serverError', 'serverError'],
      ['badGateway', 'serverError'],
      ['forbidden', 'notACentralServer'],
      ['forbiddenPage', 'notACentralServer'],
      ['captivePortal', 'notACentralServer'],
      ['reset', 'noAnswer'],
      ['stall', 'noAnswer'],
    ];
    test.each(perRecord)('%s on every request that carries it', async (fault, reason) => {
      const { station } = await workplace();
      const patients = Array.from({ length: 40 }, () => aPatient());
      const poison = patients[17]!;
      station.proxy.play(fault, { phase: 'bulkDocs', containing: poison.id, times: Infinity });
      for (const patient of patients) await station.replica.put(patient);
      await hereOnly(station, 1);
      await isRefused(station, poison.id);
      expect(station.sync.status().refused).toMatchObject([{ id: poison.id, reason }]);
      // Whatever it was is mended: it goes by itself.
      station.proxy.heal();
      await hereOnly(station, 0);
      expect(station.sync.status().refused).toEqual([]);
      expect(station.lies).toEqual([]);
    });

    const onQuestions: readonly FaultName[] = [
      ...perRecord.map(([fault]) => fault),
      'halfJson',
      'databaseMissing',
      'resetInBody',
    ];
    test.each(onQuestions)('%s whenever the server is asked whether it has it', async (fault) => {
      const { station } = await workplace();
      const patients = Array.from({ length: 20 }, () => aPatient());
      const poison = patients[7]!;
      station.proxy.play(fault, { phase: 'revsDiff', containing: poison.id, times: Infinity });
      for (const patient of patients) await station.replica.put(patient);
      await hereOnly(station, 1);
      await isRefused(station, poison.id);
      expect(station.sync.status().refused).toMatchObject([
        { id: poison.id, reason: 'notCompared' },
      ]);
      station.proxy.heal();
      await hereOnly(station, 0);
      expect(station.sync.status().refused).toEqual([]);
      expect(station.lies).toEqual([]);
    });

    test.each([...onQuestions, 'emptyObject200', 'endlessBody'] as const)(
      '%s whenever it is read back',
      async (fault) => {
        const { station } = await workplace();
        // The feed would name it, which is evidence too.
        station.proxy.play('stall', { phase: 'changes', times: Infinity });
        const patients = Array.from({ length: 20 }, () => aPatient());
        const poison = patients[7]!;
        station.proxy.play(fault, { phase: 'bulkGet', containing: poison.id, times: Infinity });
        for (const patient of patients) await station.replica.put(patient);
        await hereOnly(station, 1);
        // Nothing is its own fault until others come through beside it: they may have been through before.
        for (let count = 0; count < 5; count += 1) {
          await station.replica.put(aPatient());
          await hereOnly(station, 1);
        }
        await isRefused(station, poison.id);
        expect(station.sync.status().refused).toMatchObject([
          { id: poison.id, reason: 'notReadBack' },
        ]);
        station.proxy.heal();
        await hereOnly(station, 0);
        expect(station.sync.status().refused).toEqual([]);
        expect(station.lies).toEqual([]);
      },
    );

    test('a pause that is asked for whenever it is carried: the others go first', async () => {
      const { station } = await workplace();
      const patients = Array.from({ length: 5 }, () => aPatient());
      const poison = patients[0]!;
      station.proxy.play('busySeconds', {
        phase: 'bulkDocs',
        containing: poison.id,
        times: Infinity,
      });
      for (const patient of patients) await station.replica.put(patient);
      await hereOnly(station, 1);
      expect(station.sync.delivery.delivery(poison.id)).toBe('hereOnly');
      station.proxy.heal();
      await hereOnly(station, 0);
      expect(station.lies).toEqual([]);
    });

    test('a record that is taken and never given back lets the others go first', async () => {
      const { station } = await workplace();
      const eaten = aPatient();
      station.proxy.play('emptyArray201', { phase: 'bulkDocs', containing: eaten.id, times: 3 });
      await station.replica.put(eaten);
      await until(
        () => station.proxy.played(),
        (times) => times > 0,
      );
      for (let count = 0; count < 5; count += 1) await station.replica.put(aPatient());
      await hereOnly(station, 0);
      expect(station.lies).toEqual([]);
    });

    test('one that is taken and never given back is said to be so, and what was refused is offered meanwhile', async () => {
      const { server, station } = await workplace();
      const lift = await ruleOfToday(server);
      const [refused, eaten] = [aPatient({ name: 'Hôm nay' }), aPatient()];
      await station.replica.put(refused);
      await isRefused(station, refused.id);
      station.proxy.play('emptyArray201', {
        phase: 'bulkDocs',
        containing: eaten.id,
        times: Infinity,
      });
      await station.replica.put(eaten);
      await until(
        () => station.proxy.played(),
        (times) => times > 0,
      );
      await lift();
      await until(
        () => station.sync.delivery.delivery(refused.id),
        (delivery) => delivery === 'onServer',
      );
      await isRefused(station, eaten.id);
      expect(station.sync.status()).toMatchObject({
        hereOnly: 1,
        refused: [{ id: eaten.id, reason: 'notReadBack' }],
      });
      // It is no fault of the line any more.
      await until(
        () => station.sync.status().connection.kind,
        (kind) => kind === 'online',
      );
      station.proxy.heal();
      await hereOnly(station, 0);
      expect(station.lies).toEqual([]);
    });
  },
);

test('what the server refuses today and takes tomorrow goes by itself, without a restart', async () => {
  const { server, station } = await workplace();
  const lift = await ruleOfToday(server);
  const patient = aPatient({ name: 'Hôm nay' });
  await station.replica.put(patient);
  await station.replica.put(aPatient());
  await isRefused(station, patient.id);
  await hereOnly(station, 1);
  expect(station.sync.status().refused).toMatchObject([{ id: patient.id, reason: 'not today' }]);
  await lift();
  await hereOnly(station, 0);
  expect(station.sync.status().refused).toEqual([]);
  expect(station.lies).toEqual([]);
});

test('a server that takes no writes at all is a fault of the server, and all counts as here only', async () => {
  const { station } = await workplace();
  station.proxy.play('serverError', { phase: 'bulkDocs', times: Infinity });
  for (let count = 0; count < 6; count += 1) await station.replica.put(aPatient());
  await until(
    () => JSON.stringify(station.sync.status().sending),
    (sending) => sending.includes('serverError'),
  );
  expect(station.sync.status().hereOnly).toBe(6);
  station.proxy.heal();
  await hereOnly(station, 0);
  expect(station.lies).toEqual([]);
});
