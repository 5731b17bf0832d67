import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { backUp } from '../../support/centralBackup.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { difference } from '../../support/faultProxy/traffic.ts';
import { until } from '../../support/until.ts';
import type { LiveScene } from './liveScene.ts';
import { tellFault } from './matrix.ts';

/** Records that were delivered after the backup: more than one part of a batch that fails. */
const deliveredSince = 10;

/**
 * A workstation whose server is put back to an earlier state. The fault befalls the comparison with
 * it; then everything that was ever delivered has to be there again, and the status true throughout.
 */
export async function openRestoredScene(): Promise<Omit<LiveScene, 'allSettled'>> {
  const server = await openTestCentral();
  const station = await openFaultyStation(server, { workstation: 'noi-1' });
  const ids: string[] = [];
  async function write(): Promise<void> {
    const patient = aPatient();
    ids.push(patient.id);
    await station.replica.put(patient);
  }
  const settled = () =>
    until(
      () => difference(server, station, ids),
      (left) => left === 'none',
    );
  for (let count = 0; count < 3; count += 1) await write();
  await settled();
  return {
    async play(place, fault) {
      // Anew each time: what has to be sent again is as much for the last fault as for the first, for
      // an upload is given time by its size.
      const backup = await backUp(server);
      for (let count = 0; count < deliveredSince; count += 1) await write();
      await settled();
      await station.proxy.down();
      await backup.restore();
      station.serverWentBack();
      const met = tellFault(station, place, fault);
      // A restart brings it up again by itself.
      if (!('restart' in fault)) await station.proxy.up();
      station.sync.wake();
      await until(met, (times) => times > 0, { everyMs: 5 });
      await write();
      await settled();
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
