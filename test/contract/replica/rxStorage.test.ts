import { fillWithDefaultSettings, normalizeMangoQuery, now, prepareQuery } from 'rxdb';
import type {
  EventBulk,
  MangoQuery,
  RxDocumentData,
  RxStorageChangeEvent,
  RxStorageInstance,
} from 'rxdb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newPatientId } from '../../../shared/records/ids.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';
import { editedRecord } from '../../../shared/records/write.ts';
import { rxSchemaOf } from '../../../shared/records/rxSchema.ts';
import { aPatient, aRecord, someWrite } from '../../support/builders/records.ts';
import { storagesUnderContract } from './storages.ts';

type Document = RxDocumentData<AnyRecord>;
type Instance = RxStorageInstance<AnyRecord, unknown, unknown>;

const schema = fillWithDefaultSettings(rxSchemaOf('patients')) as never;
const encounterSchema = fillWithDefaultSettings(rxSchemaOf('encounters')) as never;

/** A row as RxDB's own wrapper composes it. */
function insertRow(record: AnyRecord): { document: Document } {
  return { document: { ...record, ...rxFields('1-test') } as Document };
}

function updateRow(
  previous: Document,
  record: AnyRecord,
): { previous: Document; document: Document } {
  const height = Number.parseInt(previous._rev, 10) + 1;
  return { previous, document: { ...record, ...rxFields(`${height}-test`) } as Document };
}

function rxFields(rev: string) {
  return { _deleted: false, _attachments: {}, _meta: { lwt: now() }, _rev: rev };
}

function rename(patient: RecordOf<'patient'>, name: string): RecordOf<'patient'> {
  return editedRecord<'patient'>(patient, patient.causality.vector, { name }, someWrite());
}

for (const underContract of storagesUnderContract) {
  describe(`RxStorage contract: ${underContract.name}`, () => {
    let databaseName: string;
    let opened: Awaited<ReturnType<typeof underContract.open>>;
    let instance: Instance;

    async function openInstance(
      collectionName = 'patients',
      withSchema: never = schema,
    ): Promise<Instance> {
      return (await opened.storage.createStorageInstance<AnyRecord>({
        databaseInstanceToken: databaseName,
        databaseName,
        collectionName,
        schema: withSchema,
        options: {},
        multiInstance: false,
        devMode: false,
      })) as Instance;
    }

    beforeEach(async () => {
      databaseName = `contract-${crypto.randomUUID()}`;
      opened = await underContract.open(databaseName);
      instance = await openInstance();
    });

    afterEach(async () => {
      await instance.close().catch(() => undefined);
      await opened.close();
    });

    const write = (rows: readonly object[]) => instance.bulkWrite(rows as never, 'contract');
    const byIds = (ids: string[]) => instance.findDocumentsById(ids, false);
    async function query(mango: MangoQuery<AnyRecord>, of = instance, withSchema = schema) {
      const prepared = prepareQuery(withSchema, normalizeMangoQuery(withSchema, mango) as never);
      return {
        ids: (await of.query(prepared as never)).documents.map((document) => document.id),
        count: (await of.count(prepared as never).catch(() => ({ count: -1 }))).count,
      };
    }

    test('an insert is found by id, with every field as it was written', async () => {
      const patient = aPatient({ name: 'Đặng Thị Ngọc Ánh', address: 'Xã Mẫu' });
      expect((await write([insertRow(patient)])).error).toEqual([]);
      const [found] = await byIds([patient.id]);
      expect(found).toMatchObject(patient);
    });

    test('ids that are not there are left out of the answer', async () => {
      const patient = aPatient();
      await write([insertRow(patient)]);
      const found = await byIds([aPatient().id, patient.id, aPatient().id]);
      expect(found.map((document) => document.id)).toEqual([patient.id]);
    });

    test('a second insert of one id is refused with 409 and shows what stands', async () => {
      const patient = aPatient();
      await write([insertRow(patient)]);
      const { error } = await write([insertRow(patient)]);
      expect(error).toHaveLength(1);
      expect(error[0]).toMatchObject({ status: 409, isError: true, documentId: patient.id });
      expect((error[0] as { documentInDb: Document }).documentInDb).toMatchObject({
        name: patient.name,
      });
    });

    test('an update of what stands is taken; one of what stood is refused with 409', async () => {
      const patient = aPatient();
      const first = insertRow(patient);
      await write([first]);
      const second = updateRow(first.document, rename(patient, 'Tên Hai'));
      expect((await write([second])).error).toEqual([]);
      const stale = updateRow(first.document, rename(patient, 'Tên Ba'));
      const { error } = await write([stale]);
      expect(error.map((row) => row.status)).toEqual([409]);
      expect((await byIds([patient.id]))[0]).toMatchObject({ name: 'Tên Hai' });
    });

    test('an update of an id that was never there is refused or inserted, and never hangs', async () => {
      const patient = aPatient();
      const { document } = insertRow(patient);
      const { error } = await write([updateRow(document, rename(patient, 'Tên Hai'))]);
      const found = await byIds([patient.id]);
      expect(error.length + found.length).toBe(1);
    });

    test('one refused row of a batch holds up none of the others (invariant 6)', async () => {
      const known = aPatient();
      await write([insertRow(known)]);
      const others = [aPatient({ name: 'Một' }), aPatient({ name: 'Hai' })];
      const { error } = await write([
        insertRow(others[0]!),
        insertRow(known),
        insertRow(others[1]!),
      ]);
      expect(error.map((row) => row.documentId)).toEqual([known.id]);
      expect(await byIds(others.map((patient) => patient.id))).toHaveLength(2);
    });

    test('a row that breaks its schema: refused with 422 by ours, stored by the others', async () => {
      const broken = { ...aPatient(), sex: 'of no kind' } as unknown as AnyRecord;
      const good = aPatient();
      const { error } = await write([insertRow(broken), insertRow(good)]);
      expect(error.map((row) => row.status)).toEqual(underContract.validates ? [422] : []);
      expect(await byIds([good.id])).toHaveLength(1);
    });

    test('the change stream tells inserts and updates, once each, in order', async () => {
      const seen: { operation: string; name: unknown }[] = [];
      const subscription = instance
        .changeStream()
        .subscribe((bulk: EventBulk<RxStorageChangeEvent<AnyRecord>, unknown>) => {
          for (const event of bulk.events) {
            seen.push({
              operation: event.operation,
              name: (event.documentData as { name?: string }).name,
            });
          }
        });
      const patient = aPatient({ name: 'Một' });
      const first = insertRow(patient);
      await write([first]);
      await write([updateRow(first.document, rename(patient, 'Hai'))]);
      await write([insertRow(patient)]);
      await expect.poll(() => seen).toHaveLength(2);
      subscription.unsubscribe();
      expect(seen).toEqual([
        { operation: 'INSERT', name: 'Một' },
        { operation: 'UPDATE', name: 'Hai' },
      ]);
    });

    test('a deletion: refused by ours, for people never delete; done by the others', async () => {
      const patient = aPatient();
      const first = insertRow(patient);
      await write([first]);
      const row = updateRow(first.document, rename(patient, 'Tên Hai'));
      const { error } = await write([
        { ...row, document: { ...row.document, _deleted: true } as Document },
      ]);
      expect(error.map((entry) => entry.status)).toEqual(underContract.deletes ? [] : [422]);
      expect(await byIds([patient.id])).toHaveLength(underContract.deletes ? 0 : 1);
      expect(await instance.findDocumentsById([patient.id], true)).toHaveLength(1);
    });

    test('cleanup takes no living record', async () => {
      const patient = aPatient();
      await write([insertRow(patient)]);
      expect(await instance.cleanup(0)).toBe(true);
      expect(await byIds([patient.id])).toHaveLength(1);
    });

    test('two instances of one storage hold collections apart', async () => {
      const other = await openInstance('encounters', encounterSchema);
      const patient = aPatient();
      const visit = aRecord('encounter', patient.patientId, {
        class: 'inpatient',
        startedAt: '2026-11-21T08:00:00.000+07:00',
        ward: 'NOI',
      });
      await write([insertRow(patient)]);
      expect((await other.bulkWrite([insertRow(visit)] as never, 'contract')).error).toEqual([]);
      expect(await other.findDocumentsById([patient.id], false)).toEqual([]);
      expect(await byIds([visit.id])).toEqual([]);
      await other.close();
    });

    test('close and open again: what is kept, and nothing else', async () => {
      const patient = aPatient({ name: 'Còn đây' });
      await write([insertRow(patient)]);
      await instance.close();
      await opened.close();
      opened = await underContract.open(databaseName);
      instance = await openInstance();
      const found = await byIds([patient.id]);
      if (underContract.keepsRecords) expect(found[0]).toMatchObject({ name: 'Còn đây' });
    });

    test('after close nothing is written any more', async () => {
      const patient = aPatient();
      await instance.close();
      // RxDB stops such a call before it reaches a storage; whatever a storage does with one that
      // gets through, it stores nothing. (The remote storage doesn't answer on a closed port.)
      const late = write([insertRow(patient)]).catch(() => undefined);
      await Promise.race([late, new Promise((resolve) => setTimeout(resolve, 300))]);
      instance = await openInstance();
      if (underContract.validates) expect(await byIds([patient.id])).toEqual([]);
    });

    test('remove: ours keeps everything (invariant 8), the others are empty afterwards', async () => {
      const patient = aPatient();
      await write([insertRow(patient)]);
      await instance.remove();
      instance = await openInstance();
      expect(await byIds([patient.id])).toHaveLength(underContract.deletes ? 0 : 1);
    });

    describe('queries answer as a plain filter and sort over the same records', () => {
      const records = manyRecords();
      beforeEach(async () => {
        expect((await write(records.map(insertRow))).error).toEqual([]);
      });

      const cases: Record<
        string,
        { query: MangoQuery<RecordOf<'patient'>>; expected: RecordOf<'patient'>[] }
      > = {
        everything: { query: {}, expected: records },
        $eq: {
          query: { selector: { sex: { $eq: 'male' } } },
          expected: records.filter((r) => r.sex === 'male'),
        },
        'a bare value': {
          query: { selector: { kind: 'patient', sex: 'female' } },
          expected: records.filter((r) => r.sex === 'female'),
        },
        $ne: {
          query: { selector: { sex: { $ne: 'male' } } },
          expected: records.filter((r) => r.sex !== 'male'),
        },
        '$gt and $lte on an index': {
          query: {
            selector: {
              kind: 'patient',
              recordedAt: { $gt: records[5]!.recordedAt, $lte: records[20]!.recordedAt },
            },
          },
          expected: records.slice(6, 21),
        },
        '$gte and $lt': {
          query: { selector: { birthDate: { $gte: '1960', $lt: '1970' } } },
          expected: records.filter((r) => r.birthDate! >= '1960' && r.birthDate! < '1970'),
        },
        $in: {
          query: { selector: { id: { $in: [records[3]!.id, records[9]!.id, 'nobody'] } } },
          expected: [records[3]!, records[9]!],
        },
        $nin: {
          query: { selector: { sex: { $nin: ['male', 'unknown'] } } },
          expected: records.filter((r) => !['male', 'unknown'].includes(r.sex)),
        },
        '$exists true': {
          query: { selector: { address: { $exists: true } } },
          expected: records.filter((r) => r.address !== undefined),
        },
        '$exists false': {
          query: { selector: { address: { $exists: false } } },
          expected: records.filter((r) => r.address === undefined),
        },
        $or: {
          query: { selector: { $or: [{ sex: 'unknown' }, { birthDate: { $lt: '1945' } }] } },
          expected: records.filter((r) => r.sex === 'unknown' || r.birthDate! < '1945'),
        },
        $and: {
          query: { selector: { $and: [{ sex: 'male' }, { birthDate: { $gt: '1970' } }] } },
          expected: records.filter((r) => r.sex === 'male' && r.birthDate! > '1970'),
        },
        '$not around a comparison': {
          query: { selector: { birthDate: { $not: { $lt: '1960' } } } },
          expected: records.filter((r) => !(r.birthDate! < '1960')),
        },
        $regex: {
          query: { selector: { name: { $regex: '^Trần' } } },
          expected: records.filter((r) => r.name!.startsWith('Trần')),
        },
        'one chart by its index': {
          query: { selector: { patientId: records[7]!.patientId } },
          expected: [records[7]!],
        },
      };

      for (const [title, { query: mango, expected }] of Object.entries(cases)) {
        test(title, async () => {
          const { ids, count } = await query(mango as MangoQuery<AnyRecord>);
          expect([...ids].sort()).toEqual(expected.map((r) => r.id).sort());
          // Dexie counts only what an index can count alone; where it answers, it must be right.
          if (count >= 0) expect(count).toBe(expected.length);
        });
      }

      test('sort ascending and descending, with skip and limit', async () => {
        const newestFirst = [...records].reverse().map((r) => r.id);
        const mango = {
          selector: { kind: 'patient' },
          sort: [{ kind: 'desc' }, { recordedAt: 'desc' }],
        } as unknown as MangoQuery<AnyRecord>;
        expect((await query(mango)).ids).toEqual(newestFirst);
        expect((await query({ ...mango, skip: 5, limit: 10 })).ids).toEqual(
          newestFirst.slice(5, 15),
        );
        const oldestFirst = {
          selector: {},
          sort: [{ recordedAt: 'asc' }],
        } as unknown as MangoQuery<AnyRecord>;
        expect((await query(oldestFirst)).ids).toEqual(records.map((r) => r.id));
      });

      test('sort by a field without an index, ties by id', async () => {
        const mango = {
          selector: {},
          sort: [{ sex: 'asc' }, { id: 'asc' }],
        } as unknown as MangoQuery<AnyRecord>;
        const expected = [...records].sort((a, b) =>
          a.sex === b.sex ? (a.id < b.id ? -1 : 1) : a.sex < b.sex ? -1 : 1,
        );
        expect((await query(mango)).ids).toEqual(expected.map((r) => r.id));
      });
    });
  });
}

/** Forty patients of mixed sex, age and completeness, one minute apart. */
function manyRecords(): RecordOf<'patient'>[] {
  const families = ['Nguyễn', 'Trần', 'Lê', 'Nông'];
  const sexes = ['male', 'female', 'unknown'] as const;
  return Array.from({ length: 40 }, (_unused, index) => {
    const minute = String(index).padStart(2, '0');
    return aPatient(
      {
        name: `${families[index % families.length]!} Văn ${String(index)}`,
        sex: sexes[index % sexes.length]!,
        birthDate: String(1940 + index),
        ...(index % 4 === 0 ? { address: 'Xã Mẫu' } : {}),
      },
      someWrite({ at: `2026-11-23T08:${minute}:00.000+07:00` }),
      newPatientId(),
    );
  });
}
