import { afterEach, describe, expect, it } from 'vitest';
import { startTrailDelivery } from '../../../shared/audit/deliverTrail.ts';
import { newestEntries, readTrails } from '../../../shared/audit/readTrails.ts';
import { filterTrail } from '../../../shared/audit/trailFilter.ts';
import { trailNumbers, trailText } from '../../../shared/audit/trailText.ts';
import { trailView } from '../../../shared/audit/trailView.ts';
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
    expect(trailText(views, trailNumbers()).trim().split('\r\n')).toHaveLength(7);
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

  it('begins with some of the newest entries, which need no reading of the others', async () => {
    const { client } = await sent();
    const sequences = async (limit: number) =>
      (await newestEntries(client, limit)).map(({ sequence }) => sequence);
    // A server in shards gives the newest of one shard before those of another.
    const some = await sequences(3);
    expect(some).toHaveLength(3);
    expect(some).toEqual([...some].sort((a, b) => b - a));
    expect(await sequences(500)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
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

describe('a reading that the page asks for row by row', () => {
  const patients = [somePatient, '01890000-0000-7000-8000-000000000002'];
  async function view() {
    const { trail, store } = await openTestTrail(memoryTrailStorage());
    await trail.append({ action: 'signIn', person: 'bs-mau' });
    for (let index = 0; index < 10; index += 1) {
      await trail.append(viewed(patients[index % 2]!, index < 4 ? 'bs-mau' : 'dd-mau'));
    }
    const until = '2026-11-24T12:00:00.000+07:00';
    for (let index = 0; index < 6; index += 1) {
      const about = { patient: somePatient, reason: 'emergency', until } as const;
      await trail.append({ action: 'breakTheGlass', person: 'dd-mau', about });
    }
    await trail.checkpoint();
    return trailView(await readTrails(store, undefined));
  }

  it('counts and lists what people did, and tells who went past their rights before it is asked', async () => {
    const { summary } = await view();
    expect(summary).toMatchObject({ from: 'here', total: 17, workstations: ['noi-1'] });
    expect([...summary.people].sort()).toEqual(['bs-mau', 'dd-mau']);
    expect(summary.glasses.count).toBe(6);
    expect(summary.glasses.newest.map(({ action }) => action)).toEqual(
      Array.from({ length: 4 }, () => 'breakTheGlass'),
    );
    expect(summary.verification?.findings).toEqual([]);
  });

  it('gives parts that make the whole, by patient, by person and by time', async () => {
    const { part } = await view();
    const whole = part({}, 0, 100).entries;
    expect(whole).toHaveLength(17);
    const parts = [0, 5, 10, 15].flatMap((from) => part({}, from, 5).entries);
    expect(parts).toEqual(whole);
    expect(part({}, 17, 5)).toEqual({ count: 17, entries: [] });
    expect(part({ patient: patients[1]! }, 1, 2)).toMatchObject({ count: 5 });
    expect(part({ person: 'bs-mau' }, 0, 3).entries).toHaveLength(3);
    expect(part({ person: 'bs-mau' }, 0, 3).count).toBe(5);
    expect(part({ to: '2000-01-01' }, 0, 3)).toEqual({ count: 0, entries: [] });
    expect(part({}, 0, 100).entries).toEqual(whole);
  });
});
