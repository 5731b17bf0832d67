import * as z from 'zod';
import { connectReplica } from '../../../renderer/replica/openReplica.ts';
import { openSnapshotStorage } from '../../../renderer/replica/snapshotStorage.ts';
import type { ReplicaClient } from '../../../renderer/replica/replicaClient.ts';
import type { Kind, AnyRecord } from '../../../shared/records/kinds.ts';
import { collectionOf } from '../../../shared/records/kinds.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { newRecord } from '../../../shared/records/write.ts';
import { importDataKey } from '../../../shared/replica/envelope.ts';
import type { ReplicaPageApi } from './pageApi.ts';
import { fillerNote, openDots } from './fillerNote.ts';
import { delivered, renamePatients, timedDeliveries, untilQuiet } from './reconnect.ts';
import { saveForEver, timedSaves } from './saveLoops.ts';
import { timedViews } from './timedViews.ts';

z.config({ jitless: true });

let client: ReplicaClient | undefined;
let lastKeystroke: Promise<void> = Promise.resolve();
const testAuthor = { person: 'bs-mau', workstation: 'noi-1' };

function replica(): ReplicaClient {
  if (!client) throw new Error('the replica is not open');
  return client;
}

const api: ReplicaPageApi = {
  async open(replicaName, keyByte = 7, central) {
    const key = await importDataKey(new Uint8Array(32).fill(keyByte));
    let records = 0;
    client = await connectReplica(
      { replicaName, key, ...(central ? { central } : {}) },
      (loaded) => (records = loaded),
    );
    return { records };
  },
  async openTold(replicaName, viewer) {
    const key = await importDataKey(new Uint8Array(32).fill(7));
    client = await connectReplica({ replicaName, key, workstation: testAuthor.workstation });
    const patientId = newPatientId();
    await client.audit({ action: 'signIn', person: viewer });
    await client.audit({ action: 'viewChart', person: viewer, about: { patient: patientId } });
  },
  async timedViews(replicaName, times) {
    const key = await importDataKey(new Uint8Array(32).fill(7));
    client = await connectReplica({ replicaName, key, workstation: testAuthor.workstation });
    return timedViews(client, testAuthor.person, times);
  },
  delivered: () => delivered(replica()),
  rename: (names) => renamePatients(replica(), names, testAuthor),
  untilQuiet: (shown) => untilQuiet(replica(), shown),
  timedDeliveries: (count) => timedDeliveries(replica(), count, testAuthor),
  create: (kind, patientId, fields, author = testAuthor) =>
    replica().records.create(kind, patientId, fields, author),
  save: (opened, edits) => replica().records.save(opened, edits, testAuthor),
  async fill(records, bytes) {
    const nextDot = openDots();
    const patientId = newPatientId();
    const encounterId = `${patientId}:encounter:${patientId}`;
    for (let written = 0; written < records; written += 100) {
      const batch = Array.from({ length: Math.min(100, records - written) }, () =>
        newRecord('noteDraft', patientId, fillerNote(encounterId, bytes), {
          by: testAuthor.person,
          on: testAuthor.workstation,
          at: '2026-11-23T14:05:00.000+07:00',
          dot: nextDot(),
        }),
      );
      const { error } = await replica().records.collections.notes.bulkInsert(batch);
      if (error.length > 0) throw new Error(`the filling was refused: ${error[0]!.status}`);
    }
  },
  async read(kind: Kind, id) {
    const found = await collection(kind).findOne(id).exec();
    return found?.toMutableJSON() as AnyRecord | undefined;
  },
  async readMany(ids) {
    const all = await Promise.all(
      Object.values(replica().records.collections).map((each) => each.findByIds([...ids]).exec()),
    );
    return all.flatMap((found) =>
      [...found.values()].map((document) => document.toMutableJSON() as AnyRecord),
    );
  },
  async missing(ids) {
    const here = await Promise.all(
      Object.values(replica().records.collections).map((each) => each.findByIds([...ids]).exec()),
    );
    return ids.filter((id) => !here.some((found) => found.has(id)));
  },
  async snapshotWritten(replicaName) {
    const snapshot = await openSnapshotStorage(`${replicaName}-snapshot`);
    while (!(await snapshot.read('header'))) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  },
  newPatientId,
  journalWrite: (key, value) => replica().journal.write(key, value),
  journalRead: (key) => replica().journal.read(key),
  journalKeys: () => replica().journal.keys(),
  editInJournal(key) {
    const editor = document.querySelector<HTMLTextAreaElement>('#editor')!;
    editor.addEventListener('input', () => {
      lastKeystroke = replica().journal.write(key, { text: editor.value });
    });
  },
  keystrokesStored: () => lastKeystroke,
  saveForEver: (round, restMs) => saveForEver(replica(), testAuthor, round, restMs),
  timedSaves: (count) => timedSaves(replica(), testAuthor, count),
  async close() {
    await replica().close();
    client = undefined;
  },
};

function collection(kind: Kind) {
  const { collections } = replica().records;
  return collections[collectionOf(kind)] as typeof collections.patients;
}

window.replicaPage = api;
