import { describe, expect, it, test } from 'vitest';
import {
  formOf,
  patientEdits,
  patientFormSchema,
  unreadable,
} from '../../../renderer/features/patient/patientForm.ts';
import {
  communeTyped,
  occupationTyped,
} from '../../../renderer/features/registration/claimForm.ts';
import { missingOf } from '../../../shared/identity/missing.ts';
import { noTables } from '../../../shared/identity/referenceTables.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { FieldsOf, RecordOf } from '../../../shared/records/kinds.ts';
import {
  papersAfterAnswer,
  papersAfterScan,
} from '../../../renderer/features/patient/cardIntoPapers.ts';
import type { lookupOutcomes } from '../../../renderer/features/patient/patientForm.ts';
import { disagreements } from '../../../shared/merge/join.ts';
import type { CausalRecord, Edits } from '../../../shared/merge/join.ts';
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

describe('what was missing is filled in later', () => {
  const edited = (record: RecordOf<'patient'>, changes: Edits, dot: string) =>
    editedRecord(record, record.causality.vector, changes, write(dot)) as RecordOf<'patient'>;
  const tables = noTables;
  it('each of it is a unit of its own, and what wasn’t touched isn’t written', () => {
    expect(
      edits({
        provinceCode: '19',
        ...communeTyped(tables, '19', 'Xã Mẫu'),
        ...occupationTyped(tables, 'Không có nghề nghiệp'),
        ethnicity: '02',
        nationality: '000',
        guardian: ' Lò Thị  Mẹ ',
        birthTime: '7h05',
      }),
    ).toEqual({
      residence: { provinceCode: '19', commune: 'Xã Mẫu' },
      occupation: { occupation: 'Không có nghề nghiệp', occupationCode: '00000' },
      ethnicity: '02',
      nationality: '000',
      guardian: { name: 'Lò Thị Mẹ' },
      birthTime: '07:05',
    });
    const wrong = { nationality: '12', birthTime: 'sáng' };
    expect(edits(wrong)).toEqual({});
    expect(unreadable({ ...formOf(patient), ...wrong }, now)).toEqual(['nationality', 'birthTime']);
  });

  it('a new paper stands beside the old one; one that ended stays, with the day', () => {
    const withPaper = edited(
      patient,
      { 'identifiers/k': { system: 'cmnd', value: '012345678' } },
      '00000000000000d3.1',
    );
    const typed = { ...formOf(withPaper), newCard: '001 158 000 011', ended: ['k'] };
    const changed = patientEdits(withPaper, typed, now, () => 'new');
    expect(changed).toEqual({
      'identifiers/new': { system: 'cccd', value: '001158000011' },
      'identifiers/k': { system: 'cmnd', value: '012345678', endedOn: '2026-11-23' },
    });
    const saved = edited(withPaper, changed, '00000000000000d3.2');
    expect(Object.keys(saved.identifiers ?? {}).sort()).toEqual(['k', 'new']);
    expect(kinds.patient.schema.safeParse(saved).success).toBe(true);
    expect(unreadable({ ...formOf(patient), newCard: '1', newInsurance: 'GD9' }, now)).toEqual([
      'card',
      'insurance',
    ]);
  });

  it('a card that is scanned brings number, day of issue, validity, facility and five years', () => {
    let key = 0;
    const next = () => `k${(key += 1)}`;
    const hex = Buffer.from('Lò Thị Mẫu').toString('hex');
    const insurance = `0123456789|${hex}|12/06/1958|2|-|20 - 001|01/01/2026|31/12/2026|02/01/2026|1|-|4| 01/06/2021|$`;
    const citizen = '001158000011|012345678|Lò Thị Mẫu|12061958|Nữ|Bản Mẫu, Xã Mẫu|15042021';
    const scan = (line: string, form = formOf(patient)) => ({
      ...form,
      ...papersAfterScan(line, form, now),
    });
    const form = scan(insurance, scan(citizen));
    expect(unreadable(form, now)).toEqual([]);
    const changed = patientEdits(patient, form, now, next);
    expect(Object.values(changed)).toEqual([
      { system: 'cccd', value: '001158000011', issuedOn: '2021-04-15' },
      { system: 'cmnd', value: '012345678', endedOn: '2021-04-15' },
      { system: 'bhyt', value: '0123456789' },
      {
        number: '0123456789',
        facility: '20001',
        validFrom: '2026-01-01',
        validUntil: '2026-12-31',
        fiveYearsOn: '2021-06-01',
        state: 'unverified',
        evidence: 'scannedCard',
        because: 'notAsked',
        at: now,
      },
    ]);
    const saved = edited(patient, changed, '00000000000000d5.1');
    expect(kinds.patient.schema.safeParse(saved).success).toBe(true);
    // The same card again says nothing new; a renewed one is another coverage of the same number.
    const again = (line: string) => patientEdits(saved, scan(line, formOf(saved)), now, next);
    expect(again(insurance)).toEqual({});
    expect(Object.values(again(insurance.replaceAll('2026', '2027')))).toMatchObject([
      { number: '0123456789', validFrom: '2027-01-01', evidence: 'scannedCard' },
    ]);
    // A number typed over the scanned one has nothing of the scan.
    const typedOver = { ...form, newInsurance: '9876543210' };
    expect(Object.values(patientEdits(patient, typedOver, now, next)).at(-1)).toEqual({
      number: '9876543210',
      state: 'unverified',
      evidence: 'typedNumber',
      because: 'notAsked',
      at: now,
    });
    // The portal's answer, as the clerk typed it.
    const covered = Object.keys(saved.coverage!)[0]!;
    const replies = { [covered]: { result: '000', time: '13:40', code: 'gd4200123456789' } };
    const answered = { ...formOf(saved), outcomes: { [covered]: 'verified' as const }, replies };
    const verified = patientEdits(saved, answered, now, next);
    expect(verified[`coverage/${covered}`]).toMatchObject({
      state: 'verified',
      fiveYearsOn: '2021-06-01',
      code: 'GD4200123456789',
      reply: { result: '000', at: '2026-11-23T13:40:00.000+07:00' },
    });
    expect(
      kinds.patient.schema.safeParse(edited(saved, verified, '00000000000000d5.2')).success,
    ).toBe(true);
    const wrong = { ...answered, replies: { [covered]: { result: '0', time: '', code: '' } } };
    expect(unreadable(wrong, now)).toEqual(['reply']);
  });

  it('somebody else’s card at these papers changes nothing until it is answered', () => {
    const other = '001190000001||Lê Thị Khác|05091990|Nữ|Thôn 1, Xã Mẫu|15042021';
    const before = formOf(patient);
    const asked = { ...before, ...papersAfterScan(other, before, now) };
    expect(asked).toEqual({ ...before, askedCard: other });
    expect(unreadable(asked, now)).toEqual(['cardAnswer']);
    expect({ ...asked, ...papersAfterAnswer('leave', asked, now) }).toEqual(before);
    expect(papersAfterAnswer('same', asked, now)).toMatchObject({ newCard: '001190000001' });
  });

  it('an insurance card is unverified until it was looked up, and says what that rests on', () => {
    let key = 0;
    const next = () => `k${(key += 1)}`;
    const first = patientEdits(
      patient,
      { ...formOf(patient), newInsurance: 'GD4010123456789' },
      now,
      next,
    );
    expect(first['coverage/k2']).toMatchObject({ state: 'unverified', evidence: 'typedNumber' });
    const shown = edited(patient, first, '00000000000000d4.1');
    const answered = (outcome: (typeof lookupOutcomes)[number]) =>
      patientEdits(shown, { ...formOf(shown), outcomes: { k2: outcome } }, now, next)[
        'coverage/k2'
      ];
    expect(answered('verified')).toEqual({
      number: 'GD4010123456789',
      state: 'verified',
      evidence: 'portal',
      at: now,
    });
    expect(answered('refused')).toMatchObject({ state: 'refused', evidence: 'portal' });
    for (const because of ['portalFailed', 'offline'] as const) {
      expect(answered(because)).toMatchObject({ state: 'unverified', because });
    }
  });

  it('is listed until it is there, and what one of two joined records has isn’t asked', () => {
    const open = { class: 'inpatient', reason: 'Sốt' } as const;
    const missing = (...identities: FieldsOf<'patient'>[]) =>
      missingOf(identities, { encounter: open, hasAllergies: false }, now);
    const { causality, ...fields } = patient;
    expect(missing(fields)).toEqual([
      'card',
      'insurance',
      'address',
      'residence',
      'occupation',
      'ethnicity',
      'nationality',
      'bed',
      'allergy',
    ]);
    const joined = {
      ...fields,
      address: 'Thôn Mẫu',
      ethnicity: '02',
      allergyStatement: 'noneKnown' as const,
    };
    expect(missing(fields, joined)).toEqual([
      'card',
      'insurance',
      'residence',
      'occupation',
      'nationality',
      'bed',
    ]);
    const unknown: FieldsOf<'patient'> = {
      recordNumber: 'N1-000009',
      sex: 'unknown',
      allergyStatement: 'notAsked',
    };
    expect(missing(unknown).slice(0, 3)).toEqual(['name', 'birthDay', 'sex']);
    const newborn = { ...fields, birthDate: '2026-11-20' };
    expect(missing(newborn)).toEqual(expect.arrayContaining(['birthTime', 'guardian']));
    expect(missing({ ...newborn, birthTime: '07:05' })).not.toContain('birthTime');
    const shown = {
      k: { number: '0123456789', state: 'unverified', evidence: 'scannedCard', at: now },
    } as const;
    expect(missing({ ...fields, coverage: shown })).toContain('coverageLookup');
    expect(missing({ ...fields, coverage: shown })).not.toContain('insurance');
    const ended = { k: { system: 'cccd', value: '001158000011', endedOn: '2026-01-01' } } as const;
    expect(missing({ ...fields, identifiers: ended })).toContain('card');
  });
});
