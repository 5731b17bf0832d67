import { afterEach, describe, expect, it } from 'vitest';
import { startTrailDelivery } from '../../../shared/audit/deliverTrail.ts';
import { readTrails } from '../../../shared/audit/readTrails.ts';
import { filterTrail, trailText } from '../../../shared/audit/trailFilter.ts';
import { auditDatabaseName } from '../../../shared/central/auditDatabase.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import {
  memoryTrailStorage,
  openTestTrail,
  somePatient,
  viewed,
} from '../../support/audit/memoryTrail.ts';
import { centralKinds, openTestCentral } from '../../support/central.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const soon = { timeout: 20_000, interval: 50 };

describe.each(centralKinds())('what an auditor reads: %s', (kind) => {
  /** A workstation that has sent five views, and the client that an auditor on it reads with. */
  async function sent() {
    const central = await openTestCentral({ kind });
    closing.push(() => central.remove());
    const { trail, store } = await openTestTrail(memoryTrailStorage());
    const database = auditDatabaseName(central.database);
    const client = centralClient({ url: central.url, database, ...central.account, fetch });
    const delivery = startTrailDelivery({
      trail,
      store,
      client,
      pace: { shortestWaitMs: 20, longestWaitMs: 100 },
      restMs: 100,
    });
    for (let view = 0; view < 5; view += 1) await trail.append(viewed(somePatient));
    await trail.checkpoint();
    const [epoch] = trail.epochs();
    await expect.poll(() => store.position('delivered', epoch!), soon).toBe(8);
    await delivery.stop();
    return { central, database, trail, store, client };
  }

  it('is everything, verified, with what waits here beside it', async () => {
    const { trail, store, client } = await sent();
    await trail.append(viewed('01890000-0000-7000-8000-000000000002', 'dd-mau'));
    const reading = await readTrails(store, client);
    expect(reading).toMatchObject({ from: 'server', guarded: true });
    expect(reading.verification.findings).toEqual([]);
    const views = filterTrail(reading.entries, { action: 'viewChart' });
    expect(views).toHaveLength(6);
    expect(filterTrail(reading.entries, { person: 'dd-mau' })).toHaveLength(1);
    expect(filterTrail(reading.entries, { patient: somePatient })).toHaveLength(5);
    expect(filterTrail(reading.entries, { to: '2000-01-01' })).toEqual([]);
    expect(trailText(views).trim().split('\r\n')).toHaveLength(7);
  });

  it('names an end that was cut off on the server, by its own trail and by its last reading', async () => {
    const { central, database, store, client } = await sent();
    await readTrails(store, client);
    const { _rev: guard } = (await central.couch.ask('GET', `${database}/_design/audit`)).body as {
      _rev: string;
    };
    await central.couch.change('DELETE', `${database}/_design/audit?rev=${guard}`);
    const { body } = await central.couch.ask('GET', `${database}/_all_docs`);
    const { rows } = body as { rows: { id: string; value: { rev: string } }[] };
    const ends = rows.filter(({ id }) => /:000000000[3-8]$/.test(id));
    expect(ends).toHaveLength(6);
    // Taken out without a trace, as only whoever holds the server can.
    const purge = Object.fromEntries(ends.map(({ id, value }) => [id, [value.rev]]));
    const purged = await central.couch.ask('POST', `${database}/_purge`, purge);
    if (purged.status >= 300) {
      for (const { id, value } of ends) {
        await central.couch.change('DELETE', `${database}/${id}?rev=${value.rev}`);
      }
    }
    const { verification, guarded } = await readTrails(store, client);
    expect(guarded).toBe(false);
    const flaws = verification.findings.map(({ flaw }) => flaw);
    expect(flaws).toContain(purged.status >= 300 ? 'deleted' : 'vanished');
  });

  it('without a server is this workstation’s own, and says so', async () => {
    const { store } = await sent();
    const unreachable = {
      changes: () => Promise.reject(new Error('no server')),
      bulkGet: () => Promise.reject(new Error('no server')),
    };
    const reading = await readTrails(store, unreachable);
    expect(reading).toMatchObject({ from: 'here', guarded: undefined });
    expect(filterTrail(reading.entries, {})).toHaveLength(5);
    expect(reading.verification.findings).toEqual([]);
  });
});
