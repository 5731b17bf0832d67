import { describe, expect, it } from 'vitest';
import {
  checkedRecordNumber,
  readRecordNumber,
} from '../../../../../shared/identity/recordNumber.ts';
import { findPatients } from '../../../../../shared/identity/search/findPatients.ts';
import { openPatientIndex } from '../../../../../shared/identity/search/patientIndex.ts';
import { readQuery } from '../../../../../shared/identity/search/patientQuery.ts';
import type { SearchablePatient } from '../../../../../shared/identity/search/searchable.ts';

const nowMs = Date.parse('2026-11-23T07:00:00.000Z');
const dayMs = 86_400_000;
const index = openPatientIndex();
const byId = new Map<string, string>();

function patient(fields: Partial<SearchablePatient> & { recordNumber: string }): void {
  const patientId = `018f0000-0000-7000-8000-${String(byId.size).padStart(12, '0')}`;
  byId.set(patientId, fields.name ?? fields.recordNumber);
  index.put({ patientId, name: undefined, birthDate: undefined, numbers: [], ...fields });
}
patient({ recordNumber: 'HS-000101', name: 'Nguyễn Thị Hoà', birthDate: '1957-03-14' });
patient({ recordNumber: 'HS-000102', name: 'Nguyễn Thị Hoa', birthDate: '1956' });
patient({ recordNumber: 'HS-000103', name: 'Đặng Văn Độ', birthDate: '1990-09-05' });
patient({
  recordNumber: 'N1-000007',
  name: 'Lò Văn Pành',
  numbers: ['020155000345', 'GD4190123459999', '0199123456'],
});
patient({ recordNumber: 'HS-000104' });
patient({ recordNumber: 'N2-000001', name: 'Somebody with a passport', numbers: ['C1234567'] });
patient({
  recordNumber: 'N1-000006',
  name: 'Không rõ',
  numbers: ['VD-01234-20261123-N1-000006', '0281234567'],
});
patient({ recordNumber: 'HS-000105', name: "H'Hen Niê", birthDate: '2001-01-02' });

function names(query: string, ward?: string): readonly (string | undefined)[] {
  const found = findPatients(index, readQuery(query, '2026-11-23'), { ward, nowMs }, 10);
  return found.patientIds.map((id) => byId.get(id));
}

describe('finding a patient', () => {
  it('leaves out tones and đ, in any order of the parts', () => {
    expect(names('hoa nguyen')).toEqual(['Nguyễn Thị Hoà', 'Nguyễn Thị Hoa']);
    expect(names('do dang')).toEqual(['Đặng Văn Độ']);
    expect(names('ÐẶNG')).toEqual(['Đặng Văn Độ']);
    expect(names("h'hen")).toEqual(["H'Hen Niê"]);
  });
  it('puts the name first that has the tones as they were typed, wherever the mark stands', () => {
    expect(names('Nguyễn Thị Hoa')[0]).toBe('Nguyễn Thị Hoa');
    for (const typed of ['thị hoà', 'thị hòa', 'thị hoà'.normalize('NFD')]) {
      expect(names(typed)[0], typed).toBe('Nguyễn Thị Hoà');
    }
  });
  it('takes initials', () => {
    expect(names('dvd')).toEqual(['Đặng Văn Độ']);
    expect(names('lvp')).toEqual(['Lò Văn Pành']);
    expect(names('nt 1956')).toEqual(['Nguyễn Thị Hoa']);
  });
  it('takes a year, a birth date in any form, and the end of any number', () => {
    expect(names('hoa 1956')).toEqual(['Nguyễn Thị Hoa']);
    for (const date of ['5/9/1990', '05.09.1990', '05091990', '1990-09-05', '9/1990', '5/9']) {
      expect(names(date), date).toEqual(['Đặng Văn Độ']);
    }
    expect(names('345')).toEqual(['Lò Văn Pành']);
    expect(names('3456')).toEqual(['Lò Văn Pành']);
    expect(names('0199 123 456')).toEqual(['Lò Văn Pành']);
    expect(names('+84199123456')).toEqual(['Lò Văn Pành']);
    expect(names('0123459999')).toEqual(['Lò Văn Pành']);
    expect(names('000104')).toEqual(['HS-000104']);
  });
  it('finds who is known by the year alone by any day of it, after those who fit wholly', () => {
    expect(names('hoa 1/2/1956')).toEqual(['Nguyễn Thị Hoa']);
  });
  it('takes a record number as it is stored, shortened, or scanned with its check character', () => {
    for (const typed of ['N1-000007', 'n1-7', 'N1-000007-1']) {
      expect(names(typed), typed).toEqual(['Lò Văn Pành']);
    }
  });
  it('takes a record number however its parts stand together', () => {
    for (const typed of [
      'N1 000007',
      'n1000007',
      'n1 7',
      'N1 000007 H',
      'N1000007H',
      'n1.000007',
    ]) {
      expect(names(typed), typed).toEqual(['Lò Văn Pành']);
    }
  });
  it('says where the check character of a record number doesn’t fit, and reads 0 and 1 as O and I', () => {
    const misfits = (typed: string) =>
      findPatients(index, readQuery(typed, '2026-11-23'), { ward: undefined, nowMs }, 10)
        .checkMisfits;
    for (const typed of ['N1-000007-X', 'N1 000007 X', 'n1000007x']) {
      expect(names(typed), typed).toEqual(['Lò Văn Pành']);
      expect(misfits(typed), typed).toBe(true);
    }
    for (const typed of ['N1-000007-1', 'N1-000007', 'n1000007', 'hoa']) {
      expect(misfits(typed), typed).toBe(false);
    }
    const letter = (wanted: string) =>
      Array.from({ length: 200 }, (_unused, at) => checkedRecordNumber(`HS-${100 + at}`)).find(
        (each) => each.endsWith(`-${wanted}`),
      )!;
    expect(readRecordNumber(letter('O').replace(/O$/, '0'))?.checked).toBe(true);
    expect(readRecordNumber(letter('I').replace(/I$/, '1'))?.checked).toBe(true);
    expect(readRecordNumber(letter('O').replace(/O$/, '1'))?.checked).toBe(false);
  });
  it('takes an insurance card, a passport and a temporary code with their letters', () => {
    for (const typed of ['GD4190123459999', 'gd4 19 0123459999', 'GD 4 19 01234 59999']) {
      expect(names(typed), typed).toEqual(['Lò Văn Pành']);
    }
    expect(names('C1234567')).toEqual(['Somebody with a passport']);
    expect(names('VD-01234-20261123-N1-000006')).toEqual(['Không rõ']);
    expect(names('HN3010123459999'), 'the card of another group').toEqual(['Lò Văn Pành']);
    expect(names('C7654321')).toEqual([]);
  });
  it('takes a scanned card: by its number, else by name and birth date', () => {
    const card = '020155000345||Lò Văn Khác|01011955|Nam|Xã Mẫu|01012022';
    expect(names(card)).toEqual(['Lò Văn Pành']);
    const unknown = '020190000346||Đặng Văn Độ|05091990|Nam|Xã Mẫu|01012022';
    expect(names(unknown)).toEqual(['Đặng Văn Độ']);
    expect(names('020190000346||Đặng Văn Độ|06091990|Nam|Xã Mẫu|01012022')).toEqual([]);
    expect(names('|||')).toEqual([]);
  });
  it('takes raw Telex where nothing else fits', () => {
    expect(names('ddawngj vawn')).toEqual(['Đặng Văn Độ']);
    expect(names('nguyeenx thij hoaf')).toHaveLength(2);
  });
  it('waits for the third digit beside a name, and finds nobody by one alone', () => {
    expect(names('hoa 1')).toHaveLength(2);
    expect(names('7')).toEqual([]);
  });
  it('uses each part of a name once', () => {
    expect(names('thi thi')).toEqual([]);
    expect(names('  ')).toEqual([]);
  });
  it('puts the own ward first, then other wards, then who was here lately', () => {
    const [hoaWithTone, hoa] = [...byId.keys()];
    index.place(hoa!, { ward: 'NOI', seenMs: nowMs - 400 * dayMs });
    index.place(hoaWithTone!, { ward: undefined, seenMs: nowMs - dayMs });
    expect(names('hoa', 'NOI')).toEqual(['Nguyễn Thị Hoa', 'Nguyễn Thị Hoà']);
    index.place(hoa!, { ward: undefined, seenMs: nowMs - 400 * dayMs });
    expect(names('hoa', 'NOI')).toEqual(['Nguyễn Thị Hoà', 'Nguyễn Thị Hoa']);
  });
  it('knows the highest number of a block', () => {
    expect(index.highestOfBlock('HS')).toBe(105);
    expect(index.highestOfBlock('N1')).toBe(7);
    expect(index.highestOfBlock('XX')).toBe(0);
  });
});
