import { afterEach, describe, expect, test } from 'vitest';
import { wardDocument } from '../../../shared/central/designDocuments.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import type { LeafStore, NewRevision } from '../../../shared/replica/leafStore.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import type { CentralClient } from '../../../shared/sync/centralClient.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { firstFill } from '../../../shared/sync/firstFill.ts';
import type { FirstFill } from '../../../shared/sync/firstFill.ts';
import { readPullState } from '../../../shared/sync/pullState.ts';
import { wireDocument } from '../../../shared/sync/push.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import { aPatient, aRecord } from '../../support/builders/records.ts';
import { openTestCentral } from '../../support/central.ts';
import type { TestCentral } from '../../support/central.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

interface Asked {
  readonly path: string;
  readonly ids: readonly string[];
}

interface Server {
  readonly central: TestCentral;
  /** Requests that came through, in order. */
  readonly asked: Asked[];
  /** Answers in the server's place where it returns something; told before a request goes on. */
  intercept: (asked: Asked) => Response | undefined | Promise<undefined>;
  put(revisions: readonly NewRevision[]): Promise<void>;
  fill(replica: NodeReplica, ward?: string): Promise<FirstFill>;
  client(): ReturnType<typeof centralClient>;
}

/** A server that refuses nothing: what lies on it may be older than its validation. */
async function server(): Promise<Server> {
  const central = await openTestCentral({ bare: true });
  cleanUps.push(() => central.remove());
  const { couch, database } = central;
  await couch.change('PUT', database);
  await couch.change('PUT', `${database}/_design/wards`, wardDocument());
  const opened: Server = {
    central,
    asked: [],
    intercept: () => undefined,
    async put(revisions) {
      const docs = revisions.map((revision) => wireDocument({ ...revision }));
      const rows = await couch.change('POST', `${database}/_bulk_docs`, { docs, new_edits: false });
      expect(rows).toEqual([]);
    },
    client: () =>
      centralClient({
        url: central.url,
        database,
        ...central.admin,
        fetch: async (input, init) => {
          const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as object) : {};
          const docs = 'docs' in body ? (body.docs as { id: string }[]) : [];
          const asked = {
            path: new URL(String(input)).pathname.slice(database.length + 2),
            ids: docs.map(({ id }) => id),
          };
          const answered = await opened.intercept(asked);
          if (answered) return answered;
          opened.asked.push(asked);
          return fetch(input, init);
        },
      }),
    async fill(replica, ward) {
      return firstFill({
        replica,
        client: opened.client(),
        delivery: await trackDelivery(replica),
        ward,
        batchRecords,
      });
    },
  };
  return opened;
}

const batchRecords = 5;
const signal = new AbortController().signal;

async function emptyReplica(wrapStore?: (store: LeafStore) => LeafStore): Promise<NodeReplica> {
  const replica = await openNodeReplica(undefined, wrapStore);
  cleanUps.push(() => replica.close());
  return replica;
}

async function manyPatients(count: number): Promise<{
  readonly patients: RecordOf<'patient'>[];
  readonly revisions: NewRevision[];
}> {
  const patients = Array.from({ length: count }, (_unused, index) =>
    aPatient({ name: `Người ${String(index)}` }),
  );
  return { patients, revisions: await Promise.all(patients.map((patient) => arrival(patient))) };
}

const shown = async (replica: NodeReplica, records: readonly { id: string }[]) =>
  (await replica.memory.documents(records.map(({ id }) => id))).size;

const bodiesAsked = ({ asked }: Server) =>
  asked.filter(({ path }) => path === '_bulk_get').flatMap(({ ids }) => ids);

const html = () => new Response('<html>Đăng nhập Wi-Fi</html>', { status: 200 });

function encounterOf(patientId: string, ward: string): RecordOf<'encounter'> {
  return aRecord('encounter', patientId, {
    class: 'inpatient',
    startedAt: '2026-11-23T08:00:00.000+07:00',
    ward,
    reason: 'Sốt',
  });
}

describe('first fill', () => {
  test('brings all leaves with their histories, and the feed goes on from where the list ended', async () => {
    const there = await server();
    const patient = aPatient({ name: 'Gốc' });
    const root = await arrival(patient);
    const one = await arrival(rename(patient, 'Một'), [root.rev]);
    const two = await arrival(rename(patient, 'Hai'), [root.rev]);
    const gone = await arrival(aPatient());
    const deleted = await arrival({ id: gone.id, reason: 'x' }, [gone.rev], true);
    await there.put([root, one, two, gone, deleted]);
    const replica = await emptyReplica();
    const state = await (await there.fill(replica)).run(signal);
    const leaves = (await replica.store.read([patient.id])).get(patient.id)!;
    expect(leaves.map(({ rev }) => rev)).toEqual(expect.arrayContaining([two.rev]));
    // The two are joined as at any arrival: nobody sees an open revision conflict.
    expect(leaves.filter((leaf) => !leaf.deleted)).toHaveLength(1);
    expect(replica.withheld()).toEqual([
      { id: gone.id, rev: deleted.rev, reason: 'foreignDeletion', path: '' },
    ]);
    expect(await readPullState(replica)).toMatchObject({ since: state.since, owed: {} });
    const page = await there.client().changes({ since: state.since, limit: 10 });
    expect(page.results).toEqual([]);
  });

  test('is cut off at every request and goes on in a new process: nothing is lost, at most what was on its way comes twice', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(92);
    await there.put(revisions);
    let replica = await openNodeReplica();
    cleanUps.push(() => replica.close());
    let cuts = 0;
    for (;;) {
      let left = 1 + (cuts % 6);
      there.intercept = () => {
        left -= 1;
        return left < 0 ? Response.error() : undefined;
      };
      const standing = await shown(replica, patients);
      const askedBefore = there.asked.length;
      try {
        await (await there.fill(replica)).run(signal);
        break;
      } catch {
        cuts += 1;
        expect((await readPullState(replica)).fill).toBe('needed');
        const stored = (await shown(replica, patients)) - standing;
        const came = there.asked.slice(askedBefore).flatMap(({ ids }) => ids).length;
        expect(came - stored).toBeLessThanOrEqual(2 * batchRecords);
      }
      replica = await replica.reopen();
    }
    expect(cuts).toBeGreaterThan(5);
    expect(await shown(replica, patients)).toBe(92);
    expect((await readPullState(replica)).owed).toEqual({});
  });

  test('what the list named and was changed, added or taken away meanwhile is here in the end', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(20);
    await there.put(revisions);
    const late = aPatient({ name: 'Tới sau' });
    const edited = await arrival(rename(patients[19]!, 'Tên mới'), [revisions[19]!.rev]);
    let meddled = false;
    there.intercept = async ({ path }) => {
      if (path === '_bulk_get' && !meddled) {
        meddled = true;
        await there.put([await arrival(late), edited]);
      }
      return undefined;
    };
    const replica = await emptyReplica();
    const sync = await startSync({
      replica,
      client: there.client(),
      now: () => new Date().toISOString(),
      pace: { longPollMs: 500 },
    });
    cleanUps.push(() => sync.stop());
    const soon = { timeout: 10_000, interval: 20 };
    await expect.poll(() => shown(replica, [...patients, late]), soon).toBe(21);
    await expect
      .poll(async () => ((await replica.shown(patients[19]!)) as AnyRecord & { name: string }).name)
      .toBe('Tên mới');
    await expect.poll(() => sync.status().heardAt, soon).toBeDefined();
    expect(sync.status()).toMatchObject({ owed: 0, firstFill: undefined, hereOnly: 0 });
  });

  test('invariant 6: a record that the server names and does not give, or fails on, is owed and holds up none', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(30);
    await there.put(revisions);
    const poison = patients[7]!.id;
    there.intercept = ({ path, ids }) =>
      path === '_bulk_get' && ids.includes(poison)
        ? new Response('{}', { status: 500 })
        : undefined;
    const replica = await emptyReplica();
    const state = await (await there.fill(replica)).run(signal);
    expect(state.owed).toEqual({ [poison]: [revisions[7]!.rev] });
    expect(await shown(replica, patients)).toBe(29);
    expect((await readPullState(replica)).owed).toEqual(state.owed);
  });

  test('a server that fails on everything is no fault of the records: the fill waits', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(12);
    await there.put(revisions);
    const replica = await emptyReplica();
    const fill = await there.fill(replica);
    there.intercept = ({ path }) => (path === '_changes' ? undefined : html());
    await expect(fill.run(signal)).rejects.toMatchObject({ fault: 'notACentralServer' });
    let healthy = 4;
    there.intercept = () => ((healthy -= 1) < 0 ? html() : undefined);
    await expect(fill.run(signal)).rejects.toMatchObject({ fault: 'notACentralServer' });
    expect((await readPullState(replica)).owed).toEqual({});
    there.intercept = () => undefined;
    expect((await fill.run(signal)).owed).toEqual({});
    expect(await shown(replica, patients)).toBe(12);
    // The list is taken once: after a fault the same one goes on.
    expect(there.asked.filter(({ path }) => path === '_changes')).toHaveLength(1);
  });

  test('damaged, newer, huge and polluting records are kept, listed and in nobody’s way', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(9);
    const bad = {
      schema: { ...aPatient(), name: 7 },
      newer: { ...aPatient(), schemaVersion: 99 },
      large: { ...aPatient(), more: 'x'.repeat(1_200_000) },
      polluting: JSON.parse(
        JSON.stringify(aPatient()).replace('{', '{"more":{"__proto__":{"polluted":true}},'),
      ) as RecordOf<'patient'>,
    };
    const broken = await Promise.all(
      Object.values(bad).map((body) => arrival(body as unknown as RecordOf<'patient'>)),
    );
    await there.put([...revisions, ...broken]);
    const replica = await emptyReplica();
    const state = await (await there.fill(replica)).run(signal);
    expect(await shown(replica, patients)).toBe(9);
    const reasons = new Map(replica.withheld().map(({ id, reason }) => [id, reason]));
    expect(reasons.get(bad.schema.id)).toBe('badSchema');
    expect(reasons.get(bad.newer.id)).toBe('newerVersion');
    expect(reasons.get(bad.large.id)).toBe('tooLarge');
    expect(reasons.has(bad.polluting.id)).toBe(true);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(state.owed).toEqual({});
  });

  test('the own ward comes first: who lies where, and what harms them, before any other chart', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(30);
    const own = patients.slice(20, 24);
    const wards = await Promise.all(
      patients.map(({ patientId }, index) =>
        arrival(encounterOf(patientId, index >= 20 && index < 24 ? 'NOI' : 'NGOAI')),
      ),
    );
    await there.put([...revisions, ...wards]);
    // Nobody has read the server's view before.
    const replica = await emptyReplica();
    const order: string[] = [];
    replica.onStored(({ revisions: stored }) => order.push(...stored.map(({ id }) => id)));
    await (await there.fill(replica, 'NOI')).run(signal);
    const ownIds = new Set(own.map(({ patientId }) => patientId));
    expect(order.slice(0, 8).every((id) => ownIds.has(id.split(':')[0]!))).toBe(true);
    expect(order).toHaveLength(60);
    expect(new Set(order).size).toBe(60);
  });

  test('a server that needs long to say who lies in the own ward isn’t waited for, and the ward comes as soon as it says', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(60);
    const own = patients.slice(50, 52);
    const wards = await Promise.all(
      own.map(({ patientId }) => arrival(encounterOf(patientId, 'NOI'))),
    );
    await there.put([...revisions, ...wards]);
    const client = there.client();
    let begin: () => void = () => undefined;
    let tell: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const told = new Promise<void>((resolve) => (tell = resolve));
    let batches = 0;
    const slow: CentralClient = {
      ...client,
      async wardPatients(ward) {
        await begun;
        return client.wardPatients(ward);
      },
      async chartIds(patientIds) {
        const ids = await client.chartIds(patientIds);
        tell();
        return ids;
      },
      async bulkGet(wanted, received) {
        begin();
        if ((batches += 1) > 1) await told;
        return client.bulkGet(wanted, received);
      },
    };
    const replica = await emptyReplica();
    const order: string[] = [];
    replica.onStored(({ revisions: stored }) => order.push(...stored.map(({ id }) => id)));
    const here: (readonly string[])[] = [];
    const fill = firstFill({
      replica,
      client: slow,
      delivery: await trackDelivery(replica),
      ward: 'NOI',
      batchRecords,
      onWardHere: (patientIds) => here.push(patientIds),
    });
    await fill.run(signal);
    const at = wards.map(({ id }) => order.indexOf(id));
    expect(Math.min(...at)).toBeGreaterThanOrEqual(batchRecords);
    // By kinds alone every identity would come before them.
    expect(Math.max(...at)).toBeLessThan(50);
    expect(order).toHaveLength(62);
    expect(new Set(order).size).toBe(62);
    expect(here).toHaveLength(1);
    expect(new Set(here[0])).toEqual(new Set(own.map(({ patientId }) => patientId)));
  });

  test('an own-ward record that does not come is owed, though it was asked for before the list was there', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(3);
    const wards = await Promise.all(
      patients.map(({ patientId }) => arrival(encounterOf(patientId, 'NOI'))),
    );
    await there.put([...revisions, ...wards]);
    there.intercept = ({ path, ids }) =>
      path === '_bulk_get' && ids.includes(wards[1]!.id)
        ? new Response('{}', { status: 500 })
        : undefined;
    const state = await (await there.fill(await emptyReplica(), 'NOI')).run(signal);
    expect(state.owed).toEqual({ [wards[1]!.id]: [wards[1]!.rev] });
  });

  test('invariant 1: the state moves by a strict write after every other, and never before', async () => {
    const there = await server();
    const { revisions } = await manyPatients(23);
    await there.put(revisions);
    const log: string[] = [];
    const replica = await emptyReplica((store) => ({
      ...store,
      async write(written, durability) {
        log.push(`begins ${durability ?? 'strict'}`);
        await store.write(written, durability);
        log.push('ends');
      },
      async writeLocal(name, value) {
        log.push(name);
        await store.writeLocal(name, value);
      },
    }));
    await (await there.fill(replica)).run(signal);
    expect(log.filter((entry) => entry === 'begins relaxed')).toHaveLength(5);
    expect(log.filter((entry) => entry === 'ends')).toHaveLength(5);
    expect(log.filter((entry) => entry === 'pull')).toHaveLength(1);
    expect(log.at(-1)).toBe('pull');
  });

  test('who opens the replica soon after the fill compares once more, and fetches only what is lacking', async () => {
    const there = await server();
    const { patients, revisions } = await manyPatients(17);
    await there.put(revisions);
    let replica = await openNodeReplica();
    cleanUps.push(() => replica.close());
    await (await there.fill(replica)).run(signal);
    replica = await replica.reopen();
    expect((await readPullState(replica)).fill).toBe('needed');
    // Somebody has edited one of them here: the server's leaf is in the tree, though no leaf any more.
    expect(await replica.put(rename(patients[3]!, 'Sửa tại máy'))).toEqual([]);
    const late = aPatient();
    await there.put([await arrival(late)]);
    there.asked.length = 0;
    const fill = await there.fill(replica);
    await fill.run(signal);
    expect(bodiesAsked(there)).toEqual([late.id]);
    expect(await shown(replica, [...patients, late])).toBe(18);
  });

  test('a save in the middle waits for one batch at most, and is strict', async () => {
    const there = await server();
    const { revisions } = await manyPatients(40);
    await there.put(revisions);
    const writes: { readonly ids: string[]; readonly durability: string }[] = [];
    let saved: Promise<unknown> | undefined;
    const mine = aPatient({ name: 'Ghi trong lúc nhận' });
    const replica = await emptyReplica((store) => ({
      ...store,
      async write(written, durability = 'strict') {
        // Asked while the third batch is being written.
        if (writes.length === 2) saved = replica.put(mine);
        writes.push({ ids: written.map(({ id }) => id), durability });
        await store.write(written, durability);
      },
    }));
    await (await there.fill(replica)).run(signal);
    expect(await saved).toEqual([]);
    const at = writes.findIndex(({ ids }) => ids.includes(mine.id));
    expect(writes[at]!.durability).toBe('strict');
    expect(at).toBe(3);
  });

  test('says how many records of how many, bytes, rate and time left', async () => {
    const there = await server();
    const { revisions } = await manyPatients(25);
    await there.put(revisions);
    const replica = await emptyReplica();
    const fill = firstFill({
      replica,
      client: there.client(),
      delivery: await trackDelivery(replica),
      batchRecords,
      onProgress: () => seen.push(fill.progress()!),
    });
    const seen: NonNullable<ReturnType<FirstFill['progress']>>[] = [];
    await fill.run(signal);
    expect(seen[0]).toMatchObject({ done: 0, total: 26 });
    const last = seen.at(-1)!;
    expect(last).toMatchObject({ done: 25, total: 25, secondsLeft: 0 });
    expect(last.bytes).toBeGreaterThan(25 * 300);
    expect(last.recordsPerSecond).toBeGreaterThan(0);
    expect(seen.map(({ done }) => done)).toEqual(
      seen.map(({ done }) => done).sort((a, b) => a - b),
    );
  });
});
