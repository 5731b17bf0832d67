import { afterEach, describe, expect, test } from 'vitest';
import type { RecordOf } from '../../../../shared/records/kinds.ts';
import { aPatient } from '../../../support/builders/records.ts';
import { openTestCentral } from '../../../support/central.ts';
import { openFaultyStation } from '../../../support/faultProxy/faultyStation.ts';
import { rename } from '../../../support/replica/arrivals.ts';
import { until } from '../../../support/until.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A station that never gives up a request, with two refused records; requests with the first stall. */
async function stalling(phase: 'revsDiff' | 'bulkDocs' | 'bulkGet') {
  const server = await openTestCentral();
  cleanUps.push(() => server.remove());
  const station = await openFaultyStation(server, { timeoutMs: 300_000 });
  cleanUps.push(() => station.close());
  const [stalled, other] = [aPatient(), aPatient()];
  for (const { id } of [stalled, other]) {
    station.proxy.play('badRequest', { phase: 'bulkDocs', containing: id, times: Infinity });
  }
  for (const patient of [stalled, other]) await station.replica.put(patient);
  await until(
    () => station.sync.status().refused.length,
    (count) => count === 2,
  );
  station.proxy.heal();
  station.proxy.play('stall', { phase, containing: stalled.id, times: Infinity });
  station.sync.delivery.retryRefused([stalled.id]);
  station.sync.wake();
  await until(
    () => station.proxy.played(),
    (times) => times > 0,
  );
  return { station, other };
}

const onServer = (delivery: string) => delivery === 'onServer';

describe('a refused record that is offered again and never answered', () => {
  test.each(['revsDiff', 'bulkDocs', 'bulkGet'] as const)(
    'in %s: what is saved meanwhile, and a correction of another one, is on the server before that request ends',
    async (phase) => {
      const { station, other } = await stalling(phase);
      const sent = async (fresh: RecordOf<'patient'>) => {
        expect(await station.replica.put(fresh)).toEqual([]);
        await until(() => station.sync.delivery.delivery(fresh.id), onServer);
      };
      // A request that was under way when it began to stall may hang as well, and was given up.
      await sent(aPatient());
      const stalledBefore = station.proxy.played();
      for (const fresh of [aPatient(), rename(other, 'Đã sửa')]) await sent(fresh);
      // The request hangs still, and nothing that was sent since had it with it.
      expect(station.proxy.played()).toBe(stalledBefore);
      // The server has had the one whose reading back hangs: the feed names it.
      const refused = phase === 'bulkGet' ? [] : [{ retrying: true }];
      await until(
        () => station.sync.status().hereOnly,
        (count) => count === refused.length,
      );
      expect(station.sync.status()).toMatchObject({
        connection: { kind: 'online' },
        waiting: 0,
        refused,
      });
      expect(station.lies).toEqual([]);
    },
  );
});
