import { afterEach, describe, expect, test } from 'vitest';
import type { AnyRecord } from '../../../../shared/records/kinds.ts';
import { storeThere } from '../../../campaigns/faults/storeThere.ts';
import { aPatient, aRecord } from '../../../support/builders/records.ts';
import { openTestCentral } from '../../../support/central.ts';
import type { FaultName } from '../../../support/faultProxy/faults.ts';
import { openFaultyStation } from '../../../support/faultProxy/faultyStation.ts';
import { until } from '../../../support/until.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

const today = () => `${new Date().toISOString().slice(0, 19)}.000+00:00`;

/** A patient who lies in the ward, with a note that comes only with the chart. */
function stay(): { readonly patientId: string; readonly records: readonly AnyRecord[] } {
  const patient = aPatient();
  const { patientId } = patient;
  const encounter = aRecord('encounter', patientId, {
    class: 'inpatient',
    startedAt: today(),
    ward: 'NOI',
  });
  const draft = aRecord('noteDraft', patientId, {
    encounterId: encounter.id,
    noteType: 'progress',
    course: 'Ổn định',
  });
  return { patientId, records: [patient, encounter, draft] };
}

describe('invariant 6: one chart that can not be listed holds up none that is asked for with it', () => {
  const onOneChart: readonly FaultName[] = [
    'serverError',
    'tooLarge',
    'captivePortal',
    'unauthorized',
    'reset',
    'stall',
  ];
  test.each(onOneChart)('%s on every request that names it', async (fault) => {
    const server = await openTestCentral();
    cleanUps.push(() => server.remove());
    const station = await openFaultyStation(server, { timeoutMs: 800, keepsChartsOf: ['NOI'] });
    cleanUps.push(() => station.close());
    await until(
      () => station.sync.status().heardAt,
      (heardAt) => heardAt !== undefined,
    );
    const stays = Array.from({ length: 12 }, stay);
    const poisoned = stays[7]!.patientId;
    station.proxy.play(fault, { phase: 'allDocs', containing: poisoned, times: Infinity });
    await storeThere(
      server,
      stays.flatMap(({ records }) => records),
    );
    const charts = station.charts!;
    const whole = () =>
      stays.filter(({ patientId }) => charts.presence(patientId) === 'whole').length;
    await until(whole, (count) => count === 11);
    expect(station.proxy.played()).toBeGreaterThan(0);
    expect(charts.presence(poisoned)).not.toBe('whole');
    // Nor does it keep a chart that somebody opens later, or what is written here.
    await station.replica.put(aPatient());
    const later = stay();
    await storeThere(server, later.records);
    charts.open(later.patientId);
    await until(
      () => charts.presence(later.patientId),
      (presence) => presence === 'whole',
    );
    station.proxy.heal();
    charts.open(poisoned);
    await until(whole, (count) => count === 12);
    await until(
      () => station.sync.status().hereOnly,
      (count) => count === 0,
    );
    expect(station.lies).toEqual([]);
  });
});
