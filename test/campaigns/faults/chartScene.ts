import { aPatient, aRecord } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { difference } from '../../support/faultProxy/traffic.ts';
import { until } from '../../support/until.ts';
import type { LiveScene } from './liveScene.ts';
import { tellFault } from './matrix.ts';
import { storeThere } from './storeThere.ts';

/**
 * A workstation that keeps one ward's charts. Somebody opens one that isn't among them, and the fault
 * befalls its way; then it has to be here whole, what is written meanwhile on both sides, and the
 * status true throughout.
 */
export async function openChartScene(): Promise<Omit<LiveScene, 'allSettled'>> {
  const server = await openTestCentral();
  const station = await openFaultyStation(server, { workstation: 'noi-1', keepsChartsOf: ['NOI'] });
  const charts = station.charts!;
  return {
    async play(place, fault) {
      const patient = aPatient();
      // Of a visit that isn't told here: else the chart would be kept without anybody opening it.
      const encounterId = aRecord('encounter', patient.patientId, {
        class: 'outpatient',
        startedAt: '2026-11-23T08:00:00.000+07:00',
        ward: 'NGOAI',
      }).id;
      // So many that two failures don't end with one record alone.
      const chart = Array.from({ length: 10 }, () =>
        aRecord('noteDraft', patient.patientId, {
          encounterId,
          noteType: 'progress',
          course: 'Ổn định',
        }),
      );
      await storeThere(server, [patient, ...chart]);
      await until(
        () => station.replica.shown(patient),
        (shown) => shown !== undefined,
      );
      const met = tellFault(station, place, fault);
      charts.open(patient.patientId);
      await until(met, (times) => times > 0, { everyMs: 5 });
      const here = aPatient();
      await station.replica.put(here);
      await until(
        () => charts.presence(patient.patientId),
        (presence) => presence === 'whole',
      );
      await until(
        () =>
          difference(
            server,
            station,
            [patient, ...chart, here].map(({ id }) => id),
          ),
        (left) => left === 'none',
      );
      charts.close(patient.patientId);
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
