import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { traffic } from '../../support/faultProxy/traffic.ts';
import { until } from '../../support/until.ts';
import { tellFault } from './matrix.ts';
import type { FaultCase, Place } from './matrix.ts';

export interface LiveScene {
  /**
   * Plays the fault twice in a row at a place, with writes on both sides; then everything has to be
   * on both sides, and the status has to have been true throughout.
   */
  play(place: Place, fault: FaultCase): Promise<void>;
  /** Nothing that any of them had on both sides was lost or split by a later one. */
  allSettled(): Promise<void>;
  close(): Promise<void>;
}

/** One workstation and one server that all faults befall in turn. */
export async function openLiveScene(): Promise<LiveScene> {
  const server = await openTestCentral();
  const station = await openFaultyStation(server, { workstation: 'noi-1' });
  const { writeHere, writeThere, settled, allSettled } = await traffic(server, station);

  return {
    async play(place, fault) {
      const [first, second] =
        place.scene === 'receiving' ? [writeThere, writeHere] : [writeHere, writeThere];
      const met = tellFault(station, place, fault);
      // Another network: whoever answers is recognised first, and what waits, waits.
      if (place.scene === 'meeting') station.sync.wake();
      await first();
      await until(met, (times) => times > 0, { everyMs: 5 });
      await second();
      await settled();
      station.proxy.heal();
      station.addresses.heal();
    },
    allSettled,
    async close() {
      await station.close();
      await server.remove();
    },
  };
}
