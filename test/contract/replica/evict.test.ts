import { afterEach, describe, expect, test } from 'vitest';
import packageOfAdapter from 'pouchdb-adapter-idb/package.json' with { type: 'json' };
import { idbEvictor, knownAdapterVersion } from '../../../renderer/replica/idbEvictor.ts';
import { openRecords } from '../../../renderer/replica/records.ts';
import { chartKeyRange } from '../../../shared/records/ids.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import type { NewRevision } from '../../../shared/replica/leafStore.ts';
import { replicaStorage } from '../../../shared/replica/storage.ts';
import { isKeptOfEverybody } from '../../../shared/sync/workingSet.ts';
import { aPatient, aRecord, nextDot, someWrite } from '../../support/builders/records.ts';
import { arrival } from '../../support/replica/arrivals.ts';
import { openIdbReplica } from '../../support/replica/idbReplica.ts';
import type { IdbReplica } from '../../support/replica/idbReplica.ts';
import EvictWorker from './evictWorker.ts?worker';

const open: IdbReplica[] = [];
async function replica(): Promise<IdbReplica> {
  const opened = await openIdbReplica();
  open.push(opened);
  return opened;
}
async function restarted(standing: IdbReplica): Promise<IdbReplica> {
  open.splice(open.indexOf(standing), 1);
  const opened = await standing.reopen();
  open.push(opened);
  return opened;
}
afterEach(async () => {
  for (const { close } of open.splice(0)) await close().catch(() => undefined);
});

const draft = (patientId: string, course: string) =>
  aRecord('noteDraft', patientId, {
    encounterId: `${patientId}:encounter:${patientId}`,
    noteType: 'progress',
    course,
  });

/** A chart as the server gives it: a patient, drafts, and one draft with two leaves and a tombstone. */
async function aChart(drafts = 4): Promise<{
  patientId: string;
  patient: RecordOf<'patient'>;
  drafts: RecordOf<'noteDraft'>[];
  arrivals: NewRevision[];
}> {
  const patient = aPatient();
  const { patientId } = patient;
  const written = Array.from({ length: drafts }, (_unused, index) =>
    draft(patientId, `Lần ${String(index)}`),
  );
  const first = await Promise.all([patient, ...written].map((record) => arrival(asBody(record))));
  const parent = first[1]!;
  const edit = (dot: string, plan: string) =>
    editedRecord<'noteDraft'>(
      written[0]!,
      written[0]!.causality.vector,
      { plan },
      someWrite({ dot }),
    );
  const closed = await arrival(asBody(edit(foreignDot(), 'cũ')), [parent.rev]);
  const standing = edit(foreignDot(), 'mới');
  const arrivals = [
    ...first,
    await arrival(asBody(standing), [parent.rev]),
    await arrival(
      { id: parent.id, closed: true, vector: standing.causality.vector },
      [closed.rev, parent.rev],
      true,
    ),
  ];
  return { patientId, patient, drafts: [standing, ...written.slice(1)], arrivals };
}

/** Dots of an actor of their own: people at two workstations. */
let actors = 0;
const foreignDot = () => `${(actors += 1).toString(16).padStart(16, 'b')}.1`;
const asBody = (record: AnyRecord) => record as unknown as { id: string };

const everything = {
  keeps: isKeptOfEverybody,
  mayGo: () => true,
  beforeRemoval: async () => undefined,
};
const evict = (from: IdbReplica, ...patientIds: string[]) =>
  from.evict({ ...everything, patientIds });

/** Keys of every row of the adapter's stores that names this patient. */
async function rowsOf(name: string, patientId: string): Promise<string[]> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(`_pouch_${name}`);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error as Error);
  });
  const transaction = database.transaction(['document-store', 'by-sequence']);
  const { startKey, endKey } = chartKeyRange(patientId);
  const range = IDBKeyRange.bound(startKey, endKey);
  const documents = transaction.objectStore('document-store').getAllKeys(range);
  const bodies = transaction.objectStore('by-sequence').index('_doc_id_rev').getAll(range);
  await new Promise((resolve) => {
    transaction.oncomplete = resolve;
  });
  database.close();
  const rows = bodies.result as { _doc_id_rev: string }[];
  return [...documents.result.map(String), ...rows.map((row) => row._doc_id_rev)];
}

const changed = async (of: IdbReplica) =>
  (await of.store.changes(0, 10_000)).map(({ id }) => id).sort();

describe('eviction from PouchDB’s own stores', () => {
  test('the adapter that is installed is the one whose stores are known', async () => {
    expect(packageOfAdapter.version).toBe(knownAdapterVersion);
    const { evictor } = await replica();
    expect(await evictor.unusable()).toBeUndefined();
  });

  test('a database with other stores is left alone', async () => {
    const name = `other-${crypto.randomUUID()}`;
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(`_pouch_${name}`, 5);
      request.onupgradeneeded = () => request.result.createObjectStore('docs');
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    expect(await idbEvictor(name).unusable()).toBe('otherStores');
  });

  test('a chart goes with every revision; identities and other charts stay as they were', async () => {
    const station = await replica();
    const [going, staying] = [await aChart(), await aChart()];
    await station.receive([...going.arrivals, ...staying.arrivals]);
    const before = await station.store.count();
    const evicted = await evict(station, going.patientId);
    expect([...evicted.ids].sort()).toEqual(going.drafts.map(({ id }) => id).sort());
    expect(evicted.bytes).toBeGreaterThan(1000);

    expect(await rowsOf(station.name, going.patientId)).toEqual([
      going.patient.id,
      expect.stringContaining(`${going.patient.id}::1-`),
    ]);
    expect(await station.store.count()).toBe(before - going.drafts.length);
    expect((await station.pouch.allDocs()).rows).toHaveLength(before - going.drafts.length);
    expect(await changed(station)).toEqual(
      [going.patient, staying.patient, ...staying.drafts].map(({ id }) => id).sort(),
    );
    for (const gone of going.drafts) {
      expect(await station.shown(gone)).toBeUndefined();
      expect((await station.store.read([gone.id])).get(gone.id)).toEqual([]);
    }
    expect(await station.shown(going.patient)).toBeDefined();
    for (const kept of staying.drafts) expect(await station.shown(kept)).toMatchObject(kept);
    await station.pouch.compact();
    expect(await station.store.count()).toBe(before - going.drafts.length);
  });

  test('the same revisions are stored again, shown, counted and listed, and can be edited', async () => {
    const station = await replica();
    const chart = await aChart();
    await station.receive(chart.arrivals);
    const before = await station.store.read(chart.drafts.map(({ id }) => id));
    const [count, sequence] = [await station.store.count(), await station.store.sequence()];
    await evict(station, chart.patientId);
    const leaves = new Map(chart.arrivals.map(({ id, rev }) => [id, [rev]]));
    leaves.delete(chart.patient.id);
    expect((await station.store.missing(leaves)).size).toBe(chart.drafts.length);

    await station.receive(chart.arrivals);
    expect(await station.store.read(chart.drafts.map(({ id }) => id))).toEqual(before);
    expect(await station.store.count()).toBe(count);
    // A sequence that was given once is never given again, though the highest rows went.
    const listed = await station.store.changes(sequence, 1000);
    expect(listed.map(({ id }) => id).sort()).toEqual(chart.drafts.map(({ id }) => id).sort());
    const [again] = chart.drafts;
    expect(await station.shown(again!)).toMatchObject(again!);
    const edited = editedRecord<'noteDraft'>(
      again!,
      again!.causality.vector,
      { plan: 'sau khi về' },
      someWrite(),
    );
    expect(await station.put(edited)).toEqual([]);
    expect(await station.shown(again!)).toMatchObject({ plan: 'sau khi về' });
  });

  test('invariant 1: after a restart what went is gone, what stayed is there, from the snapshot too', async () => {
    let station = await replica();
    const [going, staying] = [await aChart(), await aChart()];
    await station.receive([...going.arrivals, ...staying.arrivals]);
    await station.writeSnapshot();
    // A snapshot that is being packed while a chart goes doesn't bring it back either.
    const packing = station.writeSnapshot();
    await evict(station, going.patientId);
    await packing;
    station = await restarted(station);
    expect(station.snapshotDamaged).toBe(false);
    for (const gone of going.drafts) expect(await station.shown(gone)).toBeUndefined();
    for (const kept of staying.drafts) expect(await station.shown(kept)).toMatchObject(kept);

    await station.writeSnapshot();
    await station.receive(going.arrivals);
    station = await restarted(station);
    for (const record of [...going.drafts, ...staying.drafts]) {
      expect(await station.shown(record)).toMatchObject(record);
    }
  });

  test('RxDB’s live queries see a chart go and come back', async () => {
    const station = await replica();
    const chart = await aChart();
    await station.receive(chart.arrivals);
    const records = await openRecords(
      replicaStorage(station) as never,
      `rx-${crypto.randomUUID()}`,
      nextDot,
    );
    const seen: number[] = [];
    const { patientId } = chart;
    records.collections.notes
      .find({ selector: { patientId } as never })
      .$.subscribe((found) => seen.push(found.length));
    await expect.poll(() => seen.at(-1)).toBe(4);
    await evict(station, patientId);
    await expect.poll(() => seen.at(-1)).toBe(0);
    await station.receive(chart.arrivals);
    await expect.poll(() => seen.at(-1)).toBe(4);
    const found = await records.collections.notes.findOne(chart.drafts[0]!.id).exec();
    const saved = await records.save<'noteDraft'>(
      found!.toMutableJSON() as RecordOf<'noteDraft'>,
      { plan: 'từ màn hình' },
      { person: 'bs-a', workstation: 'noi-1' },
    );
    expect(await station.shown(saved)).toMatchObject({ plan: 'từ màn hình' });
    await records.close();
  });

  test('what people disagree about, what is kept back and what mustn’t go stays whole', async () => {
    const station = await replica();
    const [disputed, damaged, waiting, free] = await Promise.all([
      aChart(),
      aChart(),
      aChart(),
      aChart(),
    ]);
    const [one] = disputed.drafts;
    const other = editedRecord<'noteDraft'>(
      draftAt(disputed),
      draftAt(disputed).causality.vector,
      { plan: 'khác' },
      someWrite({ dot: foreignDot() }),
    );
    await station.receive([
      ...disputed.arrivals,
      await arrival(asBody(other), [disputed.arrivals[1]!.rev]),
      ...damaged.arrivals,
      await arrival({ ...draft(damaged.patientId, 'x'), noteType: 'weather' } as never),
      ...waiting.arrivals,
      ...free.arrivals,
    ]);
    expect((await station.shown(one!))!.causality.siblings).toBeDefined();
    const told: string[][] = [];
    const evicted = await station.evict({
      patientIds: [disputed, damaged, waiting, free].map(({ patientId }) => patientId),
      keeps: isKeptOfEverybody,
      mayGo: (patientId) => patientId !== waiting.patientId,
      beforeRemoval: async (patientIds) => void told.push([...patientIds]),
    });
    expect(evicted.patientIds).toEqual([free.patientId]);
    expect(told).toEqual([[free.patientId]]);
    for (const { drafts } of [disputed, damaged, waiting]) {
      for (const kept of drafts) expect(await station.shown(kept)).toBeDefined();
    }
  });

  test('killed in the middle, a chart is wholly there or wholly gone', async () => {
    for (let round = 0; round < 12; round += 1) {
      let station = await replica();
      const chart = await aChart(120);
      await station.receive(chart.arrivals);
      const ids = chart.drafts.map(({ id }) => id);
      const worker = new EvictWorker();
      await new Promise((resolve) => {
        worker.onmessage = resolve;
        worker.postMessage({ replicaName: station.name, ids });
      });
      await new Promise((resolve) => setTimeout(resolve, round * 4));
      worker.terminate();
      station = await restarted(station);
      const left = (await changed(station)).filter((id) => ids.includes(id));
      const bodies = (await rowsOf(station.name, chart.patientId)).filter((row) =>
        row.includes('::'),
      );
      expect([0, ids.length]).toContain(left.length);
      expect(bodies).toHaveLength(left.length === 0 ? 1 : chart.arrivals.length);
      expect(await station.store.count()).toBe(left.length + 1);
    }
  });
});

function draftAt({ arrivals }: { arrivals: readonly NewRevision[] }): RecordOf<'noteDraft'> {
  return arrivals[1]!.body as unknown as RecordOf<'noteDraft'>;
}
