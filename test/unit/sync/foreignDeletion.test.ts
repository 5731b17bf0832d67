import { expect, test } from 'vitest';
import { wireDocument } from '../../../shared/sync/push.ts';
import { aPatient } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import { openFaultyStation } from '../../support/faultProxy/faultyStation.ts';
import type { FaultyStation } from '../../support/faultProxy/faultyStation.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import { until } from '../../support/until.ts';

const isListed = (station: FaultyStation, id: string) =>
  until(
    () => station.sync.status().quarantined,
    (withheld) => withheld.some((one) => one.id === id && one.reason === 'foreignDeletion'),
  );

test('invariant 2: a record of a chart that is not kept here and that somebody outside deleted is listed, though no range of ids names it any more', async () => {
  // A server that refuses nothing: the deletion is by whoever runs it.
  const server = await openTestCentral({ bare: true });
  const { couch, database, admin } = server;
  await couch.change('PUT', database);
  const [early, late] = [aPatient(), aPatient()];
  const place = (id: string) => `${database}/${encodeURIComponent(id)}`;
  async function storeAndDelete(patient: typeof early): Promise<void> {
    const leaf = await arrival(patient);
    await couch.change('POST', `${database}/_bulk_docs`, {
      docs: [wireDocument(leaf)],
      new_edits: false,
    });
    await couch.change('DELETE', `${place(patient.id)}?rev=${leaf.rev}`);
  }
  await storeAndDelete(early);
  const station = await openFaultyStation({ ...server, account: admin }, { wanted: () => false });
  try {
    await isListed(station, early.id);
    await storeAndDelete(late);
    await isListed(station, late.id);
    const list = await couch.ask('GET', `${database}/_all_docs`);
    expect((list.body as { rows: unknown[] }).rows).toEqual([]);
    expect(station.sync.status()).toMatchObject({ owed: 0, refused: [] });
  } finally {
    await station.close();
    await server.remove();
  }
});
