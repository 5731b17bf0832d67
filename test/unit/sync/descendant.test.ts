import { expect, test } from 'vitest';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { until } from '../../support/until.ts';

test('invariant 7: what somebody else has written on meanwhile is proved by that version, though ours is compacted away and theirs is not kept here', async () => {
  const server = await openTestCentral();
  const patient: RecordOf<'patient'> = aPatient({ name: 'Trước' });
  const station = await openFaultyStation(server, { wanted: () => false });
  try {
    // Stored by the server; none of the answers that would prove it arrives.
    for (const phase of ['bulkGet', 'changes'] as const) {
      station.proxy.play('reset', { phase, times: Infinity });
    }
    await station.replica.put(patient);
    const path = `${server.database}/${encodeURIComponent(patient.id)}`;
    const first = await until(
      async () => (await server.couch.ask('GET', path)).body as { _rev?: string },
      ({ _rev }) => _rev !== undefined,
    );
    const edited = await arrival(rename(patient, 'Sau'), [first._rev!]);
    await server.couch.change('POST', `${server.database}/_bulk_docs`, {
      docs: [wireDocument(edited)],
      new_edits: false,
    });
    await server.couch.change('POST', `${server.database}/_compact`, {});
    await until(
      async () => (await server.couch.ask('GET', `${path}?rev=${first._rev!}`)).status,
      (status) => status === 404,
    );
    station.proxy.heal();
    await until(
      () => station.sync.status(),
      ({ hereOnly, connection }) => hereOnly === 0 && connection.kind === 'online',
    );
    expect(station.sync.delivery.delivery(patient.id)).toBe('onServer');
    expect(station.lies).toEqual([]);
  } finally {
    await station.close();
    await server.remove();
  }
});
