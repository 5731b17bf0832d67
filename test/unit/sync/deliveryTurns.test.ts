import { afterEach, describe, expect, test } from 'vitest';
import { isHistoryId } from '../../../shared/records/kinds.ts';
import type { LeafStore } from '../../../shared/replica/leafStore.ts';
import { trackDelivery } from '../../../shared/sync/delivery.ts';
import { aPatient } from '../../support/builders/records.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../support/replica/nodeReplica.ts';

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** A replica in whose store one call, once it is under way, starts something else and goes on. */
async function meddledReplica(call: 'sequence' | 'read') {
  let meddle: (() => void) | undefined;
  const told = () => {
    const begin = meddle;
    meddle = undefined;
    begin?.();
  };
  const wrap = (store: LeafStore): LeafStore => ({
    ...store,
    async sequence() {
      if (call === 'sequence') told();
      return store.sequence();
    },
    async read(ids, known) {
      if (call === 'read') told();
      return store.read(ids, known);
    },
  });
  const replica = await openNodeReplica(undefined, wrap);
  return {
    replica,
    /** Resolves when what was started has ended. */
    meddling: (work: () => Promise<void>) =>
      new Promise<void>((resolve, reject) => {
        meddle = () => void work().then(resolve, reject);
      }),
  };
}

async function received(replica: NodeReplica, count: number) {
  const leaves = await Promise.all(Array.from({ length: count }, () => arrival(aPatient())));
  await replica.receive(leaves);
  return leaves;
}

describe('what is known of delivery, when two of its turns meet', () => {
  test('invariant 7: a server that went back while a checkpoint is written down is compared with also after a restart', async () => {
    const { replica, meddling } = await meddledReplica('sequence');
    const [leaf] = await received(replica, 1);
    const delivery = await trackDelivery(replica);
    const demoted = meddling(() => delivery.demote());
    await delivery.checkpoint();
    await demoted;
    const again = await replica.reopen();
    cleanUps.push(() => again.close());
    const afterwards = await trackDelivery(again);
    expect(afterwards.interrupted()).toBe(true);
    expect(afterwards.delivery(leaf!.id)).toBe('toCompare');
  });

  test('invariant 7: a server that goes back again, while what it lacked the first time is taken up, is compared with again', async () => {
    const { replica, meddling } = await meddledReplica('read');
    cleanUps.push(() => replica.close());
    const [there, lacking] = await received(replica, 2);
    const delivery = await trackDelivery(replica);
    await delivery.demote();
    delivery.readBack([there!]);
    delivery.feedEnded();
    const demoted = meddling(() => delivery.demote());
    await delivery.takeUnnamed();
    await demoted;
    expect(delivery.delivery(there!.id)).toBe('toCompare');
    delivery.feedEnded();
    while (await delivery.takeUnnamed());
    const waiting = delivery.waiting(10).map(({ id }) => id);
    expect(waiting.sort()).toEqual([there!.id, lacking!.id].sort());
  });

  test('invariant 7: an entry that is proved by what somebody wrote on it waits for its mark like any other', async () => {
    const replica = await openNodeReplica();
    cleanUps.push(() => replica.close());
    const patient = aPatient();
    await replica.put(patient);
    const delivery = await trackDelivery(replica);
    const [ours] = delivery.waiting(1);
    await replica.receive([await arrival(rename(patient, 'Người khác sửa'), [ours!.rev])]);
    expect(delivery.notReadBack()).toBe(0);
    expect(delivery.isUnsealed()).toBe(true);
    expect(delivery.counts().hereOnly).toBe(1);
    // The record's own word agrees, and whoever shows it is told when that changes.
    expect(delivery.delivery(patient.id)).toBe('hereOnly');
    expect([...delivery.undelivered()]).toEqual([[patient.id, 'hereOnly']]);
    const told: string[] = [];
    delivery.onChange((ids) => told.push(...ids.map((id) => `${id} ${delivery.delivery(id)}`)));
    await delivery.seal(async () => undefined);
    expect(told).toEqual([`${patient.id} onServer`]);
    expect(delivery.counts().hereOnly).toBe(0);
  });

  test('invariant 7: what was read back counts with what waits, until its mark is left', async () => {
    const replica = await openNodeReplica();
    cleanUps.push(() => replica.close());
    const [patient, other] = [aPatient(), aPatient()];
    for (const record of [patient, other]) await replica.put(record);
    const delivery = await trackDelivery(replica);
    const ours = delivery.waiting(2).find(({ id }) => id === patient.id)!;
    delivery.readBack([ours]);
    expect(delivery.delivery(patient.id)).toBe('hereOnly');
    expect(delivery.counts()).toEqual({ hereOnly: 2, waiting: 2, heldBack: 0, refused: 0 });
    expect(delivery.notReadBack()).toBe(1);
    await delivery.seal(async () => undefined);
    expect(delivery.counts()).toEqual({ hereOnly: 1, waiting: 1, heldBack: 0, refused: 0 });
    expect(delivery.delivery(patient.id)).toBe('onServer');
  });

  test('invariant 7: refused history hides no entry that waits, and counts by itself', async () => {
    const replica = await openNodeReplica();
    cleanUps.push(() => replica.close());
    const delivered = Array.from({ length: 3 }, () => aPatient());
    for (const patient of delivered) await replica.put(patient);
    const delivery = await trackDelivery(replica);
    for (const patient of delivered) await replica.put(rename(patient, `Sửa ${patient.name}`));
    const history = delivery.waiting(100).filter(({ id }) => isHistoryId(id));
    // Of each the birth and the edit.
    expect(history).toHaveLength(6);
    delivery.readBack(delivery.waiting(100).filter(({ id }) => !isHistoryId(id)));
    await delivery.seal(async () => undefined);
    for (const leaf of history) delivery.refuse(leaf, 'schema', '2026-11-23T14:05:00.000+07:00');
    expect(delivery.counts()).toEqual({ hereOnly: 6, waiting: 0, heldBack: 0, refused: 6 });
    for (let count = 0; count < 3; count += 1) await replica.put(aPatient());
    expect(delivery.counts()).toEqual({ hereOnly: 9, waiting: 3, heldBack: 0, refused: 6 });
  });

  test('invariant 7: what is held back is counted apart from what goes by itself, history too', async () => {
    const replica = await openNodeReplica();
    cleanUps.push(() => replica.close());
    const patients = [aPatient(), aPatient()];
    for (const patient of patients) await replica.put(patient);
    const delivery = await trackDelivery(replica);
    for (const patient of patients) await replica.put(rename(patient, `Sửa ${patient.name}`));
    const all = delivery.waiting(100);
    delivery.readBack(all);
    await delivery.demote('2026-11-23T14:05:00.000+07:00');
    delivery.feedEnded();
    while (await delivery.takeUnnamed());
    expect(delivery.counts()).toEqual({ hereOnly: 2, waiting: 0, heldBack: 2, refused: 0 });
    await replica.put(aPatient());
    expect(delivery.counts()).toEqual({ hereOnly: 3, waiting: 1, heldBack: 2, refused: 0 });
    // The server has the entries after all, and what is left is their history.
    const entries = all.filter(({ id }) => !isHistoryId(id));
    delivery.readBack(entries);
    await delivery.seal(async () => undefined);
    const history = all.length - entries.length;
    expect(delivery.counts()).toEqual({
      hereOnly: history + 1,
      waiting: 1,
      heldBack: history,
      refused: 0,
    });
    await delivery.letGo();
    expect(delivery.counts()).toEqual({ hereOnly: 1, waiting: 1, heldBack: 0, refused: 0 });
  });

  test('invariant 7: whoever was told that an entry is here only is told when the server names it after all', async () => {
    const replica = await openNodeReplica();
    cleanUps.push(() => replica.close());
    const [named, extended] = await received(replica, 2);
    const delivery = await trackDelivery(replica);
    const told = new Map<string, string>();
    delivery.onChange((ids) => ids.forEach((id) => told.set(id, delivery.delivery(id))));
    await delivery.demote();
    delivery.feedEnded();
    expect([...told.values()]).toEqual(['hereOnly', 'hereOnly']);
    delivery.readBack([named!]);
    expect(told.get(named!.id)).toBe('onServer');
    const patient = extended!.body as ReturnType<typeof aPatient>;
    await replica.receive([await arrival(rename(patient, 'Sửa'), [extended!.rev])]);
    expect(told.get(extended!.id)).toBe('onServer');
  });
});
