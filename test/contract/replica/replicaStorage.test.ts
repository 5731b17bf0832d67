import { createRxDatabase } from 'rxdb';
import type { RxStorageInstance } from 'rxdb';
import { afterEach, expect, test } from 'vitest';
import { connectWorker } from '../../../renderer/replica/connectWorker.ts';
import type { ConnectedWorker } from '../../../renderer/replica/connectWorker.ts';
import { watchWorker } from '../../../renderer/replica/heartbeat.ts';
import { NotSaved, openRecords } from '../../../renderer/replica/records.ts';
import { makeDot } from '../../../shared/merge/versionVector.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { collections } from '../../../shared/records/kinds.ts';
import type { CollectionName } from '../../../shared/records/kinds.ts';
import { rxSchemaOf } from '../../../shared/records/rxSchema.ts';
import { importDataKey } from '../../../shared/replica/envelope.ts';

/** Rules of D2 that only our storage has. */

const key = () => importDataKey(new Uint8Array(32).fill(7));
const nothing = () => undefined;
const silent = {
  loading: nothing,
  newReplica: async () => undefined,
  syncStatus: nothing,
  delivery: nothing,
  chartPresence: nothing,
  storageMeter: nothing,
  signatureDoubts: nothing,
  people: nothing,
};
const open: ConnectedWorker[] = [];

async function connected(): Promise<ConnectedWorker> {
  const worker = await connectWorker(
    { replicaName: `rules-${crypto.randomUUID()}`, key: await key() },
    silent,
  );
  open.push(worker);
  return worker;
}

afterEach(async () => {
  for (const { calls, worker } of open.splice(0)) {
    await calls.close();
    worker.terminate();
  }
});

const creation = (collectionName: string) => ({
  databaseInstanceToken: 'token',
  databaseName: 'rules',
  collectionName,
  schema: rxSchemaOf('patients') as never,
  options: {},
  multiInstance: false,
  devMode: false,
});

test('all collections open through RxDB at once, and RxDB’s own store leaves no trace on disk', async () => {
  const before = (await indexedDB.databases()).map(({ name }) => name);
  const { storage } = await connected();
  const database = await createRxDatabase({ name: 'rules', storage, multiInstance: false });
  await database.addCollections(
    Object.fromEntries(
      Object.keys(collections).map((name) => [
        name,
        { schema: rxSchemaOf(name as CollectionName) },
      ]),
    ),
  );
  const made = (await indexedDB.databases())
    .map(({ name }) => name)
    .filter((name) => !before.includes(name));
  expect(
    made.filter(
      (name) => !/^(_pouch_)?rules-[0-9a-f-]+(-journal|-snapshot|-arrivals|-search)?$/.test(name!),
    ),
  ).toEqual([]);
  expect(made).toHaveLength(5);
  await database.close();
});

test('local documents and unknown collections are refused', async () => {
  const { storage } = await connected();
  for (const name of ['plugin-local-documents-patients', 'weather']) {
    await expect(storage.createStorageInstance(creation(name) as never)).rejects.toThrow();
  }
});

test('bulkWrite answers row errors and never throws, whatever it is given', async () => {
  const { storage } = await connected();
  const instance = (await storage.createStorageInstance(
    creation('patients') as never,
  )) as RxStorageInstance<{ id: string }, unknown, unknown>;
  const rubbish = [
    {},
    { id: 'x' },
    { id: 'x', kind: 'patient', _deleted: false, _attachments: {}, _rev: '1-a', _meta: { lwt: 1 } },
    { id: 7, nested: { deep: [null] } },
  ];
  for (const document of rubbish) {
    const { error } = await instance.bulkWrite([{ document }] as never, 'rubbish');
    expect(error).toHaveLength(1);
  }
});

test('every readwrite transaction of the Worker is strict, unless it asks for less in so many words', async () => {
  const asked: (string | undefined)[] = [];
  const { enforceStrictDurability } = await import('../../../renderer/replica/strictDurability.ts');
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    if (mode === 'readwrite') asked.push(options?.durability);
    return original.call(this, stores, mode, options);
  };
  enforceStrictDurability();
  try {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open(`durability-${crypto.randomUUID()}`, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('s');
      request.onsuccess = () => resolve(request.result);
    });
    expect(database.transaction('s', 'readwrite').durability).toBe('strict');
    expect(database.transaction('s', 'readwrite', {}).durability).toBe('strict');
    expect(database.transaction('s', 'readwrite', { durability: 'relaxed' }).durability).toBe(
      'relaxed',
    );
    database.close();
    expect(asked).toEqual(['strict', 'strict', 'relaxed']);
  } finally {
    IDBDatabase.prototype.transaction = original;
  }
});

test('a save that is in flight when the Worker dies is told as not saved', async () => {
  const { calls, worker, storage } = await connected();
  const heartbeat = watchWorker(worker, () => calls.ping(), { intervalMs: 50, lostAfterMs: 400 });
  let counter = 0;
  const records = await openRecords(
    storage,
    'rules',
    () => makeDot('00000000000000cc', (counter += 1)),
    heartbeat,
  );
  const states: boolean[] = [];
  heartbeat.onChange((alive) => states.push(alive));
  worker.terminate();
  open.pop();
  const outcome = await records
    .create(
      'patient',
      newPatientId(),
      { recordNumber: 'T1-000001', sex: 'unknown', allergyStatement: 'notAsked' },
      { person: 'bs-a', workstation: 'noi-1' },
    )
    .then(
      () => 'saved',
      (error: unknown) => (error instanceof NotSaved ? error.code : String(error)),
    );
  expect(outcome).toBe('workerLost');
  expect([heartbeat.alive(), states]).toEqual([false, [false]]);
  heartbeat.stop();
});
