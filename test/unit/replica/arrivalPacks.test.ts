import memoryAdapter from 'pouchdb-adapter-memory';
import PouchDB from 'pouchdb-core';
import { afterEach, describe, expect, test } from 'vitest';
import { withArrivalPacks } from '../../../shared/replica/arrivalPacks.ts';
import { cipherFor, importDataKey } from '../../../shared/replica/envelope.ts';
import { leafStoreOver } from '../../../shared/replica/pouchLeafStore.ts';
import { StoreFailed } from '../../../shared/replica/leafStore.ts';
import type { LeafStore, NewRevision } from '../../../shared/replica/leafStore.ts';
import { aPatient } from '../../support/builders/records.ts';
import { arrival, rename } from '../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../support/replica/nodeReplica.ts';
import { packsInMemory, packsOf } from '../../support/replica/packsInMemory.ts';

PouchDB.plugin(memoryAdapter);

const cleanUps: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

type Step = 'write' | 'remove' | 'rows';

/** A store with packs, opened over what an earlier opening of this name left. */
async function opened(name: string, before: (step: Step) => void = () => undefined) {
  const pouch = new PouchDB(name, { adapter: 'memory' });
  const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(9)), name);
  const rows = leafStoreOver(() => pouch, cipher, 'base64');
  const store = withArrivalPacks(
    {
      ...rows,
      async writeFresh(revisions) {
        before('rows');
        await rows.writeFresh(revisions);
      },
    },
    packsInMemory(name, before),
    cipher,
    name,
  );
  const loaded: NewRevision[] = [];
  for await (const revisions of store.arrivals.load()) loaded.push(...revisions);
  return { store, rows, loaded };
}

async function patients(count: number): Promise<NewRevision[]> {
  return Promise.all(Array.from({ length: count }, () => arrival(aPatient())));
}

const revisionsOf = async (store: LeafStore, ids: readonly string[]) =>
  [...(await store.read(ids)).values()].flat().map(({ id, rev }) => `${id} ${rev}`);

const named = (revisions: readonly NewRevision[]) => revisions.map(({ id, rev }) => `${id} ${rev}`);

async function moveAll({ arrivals }: LeafStore): Promise<void> {
  while (await arrivals!.moveOne());
}

describe('arrivals in packs', () => {
  test('a relaxed write is one pack and no row; whoever reads it by id, chart or revision finds it', async () => {
    const name = crypto.randomUUID();
    const { store, rows } = await opened(name);
    const [one, two, three] = (await patients(3)) as [NewRevision, NewRevision, NewRevision];
    await store.write([one, two, three], 'relaxed');
    expect(packsOf(name).size).toBe(1);
    expect(await rows.changes(0, 10)).toEqual([]);
    expect(await store.count()).toBe(3);
    const other = `1-${'0'.repeat(32)}`;
    expect(await store.missing(new Map([[one.id, [one.rev]]]))).toEqual(new Map());
    expect(packsOf(name).size).toBe(1);
    expect(await store.missing(new Map([[one.id, [one.rev, other]]]))).toEqual(
      new Map([[one.id, [other]]]),
    );
    expect(await store.readRevision(two.id, two.rev)).toMatchObject({ body: two.body });
    expect(await store.readRange(three.id, three.id)).toMatchObject([
      { rev: three.rev, body: three.body, origin: 'server' },
    ]);
    expect(await revisionsOf(store, [one.id, two.id])).toEqual(named([one, two]));
    expect(await store.count()).toBe(3);
  });

  test('a pack is moved into rows once, and only then goes', async () => {
    const name = crypto.randomUUID();
    const { store, rows } = await opened(name);
    const came = await patients(250);
    await store.write(came, 'relaxed');
    await moveAll(store);
    expect(packsOf(name).size).toBe(0);
    expect(store.arrivals.leaves().size).toBe(0);
    expect((await rows.changes(0, 1000)).map(({ id, leaves }) => `${id} ${leaves[0]!}`)).toEqual(
      named(came),
    );
    expect(await store.count()).toBe(250);
  });

  test('invariant 1: killed before and after every step of a move: all is there, once, without a conflict', async () => {
    for (let killedAt = 1; killedAt <= 6; killedAt += 1) {
      const name = crypto.randomUUID();
      let steps = 0;
      const dead = await opened(name, (step) => {
        if (step === 'write') return;
        steps += 1;
        if (steps >= killedAt) throw new StoreFailed('failed');
      });
      const came = await patients(250);
      await dead.store.write(came.slice(0, 240), 'relaxed');
      await dead.store.write(came.slice(240), 'relaxed');
      await expect(moveAll(dead.store)).rejects.toThrow(StoreFailed);
      const { store, loaded } = await opened(name);
      expect(loaded.length).toBeGreaterThan(0);
      await moveAll(store);
      const ids = came.map(({ id }) => id);
      expect((await revisionsOf(store, ids)).sort()).toEqual(named(came).sort());
      expect(await store.count()).toBe(250);
      expect(packsOf(name).size).toBe(0);
    }
  });

  test('invariant 2: an edit stands on what is packed, though the pack is found again after a crash', async () => {
    const name = crypto.randomUUID();
    const dead = await opened(name, (step) => {
      if (step === 'remove') throw new StoreFailed('failed');
    });
    const patient = aPatient();
    const [root, ...others] = [await arrival(patient), ...(await patients(2))];
    await dead.store.write([root, ...others], 'relaxed');
    const child = { ...(await arrival(rename(patient, 'Sau đó'), [root.rev])) };
    await expect(dead.store.write([child])).rejects.toThrow(StoreFailed);
    const { store } = await opened(name);
    await store.write([{ ...child, origin: 'local' }]);
    expect(await store.read([patient.id])).toMatchObject(
      new Map([[patient.id, [{ rev: child.rev, origin: 'local' }]]]),
    );
    expect(packsOf(name).size).toBe(0);
  });

  test('two leaves of one record, and what was written here, are never packed', async () => {
    const name = crypto.randomUUID();
    const { store, rows } = await opened(name);
    const patient = aPatient();
    const root = await arrival(patient);
    const ours = { ...(await arrival(aPatient())), origin: 'local' as const };
    const both = [
      await arrival(rename(patient, 'Một'), [root.rev]),
      await arrival(rename(patient, 'Hai'), [root.rev]),
    ];
    await store.write([...both, ours], 'relaxed');
    expect(packsOf(name).size).toBe(0);
    expect((await revisionsOf(rows, [patient.id, ours.id])).sort()).toEqual(
      named([...both, ours]).sort(),
    );
  });

  test('a full disk takes no rows: what is packed stays, and can be read', async () => {
    const name = crypto.randomUUID();
    const { store } = await opened(name, (step) => {
      if (step === 'rows') throw new StoreFailed('full');
    });
    const [one] = (await patients(1)) as [NewRevision];
    await store.write([one], 'relaxed');
    await expect(store.arrivals.moveOne()).rejects.toThrow('full');
    expect(await revisionsOf(store, [one.id])).toEqual(named([one]));
    expect(await store.readRange(one.id, one.id)).toMatchObject([{ rev: one.rev }]);
    expect(await store.readRevision(one.id, one.rev)).toMatchObject({ rev: one.rev });
    expect(packsOf(name).size).toBe(1);
  });

  test('invariant 2: a pack that a crash left behind hides nothing of a later one', async () => {
    const name = crypto.randomUUID();
    const { store } = await opened(name);
    const patient = aPatient();
    const root = await arrival(patient);
    await store.write([root], 'relaxed');
    const [number, left] = [...packsOf(name)][0]!;
    const child = await arrival(rename(patient, 'Sau đó'), [root.rev]);
    await store.write([child], 'relaxed');
    packsOf(name).set(number, left);
    const again = await opened(name);
    await again.store.arrivals.moveOne();
    expect(await again.store.missing(new Map([[patient.id, [child.rev]]]))).toEqual(new Map());
    expect(await revisionsOf(again.store, [patient.id])).toEqual(named([child]));
  });

  test('invariant 5: a pack is sealed, and one in the place of another is not believed', async () => {
    const name = crypto.randomUUID();
    const { store } = await opened(name);
    const came = await Promise.all(
      ['Nguyễn Thị Giấu', 'Trần Văn Giấu'].map((text) => arrival(aPatient({ name: text }))),
    );
    for (const one of came) await store.write([one], 'relaxed');
    const packs = packsOf(name);
    for (const bytes of packs.values()) {
      expect(new TextDecoder().decode(bytes)).not.toMatch(/Giấu|patient/);
    }
    packs.set(1, packs.get(2)!);
    const again = await opened(name);
    expect(again.store.arrivals.isDamaged()).toBe(true);
    expect(named(again.loaded)).toEqual(named([came[1]!]));
    await again.store.arrivals.forgetDamaged();
    expect([...packs.keys()]).toEqual([2]);
  });
});

describe('a replica over packs', () => {
  test('shows what is packed after a restart, and edits, history and conflicts are as ever', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Cũ' });
    const other = aPatient();
    const root = await arrival(patient);
    await replica.receive([root, await arrival(other)], 'relaxed');
    expect(packsOf(replica.name).size).toBe(1);
    const again = await replica.reopen();
    cleanUps.push(() => again.close());
    expect(again.recordCount()).toBe(2);
    expect(await again.shown(patient)).toMatchObject({ name: 'Cũ' });
    expect(packsOf(replica.name).size).toBe(1);
    // Somebody else's edit comes, and one of ours: both stand on what was packed.
    expect(await again.put(rename(patient, 'Của mình'))).toEqual([]);
    await again.receive([await arrival(rename(patient, 'Của họ'), [root.rev])]);
    const leaves = (await again.store.read([patient.id])).get(patient.id)!;
    expect(leaves.filter(({ deleted }) => !deleted)).toHaveLength(1);
    expect((await again.history(patient.id)).length).toBeGreaterThan(0);
  });

  test('what only moved into rows is not read again at a start from the snapshot', async () => {
    const chunks = new Map<string, Uint8Array<ArrayBuffer>>();
    const replica = await openNodeReplica(undefined, undefined, {
      read: async (name) => chunks.get(name),
      write: async (name, chunk) => void chunks.set(name, chunk),
      async keepOnly(names) {
        for (const name of chunks.keys()) if (!names.has(name)) chunks.delete(name);
      },
    });
    const patient = aPatient();
    await replica.receive([await arrival(patient), ...(await patients(20))], 'relaxed');
    await replica.writeSnapshot();
    await moveAll(replica.store);
    expect(await replica.put(rename(patient, 'Sau đó'))).toEqual([]);
    const again = await replica.reopen();
    cleanUps.push(() => again.close());
    expect(again.readFromStore).toBe(1);
    expect(again.recordCount()).toBe(21);
    expect(await again.shown(patient)).toMatchObject({ name: 'Sau đó' });
  });
});
