import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { difference } from '../../support/faultProxy/traffic.ts';
import { until } from '../../support/until.ts';
import type { LiveScene } from './liveScene.ts';
import { tellFault } from './matrix.ts';
import { storeThere } from './storeThere.ts';

/**
 * A workstation to which the server named a record that it didn't give. The fault befalls the asking
 * again; then the record has to be here, what is written meanwhile on both sides, and the status true
 * throughout.
 */
export async function openOwedScene(): Promise<Omit<LiveScene, 'allSettled'>> {
  const server = await openTestCentral();
  const station = await openFaultyStation(server, { workstation: 'noi-1' });
  return {
    async play(place, fault) {
      const [there, here] = [aPatient(), aPatient()];
      const notGiven = { phase: 'bulkGet', containing: there.id, times: Infinity } as const;
      station.proxy.play('serverError', notGiven);
      await storeThere(server, [there]);
      await until(
        () => station.sync.status().owed,
        (owed) => owed === 1,
      );
      // A wrong address is met before the proxy is: until then a request that is under way to it has
      // to fail there, or the record comes and nothing is asked for any more.
      if (!('address' in fault)) station.proxy.heal();
      const met = tellFault(station, place, fault);
      await until(met, (times) => times > 0, { everyMs: 5 });
      if ('address' in fault) station.proxy.heal();
      await station.replica.put(here);
      await until(
        () => difference(server, station, [there.id, here.id]),
        (left) => left === 'none',
      );
      station.proxy.heal();
      station.addresses.heal();
      if (station.lies.length > 0) throw new Error(station.lies.join('\n'));
    },
    async close() {
      await station.close();
      await server.remove();
    },
  };
}
