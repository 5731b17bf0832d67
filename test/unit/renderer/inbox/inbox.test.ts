import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test, vi } from 'vitest';
import { followWaiting } from '../../../../renderer/features/inbox/followWaiting.ts';
import type { Waiting } from '../../../../renderer/features/inbox/followWaiting.ts';
import { filtered, inboxItems } from '../../../../renderer/features/inbox/inboxItems.ts';
import { waitingOf } from '../../../../renderer/features/inbox/waitingOf.ts';
import { settle } from '../../../../renderer/features/disagreements/settle.ts';
import { openRecords } from '../../../../renderer/replica/records.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import type { ReplicaClient } from '../../../../renderer/replica/replicaClient.ts';
import type { Withheld } from '../../../../shared/replica/assemble.ts';
import type { SyncStatus } from '../../../../shared/sync/status.ts';
import { newPatientId, newRecordId } from '../../../../shared/records/ids.ts';
import { collectionOf } from '../../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../../shared/records/kinds.ts';
import { disputedBy } from '../../../support/builders/disputed.ts';
import { aPatient, aRecord, nextDot } from '../../../support/builders/records.ts';

const khoi = { person: 'bs-khoi', workstation: 'noi-1' };
const doctor = { key: 'bs-khoi', role: 'doctor' } as const;
const registrar = { key: 'cn-trang', role: 'registrar' } as const;

/** A chart in a ward with a disputed birth date and "none known" beside an allergy. */
function troubledChart(ward = 'NOI') {
  const patientId = newPatientId();
  const patient = disputedBy(
    aPatient({ allergyStatement: 'noneKnown' }, undefined, patientId),
    { by: 'cn-trang', edits: { birthDate: { birthDate: '1958-06-12' } } },
    { by: 'dd-lien', edits: { birthDate: { birthDate: '1958-12-06' } } },
  );
  const stay = aRecord('encounter', patientId, {
    class: 'inpatient',
    startedAt: '2026-11-21T09:00:00.000+07:00',
    ward,
  });
  const allergy = aRecord('allergy', patientId, {
    substance: 'Penicillin',
    certainty: 'confirmed',
    status: 'active',
  });
  return { patientId, patient, records: [patient, stay, allergy] as AnyRecord[] };
}

const ended: (() => void)[] = [];
const opened: Records[] = [];
afterEach(async () => {
  for (const end of ended.splice(0)) end();
  for (const records of opened.splice(0)) await records.close();
});

async function holding(all: readonly AnyRecord[]): Promise<Records> {
  const storage = getRxStorageMemory() as unknown as Parameters<typeof openRecords>[0];
  const records = await openRecords(storage, `inbox${crypto.randomUUID()}`, nextDot);
  opened.push(records);
  for (const record of all) {
    await records.collections[collectionOf(record.kind)].insert(record as never);
  }
  return records;
}

const sync = {
  quarantined: [] as readonly Withheld[],
  listeners: new Set<() => void>(),
  setAside(quarantined: readonly Withheld[]) {
    this.quarantined = quarantined;
    this.listeners.forEach((listener) => listener());
  },
};

function following(records: Records, ids: readonly string[]) {
  let waiting: Waiting | undefined;
  const status = () => ({ quarantined: sync.quarantined }) as SyncStatus;
  const replica = {
    records,
    syncStatus: status,
    onSyncStatus(listener: (next: SyncStatus) => void) {
      const told = () => listener(status());
      sync.listeners.add(told);
      return () => sync.listeners.delete(told);
    },
  } as unknown as ReplicaClient;
  ended.push(
    followWaiting(
      replica,
      async () => ids,
      (next) => (waiting = next),
    ),
  );
  return () => waiting;
}

test('each filter keeps what it says: mine by role, my ward by place, everything', () => {
  const { patientId, records } = troubledChart('NOI');
  const waiting = [waitingOf(patientId, records)!];
  const items = inboxItems(waiting, doctor);
  expect(items.map(({ kind, mine }) => [kind, mine])).toEqual([
    ['disagreement', true],
    ['finding', true],
  ]);
  const asRegistrar = inboxItems(waiting, registrar);
  expect(filtered(asRegistrar, 'mine', 'NOI').map(({ kind }) => kind)).toEqual(['disagreement']);
  expect(filtered(items, 'ward', 'NOI')).toHaveLength(2);
  expect(filtered(items, 'ward', 'NGOAI')).toEqual([]);
  expect(filtered(items, 'all', 'NGOAI')).toHaveLength(2);
});

test('a chart in which nothing waits isn’t listed', () => {
  const patient = aPatient();
  expect(waitingOf(patient.patientId, [patient])).toBeUndefined();
});

test('every chart is looked through, and it is said how far', async () => {
  const troubled = troubledChart();
  const quiet = Array.from({ length: 130 }, () => aPatient());
  const records = await holding([...troubled.records, ...quiet]);
  const ids = [troubled.patientId, ...quiet.map(({ patientId }) => patientId)];
  const waiting = following(records, ids);
  await vi.waitFor(() => expect(waiting()).toMatchObject({ done: 131, total: 131 }));
  expect([...waiting()!.patients.keys()]).toEqual([troubled.patientId]);
});

test('what arrives shows without a new look at everything, and what was settled is gone', async () => {
  const quiet = aPatient();
  const { patient, patientId, records: all } = troubledChart();
  const records = await holding([quiet]);
  const waiting = following(records, [quiet.patientId]);
  await vi.waitFor(() => expect(waiting()?.done).toBe(1));
  for (const record of all) {
    await records.collections[collectionOf(record.kind)].insert(record as never);
  }
  await vi.waitFor(() => expect(inboxItems(waiting()!.patients.values(), doctor)).toHaveLength(2));
  await settle(records, khoi, patient, 'birthDate', { birthDate: '1958-06-12' }, 'Căn cước');
  await vi.waitFor(() =>
    expect(inboxItems(waiting()!.patients.values(), doctor).map(({ kind }) => kind)).toEqual([
      'finding',
    ]),
  );
  expect(waiting()!.patients.get(patientId)!.disputed).toEqual([]);
});

test('what is set aside in a chart waits as soon as it is known, and no longer than it is so', async () => {
  const patient = aPatient();
  const records = await holding([patient]);
  const waiting = following(records, [patient.patientId]);
  await vi.waitFor(() => expect(waiting()?.done).toBe(1));
  const id = newRecordId(patient.patientId, 'note');
  sync.setAside([{ id, rev: '1-aa', reason: 'forged', path: '' }]);
  await vi.waitFor(() => {
    const [first] = inboxItems([...waiting()!.patients.values()], doctor);
    expect(first).toMatchObject({ kind: 'setAside', key: id, mine: true });
  });
  sync.setAside([]);
  await vi.waitFor(() => expect(waiting()!.patients.size).toBe(0));
});
