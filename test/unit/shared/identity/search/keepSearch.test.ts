import { describe, expect, it } from 'vitest';
import { keepPatientSearch } from '../../../../../shared/identity/search/keepSearch.ts';
import type { PatientSearch } from '../../../../../shared/identity/search/keepSearch.ts';
import { openPatientIndex } from '../../../../../shared/identity/search/patientIndex.ts';
import { sealedIndexOver } from '../../../../../shared/identity/search/sealedIndex.ts';
import { searchablePatient } from '../../../../../shared/identity/search/searchable.ts';
import type { FieldsOf, RecordOf } from '../../../../../shared/records/kinds.ts';
import { editedRecord, newRecord } from '../../../../../shared/records/write.ts';
import { cipherFor, importDataKey } from '../../../../../shared/replica/envelope.ts';
import type { Bytes } from '../../../../../shared/replica/envelope.ts';
import { aPatient, someWrite } from '../../../../support/builders/records.ts';
import { arrival, rename } from '../../../../support/replica/arrivals.ts';
import { openNodeReplica } from '../../../../support/replica/nodeReplica.ts';
import type { NodeReplica } from '../../../../support/replica/nodeReplica.ts';
import { until } from '../../../../support/until.ts';

const now = () => new Date('2026-11-23T07:00:00.000Z');
const cipher = cipherFor(await importDataKey(new Uint8Array(32).fill(3)), 'search');

function onDisk() {
  const chunks = new Map<string, Bytes>();
  const storage = {
    read: async (name: string) => chunks.get(name),
    write: async (name: string, chunk: Bytes) => void chunks.set(name, chunk),
    keepOnly: async (names: ReadonlySet<string>) => {
      for (const name of chunks.keys()) if (!names.has(name)) chunks.delete(name);
    },
  };
  return { chunks, sealed: sealedIndexOver(storage, cipher, 'store') };
}

async function names(search: PatientSearch, text: string): Promise<(string | undefined)[]> {
  return (await search.search(text, 10)).patients.map(({ name }) => name);
}

function visit(patient: RecordOf<'patient'>, fields: Partial<FieldsOf<'encounter'>> = {}) {
  const stay: FieldsOf<'encounter'> = {
    class: 'inpatient',
    startedAt: '2026-11-23T15:00:00.000+07:00',
    ward: 'NOI',
    ...fields,
  };
  return newRecord('encounter', patient.patientId, stay, someWrite());
}

/** A replica with these people, and their index on disk as of now. */
async function kept(people: readonly RecordOf<'patient'>[], disk: ReturnType<typeof onDisk>) {
  const replica = await openNodeReplica();
  const index = openPatientIndex();
  for (const patient of people) {
    await replica.put(patient);
    index.put(searchablePatient(patient));
  }
  await disk.sealed.write(await replica.store.sequence(), index);
  return replica;
}

async function search(replica: NodeReplica, disk?: ReturnType<typeof onDisk>) {
  return keepPatientSearch({ replica, ward: 'NOI', now, ...(disk ? { sealed: disk.sealed } : {}) });
}

describe('the search follows the replica', () => {
  it('finds who was there, who was saved since, who came from the server, and new names', async () => {
    const replica = await openNodeReplica();
    const first = aPatient({ name: 'Lò Thị Một' });
    await replica.put(first);
    const found = await search(replica);
    expect(await found.ready).toMatchObject({ from: 'patients' });
    expect(await names(found, 'mot')).toEqual(['Lò Thị Một']);
    await replica.put(aPatient({ name: 'Lò Văn Hai', recordNumber: 'N1-000041' }));
    await replica.receive([await arrival(aPatient({ name: 'Lò Văn Ba' }))]);
    await replica.put(rename(first, 'Lò Thị Mốt'));
    await until(
      () => names(found, 'lo'),
      ({ length }) => length === 3,
    );
    expect(await names(found, 'mốt')).toEqual(['Lò Thị Mốt']);
    expect(await names(found, 'một')).toEqual(['Lò Thị Mốt']);
    expect(await found.highestOfBlock('N1')).toBe(41);
    expect(await found.patientIds()).toHaveLength((await found.search('', 0)).searched);
    await found.stop();
  });

  it('names two patients who have one record number, however they came, and no others', async () => {
    const replica = await openNodeReplica();
    const [one, other, third] = ['N1-000041', 'N1-000041', 'C1-000041'].map((recordNumber) =>
      aPatient({ name: 'Lò Thị Mẫu', recordNumber }),
    ) as [ReturnType<typeof aPatient>, ReturnType<typeof aPatient>, ReturnType<typeof aPatient>];
    await replica.put(one);
    await replica.put(third);
    const found = await search(replica);
    expect(await found.sameNumbers()).toEqual([]);
    await replica.receive([await arrival(other)]);
    await until(
      () => found.sameNumbers(),
      ({ length }) => length > 0,
    );
    expect(await found.sameNumbers()).toEqual([[one.patientId, other.patientId].sort()]);
    await found.stop();
  });

  it('looks at the letters of a card once its digits are found', async () => {
    const replica = await openNodeReplica();
    const passport = (value: string, name: string) =>
      aPatient({ name, identifiers: { k: { system: 'passport', value } } });
    await replica.put(passport('C12345678', 'Lò Văn Cam'));
    await replica.put(passport('B12345678', 'Lò Văn Bưởi'));
    const found = await search(replica);
    await found.ready;
    expect(await names(found, 'c12345678')).toEqual(['Lò Văn Cam']);
    expect((await found.search('C 1234 5678', 10)).total).toBe(1);
    expect((await found.search('D12345678', 10)).total).toBe(0);
    await found.stop();
  });

  it('finds somebody by either name while people disagree about it', async () => {
    const replica = await openNodeReplica();
    const patient = aPatient({ name: 'Hồ Thị Cam' });
    await replica.put(patient);
    const rev = (await replica.store.read([patient.id])).get(patient.id)![0]!.rev;
    const elsewhere = editedRecord<'patient'>(
      patient,
      patient.causality.vector,
      { name: 'Hồ Thị Bưởi' },
      { ...someWrite(), dot: '00000000000000bb.1' },
    );
    await replica.put(rename(patient, 'Hồ Thị Quýt'));
    await replica.receive([await arrival(elsewhere, [rev])]);
    const found = await search(replica);
    await found.ready;
    for (const typed of ['quyt', 'buoi']) expect(await names(found, typed), typed).toHaveLength(1);
    await found.stop();
  });

  it('puts who lies in the ward first, as soon as the visit is stored', async () => {
    const replica = await openNodeReplica();
    const [one, other] = [aPatient({ name: 'Vi Thị An' }), aPatient({ name: 'Vi Văn An' })];
    await replica.put(one);
    await replica.put(other);
    const found = await search(replica);
    await found.ready;
    await replica.put(visit(one));
    await until(
      () => names(found, 'vi an'),
      ([name]) => name === 'Vi Thị An',
    );
    await replica.put(visit(other, { startedAt: '2026-11-23T16:00:00.000+07:00' }));
    await until(
      () => names(found, 'vi an'),
      ([name]) => name === 'Vi Văn An',
    );
    await found.stop();
  });
});

describe('the index on disk is a cache', () => {
  it('is read at a start, and what was stored since is added', async () => {
    const disk = onDisk();
    const people = ['Nông Văn Sáu', 'Nông Văn Bảy'].map((name) => aPatient({ name }));
    const replica = await kept(people, disk);
    await replica.put(aPatient({ name: 'Nông Văn Tám' }));
    await replica.put(rename(people[0]!, 'Nông Văn Chín'));
    const found = await search(replica, disk);
    expect(await found.ready).toMatchObject({ from: 'disk' });
    expect((await names(found, 'nong')).sort()).toEqual([
      'Nông Văn Bảy',
      'Nông Văn Chín',
      'Nông Văn Tám',
    ]);
    expect(await names(found, 'sau')).toEqual([]);
    await found.stop();
  });

  it('is built anew where a chunk is damaged, missing, or of another store or time', async () => {
    const people = [aPatient({ name: 'Nông Văn Sáu' })];
    const damages: ((chunks: Map<string, Bytes>) => unknown)[] = [
      (chunks) => [...chunks.values()].forEach((chunk) => (chunk[40] = chunk[40]! ^ 1)),
      (chunks) => chunks.delete([...chunks.keys()].find((name) => name !== 'header')!),
      (chunks) => chunks.set('header', [...chunks.values()][0]!.slice(0, 20)),
      (chunks) => chunks.clear(),
    ];
    for (const damage of damages) {
      const disk = onDisk();
      const replica = await kept(people, disk);
      damage(disk.chunks);
      const found = await search(replica, disk);
      expect(await found.ready).toMatchObject({ from: 'patients' });
      expect(await names(found, 'sau')).toEqual(['Nông Văn Sáu']);
      await found.stop();
    }
    const ahead = onDisk();
    const replica = await kept(people, ahead);
    await ahead.sealed.write((await replica.store.sequence()) + 1, openPatientIndex());
    const found = await search(replica, ahead);
    expect(await found.ready).toMatchObject({ from: 'patients' });
    await found.stop();
  });

  it('says nothing readable of names, numbers and words (invariant 5)', async () => {
    const disk = onDisk();
    await kept([aPatient({ name: 'Sùng Thị Kín', recordNumber: 'N1-000001' })], disk);
    const bytes = [...disk.chunks.values()].map((chunk) => Buffer.from(chunk).toString('latin1'));
    for (const text of ['sung', 'kin', 'written', 'N1']) {
      expect(
        bytes.some((chunk) => chunk.includes(text)),
        text,
      ).toBe(false);
    }
  });
});
