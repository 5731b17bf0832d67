import { afterEach, describe, expect, test } from 'vitest';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { firstFill } from '../../../shared/sync/firstFill.ts';
import type { FirstFill } from '../../../shared/sync/firstFill.ts';
import { readPullState } from '../../../shared/sync/pullState.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import { aPatient } from '../../support/builders/records.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import {
  batchRecords,
  bodiesAsked,
  emptyReplica,
  endFills,
  endLater,
  fillServer,
  html,
  manyPatients,
  shown,
  signal,
} from './fillServer.ts';

afterEach(endFills);

describe('first fill', () => {
  test('brings all leaves with their histories, and the feed goes on from where the list ended', async () => {
    const there = await fillServer();
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

  test('bodies are asked for while the list is still coming', async () => {
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(33);
    await there.put(revisions);
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    let pages = 0;
    there.intercept = async ({ path }) => {
      if (path === '_bulk_get') begin();
      // The rest of the list comes only after the first bodies were asked for.
      if (path === '_changes' && (pages += 1) > 1) await begun;
      return undefined;
    };
    const replica = await emptyReplica();
    const fill = firstFill({
      replica,
      client: there.client(),
      delivery: await trackDelivery(replica),
      batchRecords,
      listLimit: 10,
    });
    const state = await fill.run(signal);
    expect(pages).toBe(4);
    expect(state.owed).toEqual({});
    expect(await shown(replica, patients)).toBe(33);
    expect(new Set(bodiesAsked(there)).size).toBe(bodiesAsked(there).length);
  });

  test('is cut off at every request and goes on in a new process: nothing is lost, at most what was on its way comes twice', async () => {
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(92);
    await there.put(revisions);
    let replica = await openNodeReplica();
    endLater(() => replica.close());
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
    const there = await fillServer();
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
    endLater(() => sync.stop());
    const soon = { timeout: 10_000, interval: 20 };
    await expect.poll(() => shown(replica, [...patients, late]), soon).toBe(21);
    await expect
      .poll(async () => ((await replica.shown(patients[19]!)) as AnyRecord & { name: string }).name)
      .toBe('Tên mới');
    await expect.poll(() => sync.status().heardAt, soon).toBeDefined();
    expect(sync.status()).toMatchObject({ owed: 0, firstFill: undefined, hereOnly: 0 });
  });

  test('invariant 6: so it is where bodies come before the list has ended', async () => {
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(33);
    await there.put(revisions);
    let poison = '';
    let allAsked: () => void = () => undefined;
    const asked = new Set<string>();
    const firstPage = new Promise<void>((resolve) => (allAsked = resolve));
    let pages = 0;
    there.intercept = ({ path, ids }) => {
      if (path === '_bulk_get') {
        // One of the first batch, so that it is passed over long before the list has ended.
        poison ||= ids[0]!;
        for (const id of ids) asked.add(id);
        if (asked.size >= 28) allAsked();
        return ids.includes(poison) ? new Response('{}', { status: 500 }) : undefined;
      }
      if (path !== '_changes' || (pages += 1) === 1) return undefined;
      return firstPage.then(() => undefined);
    };
    const replica = await emptyReplica();
    const fill = firstFill({
      replica,
      client: there.client(),
      delivery: await trackDelivery(replica),
      batchRecords,
      listLimit: 30,
    });
    const state = await fill.run(signal);
    expect(pages).toBe(2);
    const lacking = revisions.find(({ id }) => id === poison)!;
    expect(state.owed).toEqual({ [poison]: [lacking.rev] });
    expect(await shown(replica, patients)).toBe(32);
  });

  test('invariant 6: a record that the server names and does not give, or fails on, is owed and holds up none', async () => {
    const there = await fillServer();
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
    const there = await fillServer();
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
    const there = await fillServer();
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

  test('invariant 1: the state moves by a strict write after every other, and never before', async () => {
    const there = await fillServer();
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
    const there = await fillServer();
    const { patients, revisions } = await manyPatients(17);
    await there.put(revisions);
    let replica = await openNodeReplica();
    endLater(() => replica.close());
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
    const there = await fillServer();
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
    const there = await fillServer();
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
