import { describe, expect, it } from 'vitest';
import { indexPatient, searchPatients } from '../../../../shared/identity/patientSearch.ts';
import { newRecord } from '../../../../shared/records/write.ts';
import type { FieldsOf } from '../../../../shared/records/kinds.ts';
import { newPatientId } from '../../../../shared/records/ids.ts';

function patient(fields: Partial<FieldsOf<'patient'>>) {
  return indexPatient(
    newRecord(
      'patient',
      newPatientId(),
      { recordNumber: 'HS-000001', sex: 'female', allergyStatement: 'notAsked', ...fields },
      {
        by: 'bs-mau',
        on: 'may-1',
        at: '2026-11-23T14:05:00.000+07:00',
        dot: '00000000000000aa.1',
      },
    ),
  );
}

const index = [
  patient({ recordNumber: 'HS-000101', name: 'Nguyễn Thị Hoà', birthDate: '1957-03-14' }),
  patient({ recordNumber: 'HS-000102', name: 'Nguyễn Thị Hoa', birthDate: '1956' }),
  patient({ recordNumber: 'HS-000103', name: 'Đặng Văn Độ', birthDate: '1990-09-05' }),
  patient({
    recordNumber: 'N1-000007',
    name: 'Lò Văn Pành',
    identifiers: { a: { system: 'cccd', value: '020155000345' } },
    contacts: { b: { phone: '0199123456' } },
  }),
  patient({ recordNumber: 'HS-000104' }),
];

const names = (query: string) =>
  searchPatients(index, query, 10).patients.map(({ name, recordNumber }) => name ?? recordNumber);

describe('finding a patient', () => {
  it('leaves out tones and đ, in any order of the parts', () => {
    expect(names('hoa nguyen')).toEqual(['Nguyễn Thị Hoà', 'Nguyễn Thị Hoa']);
    expect(names('do dang')).toEqual(['Đặng Văn Độ']);
    expect(names('ÐẶNG')).toEqual(['Đặng Văn Độ']);
  });
  it('puts the name first that has the tones as they were typed, composed or not', () => {
    expect(names('Nguyễn Thị Hoa')[0]).toBe('Nguyễn Thị Hoa');
    expect(names('thị hoà'.normalize('NFD'))[0]).toBe('Nguyễn Thị Hoà');
  });
  it('takes a year of birth, a birth date, and the end of any number', () => {
    expect(names('hoa 1956')).toEqual(['Nguyễn Thị Hoa']);
    expect(names('5/9/1990')).toEqual(['Đặng Văn Độ']);
    expect(names('345')).toEqual(['Lò Văn Pành']);
    expect(names('3456')).toEqual(['Lò Văn Pành']);
    expect(names('n1-000007')).toEqual(['Lò Văn Pành']);
    expect(names('000104')).toEqual(['HS-000104']);
  });
  it('takes raw Telex where nothing else fits', () => {
    expect(names('ddawngj vawn')).toEqual(['Đặng Văn Độ']);
    expect(names('nguyeenx thij hoaf')).toHaveLength(2);
  });
  it('uses each part of a name once, and says how many there are', () => {
    expect(names('thi thi')).toEqual([]);
    expect(searchPatients(index, 'nguyen', 1)).toMatchObject({ total: 2 });
    expect(searchPatients(index, '  ', 10).total).toBe(0);
  });
});
