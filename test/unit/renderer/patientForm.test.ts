import { expect, test } from 'vitest';
import {
  formOf,
  patientEdits,
  patientFormSchema,
  unreadable,
} from '../../../renderer/features/patient/patientForm.ts';
import { disagreements } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { editedRecord, newRecord } from '../../../shared/records/write.ts';

const now = '2026-11-23T14:05:00.000+07:00';
const write = (dot: string) => ({ by: 'dd-mau', on: 'may-1', at: now, dot });
const patient = newRecord(
  'patient',
  newPatientId(),
  {
    recordNumber: 'N1-000001',
    name: 'Lò Thị Mẫu',
    birthDate: '1958-06-12',
    sex: 'female',
    contacts: {
      b: { phone: '0912000111' },
      a: { phone: '0912000222', name: 'Lò Văn Con', relationship: 'con' },
    },
    allergyStatement: 'notAsked',
  },
  write('00000000000000d1.1'),
);
const edits = (part: Partial<ReturnType<typeof formOf>>) =>
  patientEdits(patient, { ...formOf(patient), ...part }, now, () => 'new');

test('only what was touched is written', () => {
  expect(edits({})).toEqual({});
  expect(edits({ name: '  Lò Thị Mẫu ' })).toEqual({});
  expect(edits({ birth: '6/12/1958', address: 'Thôn Mẫu' })).toEqual({
    birthDate: { birthDate: '1958-12-06' },
    address: 'Thôn Mẫu',
  });
  expect(edits({ birth: '' })).toEqual({ birthDate: null });
});

test("the patient's own telephone is changed in its place, a relative's stays", () => {
  expect(edits({ phone: '0912 000 333' })).toEqual({ 'contacts/b': { phone: '0912000333' } });
});

test('invariant 2: a form from before a crash still saves against what its author had seen', () => {
  const kept: unknown = JSON.parse(
    JSON.stringify({ opened: patient, ...formOf(patient), birth: '6/12/1958' }),
  );
  const form = patientFormSchema.parse(kept);
  const meanwhile = editedRecord(
    patient,
    patient.causality.vector,
    { birthDate: { birthDate: '1985-06-12' } },
    write('00000000000000d2.1'),
  );
  const saved = editedRecord(
    meanwhile,
    form.opened!.causality.vector,
    patientEdits(form.opened!, form, now, () => 'new'),
    write('00000000000000d3.1'),
  );
  expect(disagreements(saved as unknown as CausalRecord)).toEqual(['birthDate']);
});

test('what cannot be read is not saved', () => {
  expect(unreadable({ ...formOf(patient), birth: '31/02/1990', phone: '12' }, now)).toEqual([
    'birth',
    'phone',
  ]);
});
