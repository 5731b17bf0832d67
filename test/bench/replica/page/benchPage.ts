import type { RxCollection } from 'rxdb';
import * as z from 'zod';
import { openSnapshotStorage } from '../../../../renderer/replica/snapshotStorage.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import { collectionOf, collections, isShown, kinds } from '../../../../shared/records/kinds.ts';
import type { AnyRecord, CollectionName } from '../../../../shared/records/kinds.ts';
import { generateHospital } from '../../../../shared/synthetic/generateHospital.ts';
import { fillerNote } from '../../../support/replicaPage/fillerNote.ts';
import type { BenchApi, Durations } from './benchApi.ts';
import { openStore } from './openStore.ts';
import type { OpenStore } from './openStore.ts';

z.config({ jitless: true });

const author = { person: 'bs-mau', workstation: 'noi-1' };
const batch = 500;
/** Later than everything in the synthetic hospital. */
const endOfTime = Date.parse('2027-06-01T00:00:00.000Z');
const startOfTime = Date.parse('2020-01-01T00:00:00.000Z');

let open: OpenStore | undefined;
let asked = 0;

function records(): Records {
  if (!open) throw new Error('the store is not open');
  return open.records;
}

/** RxDB answers a query that it was asked before from its own cache: no query here comes twice. */
function nextInstant(from: number): string {
  asked += 1;
  return new Date(from + asked).toISOString().replace('Z', '+00:00');
}

async function timed(count: number, act: (index: number) => Promise<unknown>): Promise<Durations> {
  const durations: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const startedMs = performance.now();
    await act(index);
    durations.push(performance.now() - startedMs);
  }
  return durations;
}

async function newestNotes(): Promise<void> {
  const found = await records()
    .collections.notes.find({
      selector: { kind: 'noteDraft', recordedAt: { $lt: nextInstant(endOfTime) } },
      sort: [{ kind: 'desc' }, { recordedAt: 'desc' }],
      limit: 50,
    })
    .exec();
  if (found.length !== 50 && asked > 1) throw new Error(`${found.length} notes instead of 50`);
}

const api: BenchApi = {
  async open(store, name) {
    const startedMs = performance.now();
    open = await openStore(store, name);
    await newestNotes();
    return performance.now() - startedMs;
  },
  async fill(wanted) {
    const hospital = hospitalOf(wanted);
    const startedMs = performance.now();
    const byCollection = new Map<CollectionName, AnyRecord[]>();
    for (const record of hospital) {
      const name = collectionOf(record.kind);
      byCollection.set(name, [...(byCollection.get(name) ?? []), record]);
      const waiting = byCollection.get(name)!;
      if (waiting.length < batch) continue;
      await insert(name, waiting);
      byCollection.set(name, []);
    }
    for (const [name, waiting] of byCollection) await insert(name, waiting);
    return performance.now() - startedMs;
  },
  async snapshotWritten(name) {
    const snapshot = await openSnapshotStorage(`${name}-snapshot`);
    while (!(await snapshot.read('header'))) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
  async dropSnapshot(name) {
    await new Promise<void>((resolve, reject) => {
      const request = indexedDB.deleteDatabase(`${name}-snapshot`);
      request.onsuccess = () => resolve();
      request.onerror = () => reject(new Error('the snapshot was not dropped'));
    });
  },
  async saves(count) {
    const patients = await somePatients(count);
    return timed(count, (index) => {
      const patientId = patients[index % patients.length]!;
      const encounterId = `${patientId}:encounter:${patientId}`;
      return records().create('noteDraft', patientId, fillerNote(encounterId, 700), author);
    });
  },
  async strictPuts(count) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('bare', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('entries');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the bare database was not opened'));
    });
    const durations = await timed(count, () => {
      const transaction = database.transaction('entries', 'readwrite', { durability: 'strict' });
      asked += 1;
      transaction.objectStore('entries').put(crypto.getRandomValues(new Uint8Array(1024)), asked);
      return new Promise((resolve) => (transaction.oncomplete = resolve));
    });
    database.close();
    return durations;
  },
  newestOfKind: (count) => timed(count, newestNotes),
  fromATimeOn: (count) =>
    timed(count, async () => {
      const found = await records()
        .collections.notes.find({
          selector: { kind: 'noteDraft', recordedAt: { $gt: nextInstant(startOfTime) } },
          sort: [{ kind: 'asc' }, { recordedAt: 'asc' }],
          limit: 50,
        })
        .exec();
      if (found.length !== 50) throw new Error(`${found.length} notes instead of 50`);
    }),
  async charts(count) {
    const patients = await somePatients(count);
    return timed(count, async (index) => {
      const patientId = patients[index % patients.length]!;
      // Each chart is asked for with another bound, for the same reason as above.
      const selector = { patientId, recordedAt: { $lt: nextInstant(endOfTime) } };
      const found = await Promise.all(
        (Object.keys(collections) as CollectionName[]).map((name) =>
          collection(name)
            .find({
              selector,
              sort: [{ patientId: 'asc' }, { kind: 'asc' }, { recordedAt: 'asc' }],
            })
            .exec(),
        ),
      );
      if (found.flat().length === 0) throw new Error('an empty chart');
    });
  },
  counts: (count) =>
    timed(count, async () => {
      const found = await records()
        .collections.patients.count({
          selector: { kind: 'patient', recordedAt: { $gt: nextInstant(startOfTime) } },
        })
        .exec();
      if (found === 0) throw new Error('nothing was counted');
    }),
  async heapBytes() {
    return (await performance.measureUserAgentSpecificMemory()).bytes;
  },
  async records() {
    const counted = await Promise.all(
      Object.keys(kinds)
        .filter(isShown)
        .map((kind) => collection(collectionOf(kind)).count({ selector: { kind } }).exec()),
    );
    return counted.reduce((sum, each) => sum + each, 0);
  },
  async close() {
    await open?.close();
    open = undefined;
  },
};

function collection(name: CollectionName): RxCollection<AnyRecord> {
  return records().collections[name] as unknown as RxCollection<AnyRecord>;
}

/** Exactly so many records; a patient has about three. */
function hospitalOf(wanted: number): AnyRecord[] {
  const patients = Math.ceil(wanted / 2.5);
  const { records: all } = generateHospital({ seed: 1, patients, today: '2026-11-23' });
  if (all.length < wanted) throw new Error('the synthetic hospital is too small');
  return all.slice(0, wanted);
}

async function insert(name: CollectionName, batchOfRecords: readonly AnyRecord[]): Promise<void> {
  const { error } = await collection(name).bulkInsert([...batchOfRecords]);
  if (error.length > 0) throw new Error(`a record was refused: ${error[0]!.status}`);
}

/** Ids of patients spread over the hospital. */
async function somePatients(count: number): Promise<string[]> {
  const found = await records()
    .collections.encounters.find({ selector: { kind: 'encounter' }, limit: Math.max(count, 100) })
    .exec();
  return [...new Set(found.map(({ patientId }) => patientId))];
}

window.bench = api;
