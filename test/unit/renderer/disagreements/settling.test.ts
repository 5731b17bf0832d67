import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, expect, test } from 'vitest';
import { settle, settledRule } from '../../../../renderer/features/disagreements/settle.ts';
import {
  policyFor,
  settles,
  standingOfCard,
} from '../../../../renderer/features/disagreements/settling.ts';
import { sidesIn } from '../../../../renderer/features/chart/sides.ts';
import { openRecords } from '../../../../renderer/replica/records.ts';
import type { Records } from '../../../../renderer/replica/records.ts';
import { editedRecord } from '../../../../shared/records/write.ts';
import type { AnyRecord, RecordOf } from '../../../../shared/records/kinds.ts';
import { disputedBy, joined } from '../../../support/builders/disputed.ts';
import {
  aPatient,
  aRecord,
  asActor,
  nextDot,
  someWrite,
} from '../../../support/builders/records.ts';

const born = (birthDate: string) => ({ birthDate: { birthDate } });
const khoi = { person: 'bs-khoi', workstation: 'noi-1' };
const opened: Records[] = [];
async function closeAll(): Promise<void> {
  for (const records of opened.splice(0)) await records.close();
}
afterEach(closeAll);

async function holding(record: AnyRecord): Promise<Records> {
  const storage = getRxStorageMemory() as unknown as Parameters<typeof openRecords>[0];
  const records = await openRecords(storage, `settle${crypto.randomUUID()}`, nextDot);
  opened.push(records);
  await records.collections.patients.insert(record as never);
  return records;
}

async function read(records: Records, id: string): Promise<RecordOf<'patient'>> {
  return (await records.collections.patients.findOne(id).exec())!.toMutableJSON() as never;
}

const values = (record: AnyRecord, unit: string) => sidesIn(record, unit).map(({ value }) => value);

test('who may settle follows the policy’s roles, and an author only where authors may', () => {
  const patient = disputedBy(
    aPatient(),
    { by: 'cn-trang', edits: { ...born('1958-06-12'), codeStatus: 'dnr' } },
    { by: 'dd-lien', edits: { ...born('1958-12-06'), codeStatus: 'full' } },
  );
  const may = (unit: string, key: string, role: 'doctor' | 'nurse' | 'registrar') =>
    settles(policyFor(patient, unit)!, patient, sidesIn(patient, unit), { key, role });
  expect(may('birthDate', 'cn-khac', 'registrar')).toBe(true);
  expect(may('birthDate', 'bs-khac', 'doctor')).toBe(true);
  expect(may('codeStatus', 'bs-khac', 'doctor')).toBe(true);
  expect(may('codeStatus', 'dd-lien', 'nurse')).toBe(false);
  const draft = disputedBy(
    aRecord('noteDraft', patient.patientId, {
      encounterId: `${patient.patientId}:encounter:${patient.patientId}`,
      noteType: 'progress',
    }),
    { by: 'bs-ha', edits: { course: 'Đỡ' } },
    { by: 'bs-khoi', edits: { course: 'Chưa đỡ' } },
  );
  const sign = (key: string) =>
    settles(policyFor(draft, 'course')!, draft, sidesIn(draft, 'course'), { key, role: 'doctor' });
  expect([sign('bs-ha'), sign('bs-khoi'), sign('bs-khac')]).toEqual([true, true, false]);
  expect(sign(draft.recordedBy)).toBe(true);
});

test('a card is overtaken by a third side, not by an edit of another field, and knows that it was settled', () => {
  const before = aPatient();
  const shown = disputedBy(
    before,
    { by: 'cn-trang', edits: born('1958-06-12') },
    { by: 'dd-lien', edits: born('1958-12-06') },
  );
  expect(standingOfCard(shown, shown, 'birthDate')).toBe('current');
  const addressed = editedRecord<'patient'>(
    shown,
    shown.causality.vector,
    { address: 'Thôn 2' },
    someWrite(),
  );
  expect(standingOfCard(shown, addressed, 'birthDate')).toBe('current');
  const third = joined(shown, disputedBy(before, { by: 'bs-ha', edits: born('1959-01-01') }));
  expect(standingOfCard(shown, third, 'birthDate')).toBe('overtaken');
  const settled = editedRecord<'patient'>(
    shown,
    shown.causality.vector,
    born('1958-06-12'),
    someWrite(),
  );
  expect(standingOfCard(shown, settled, 'birthDate')).toBe('settled');
});

test('invariant 2: a settlement ends what the card showed, and a value that arrived meanwhile stays beside it', async () => {
  const before = aPatient();
  const shown = disputedBy(
    before,
    { by: 'cn-trang', edits: born('1958-06-12') },
    { by: 'dd-lien', edits: born('1958-12-06') },
  );
  const arrived = joined(shown, disputedBy(before, { by: 'bs-ha', edits: born('1959-01-01') }));
  const records = await holding(arrived);
  await settle(records, khoi, shown, 'birthDate', { birthDate: '1958-06-12' }, 'Căn cước');
  const after = await read(records, shown.id);
  expect(values(after, 'birthDate')).toHaveLength(2);
  expect(values(after, 'birthDate')).toEqual(
    expect.arrayContaining([{ birthDate: '1958-06-12' }, { birthDate: '1959-01-01' }]),
  );
});

test('a settlement keeps its reason beside the sides that it was given for', async () => {
  const shown = disputedBy(
    aPatient(),
    { by: 'cn-trang', edits: born('1958-06-12') },
    { by: 'dd-lien', edits: born('1958-12-06') },
  );
  const records = await holding(shown);
  await settle(records, khoi, shown, 'birthDate', { birthDate: '1958-06-12' }, 'Căn cước');
  expect(values(await read(records, shown.id), 'birthDate')).toEqual([{ birthDate: '1958-06-12' }]);
  const [reason] = await records.collections.findings.find().exec();
  expect(reason!.toJSON()).toMatchObject({
    rule: settledRule,
    recordIds: [shown.id],
    reason: 'Căn cước',
    recordedBy: khoi.person,
  });
  expect([...(reason!.seenDots ?? [])].sort()).toEqual(
    sidesIn(shown, 'birthDate')
      .map(({ dot }) => dot)
      .sort(),
  );
});

test('two who settle differently disagree anew', async () => {
  const shown = disputedBy(
    aPatient(),
    { by: 'cn-trang', edits: { name: 'Lò Văn Páo' } },
    { by: 'dd-lien', edits: { name: 'Lò Văn Pao' } },
  );
  const settled: RecordOf<'patient'>[] = [];
  for (const [actor, name] of [
    ['00000000000000e1', 'Lò Văn Páo'],
    ['00000000000000e2', 'Lò Văn Pao'],
  ] as const) {
    asActor(actor);
    const records = await holding(shown);
    await settle(records, khoi, shown, 'name', name, undefined);
    settled.push(await read(records, shown.id));
    // RxDB opens thirteen collections in a process, and waits a while for others to be closed.
    await closeAll();
  }
  expect(values(joined(...settled), 'name')).toHaveLength(2);
});
