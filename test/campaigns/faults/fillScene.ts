import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { aPatient, aRecord } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { difference } from '../../support/faultProxy/traffic.ts';
import { until } from '../../support/until.ts';
import { tellFault } from './matrix.ts';
import type { FaultCase, Place } from './matrix.ts';
import { storeThere } from './storeThere.ts';

export interface FillScene {
  /**
   * A workstation that has nothing is filled while the fault befalls it, and somebody writes on both
   * sides meanwhile; then everything has to be on both sides, and the status true throughout.
   */
  play(place: Place, fault: FaultCase): Promise<void>;
  close(): Promise<void>;
}

const ward = 'NOI';

/** One server with a ward's patients; each fault meets a new workstation. */
export async function openFillScene(): Promise<FillScene> {
  const server = await openTestCentral();
  const ids: string[] = [];
  async function store(records: readonly AnyRecord[]): Promise<void> {
    await storeThere(server, records);
    ids.push(...records.map(({ id }) => id));
  }
  const patients = Array.from({ length: 20 }, () => aPatient());
  const visits = patients.slice(0, 5).map(({ patientId }) =>
    aRecord('encounter', patientId, {
      class: 'inpatient',
      startedAt: '2026-11-23T08:00:00.000+07:00',
      ward,
      reason: 'Sốt',
    }),
  );
  await store([...patients, ...visits]);
  // Only a view that is built knows who lies in the ward.
  await server.couch.ask('GET', `${server.database}/_design/wards/_view/patients`);

  return {
    async play(place, fault) {
      let met = () => 0;
      const station = await openFaultyStation(server, {
        workstation: 'noi-1',
        ward,
        prepare: (line) => (met = tellFault(line, place, fault)),
      });
      try {
        const [here, there] = [aPatient({ name: 'Ở đây' }), aPatient({ name: 'Ở xa' })];
        await station.replica.put(here);
        await until(met, (times) => times > 0, { everyMs: 5 });
        await store([there]);
        await until(
          () => difference(server, station, [...ids, here.id]),
          (left) => left === 'none',
        );
        ids.push(here.id);
        if (station.lies.length > 0) throw new Error(station.lies.join('\n'));
      } finally {
        await station.close();
      }
    },
    close: () => server.remove(),
  };
}
