import { expect, test } from 'vitest';
import {
  additionsFor,
  carriedKey,
  carryToChart,
} from '../../../renderer/features/registration/carryToChart.ts';
import {
  formOf,
  patientEdits,
  patientFormSchema,
} from '../../../renderer/features/patient/patientForm.ts';
import { emptyForm } from '../../../renderer/features/registration/registrationForm.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { newRecord } from '../../../shared/records/write.ts';
import { openMemoryReplica } from '../../support/screens/memoryReplica.ts';
import { sceneOf } from '../../support/screens/scenes.ts';

const now = '2026-11-23T14:05:00.000+07:00';
const patient = newRecord(
  'patient',
  newPatientId(),
  {
    recordNumber: 'N1-000001',
    name: 'Lò Thị Mẫu',
    sex: 'female',
    address: 'Bản Cũ',
    identifiers: { k: { system: 'cccd', value: '001158000011' } },
    allergyStatement: 'notAsked',
  },
  { by: 'dd-mau', on: 'may-1', at: now, dot: '00000000000000d1.1' },
);
const typed = {
  ...emptyForm,
  name: 'Lo Thi Mau',
  card: '001158000011',
  phone: '0912 000 111',
  address: 'Bản Mới',
  insuranceNumber: '0123456789',
  insuranceScanned: true,
  insuranceFrom: '2026-01-01',
  class: 'emergency' as const,
  ward: 'CC',
  place: '203/12',
  reason: 'Sốt',
};

test('what the desk has of somebody who was here already is new papers and what was empty', () => {
  const panel = { ...formOf(patient), ...additionsFor(patient, typed) };
  const edits = patientEdits(patient, panel, now, () => 'new');
  expect(edits).toMatchObject({
    'contacts/new': { phone: '0912000111' },
    'identifiers/new': { system: 'bhyt', value: '0123456789' },
    'coverage/new': { number: '0123456789', validFrom: '2026-01-01', evidence: 'scannedCard' },
  });
  expect(Object.keys(edits)).toHaveLength(3);
  expect(additionsFor(patient, { ...emptyForm, name: 'Lo Thi Mau' })).toBeUndefined();
});

test('it is left for the chart, and the visit’s form goes on with ward, kind, bed and reason', async () => {
  const replica = await openMemoryReplica(sceneOf('empty', 0));
  const person = { key: 'dd-mau', displayName: 'Mẫu', role: 'nurse' as const };
  const { patientId } = patient;
  await carryToChart({ replica, person }, patient, typed);
  const read = async (form: string) =>
    (await replica.journal.read(`dd-mau/${form}/${patientId}`)) as { form: unknown };
  expect((await read('encounter')).form).toEqual({
    class: 'emergency',
    ward: 'CC',
    room: '203',
    bed: '12',
    reason: 'Sốt',
  });
  expect(patientFormSchema.parse((await read('patient')).form)).toMatchObject({
    phone: '0912 000 111',
    newInsurance: '0123456789',
  });
  expect(await replica.journal.read(carriedKey('dd-mau', patientId))).toBe(true);
  // A draft that stands there is somebody's work: only what it leaves empty is filled.
  await carryToChart({ replica, person }, patient, { ...typed, phone: '0999999999' });
  expect((await read('patient')).form).toMatchObject({ phone: '0912 000 111' });
  await replica.close();
});
