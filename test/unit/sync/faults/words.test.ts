import { afterAll, beforeAll, expect, test } from 'vitest';
import { aPatient } from '../../../support/builders/records.ts';
import { openTestCentral } from '../../../support/central.ts';
import type { TestCentral } from '../../../support/central.ts';
import type { FaultName } from '../../../support/faultProxy/faults.ts';
import { openFaultyStation } from '../../../support/faultProxy/faultyStation.ts';
import type { FaultyStation } from '../../../support/faultProxy/faultyStation.ts';
import { until } from '../../../support/until.ts';

let server: TestCentral;
let station: FaultyStation;
beforeAll(async () => {
  server = await openTestCentral();
  station = await openFaultyStation(server);
});
afterAll(async () => {
  await station.close();
  await server.remove();
});

const connection = () => JSON.stringify(station.sync.status().connection);
const online = () => until(connection, (text) => text.includes('online'));

const said: readonly (readonly [FaultName, string])[] = [
  ['reset', 'offline'],
  ['stall', 'offline'],
  ['stallInBody', 'offline'],
  ['oneByteASecond', 'offline'],
  ['halfJson', 'notACentralServer'],
  ['empty200', 'notACentralServer'],
  ['captivePortal', 'notACentralServer'],
  ['movedToLogin', 'notACentralServer'],
  ['foundLogin', 'notACentralServer'],
  ['forbiddenPage', 'notACentralServer'],
  ['unauthorized', 'accountRefused'],
  ['forbidden', 'accountRefused'],
  ['databaseMissing', 'databaseMissing'],
  ['serverError', 'serverError'],
  ['unavailable', 'serverError'],
];

test.each(said)(
  'invariant 7: %s is told as %s, and the sign-in or line renews itself',
  async (fault, word) => {
    await online();
    const before = station.sync.status().heardAt;
    for (const phase of ['changes', 'bulkDocs', 'revsDiff', 'databaseInfo'] as const) {
      station.proxy.play(fault, { phase, times: Infinity });
    }
    await until(connection, (text) => text.includes(word));
    await station.replica.put(aPatient());
    await until(
      () => JSON.stringify(station.sync.status().sending),
      (text) => text.includes(word),
    );
    expect(station.sync.status()).toMatchObject({ hereOnly: 1 });
    expect(before === undefined || station.sync.status().heardAt !== undefined).toBe(true);
    station.proxy.heal();
    await until(
      () => station.sync.status().hereOnly,
      (left) => left === 0,
    );
    await online();
    expect(station.lies).toEqual([]);
  },
);
