import { describe, expect, it } from 'vitest';
import { columnHeadings, readHeader } from '../../../../main/import/columns.ts';
import type { Column } from '../../../../main/import/columns.ts';
import { readPatientRow } from '../../../../main/import/patientRow.ts';
import { kinds } from '../../../../shared/records/kinds.ts';

const options = { today: '2026-11-23', block: 'HS' };
const header = readHeader(Object.keys(columnHeadings));
const good = { recordNumber: '1234', name: 'Nguyễn Thị Mẫu', birthDate: '05/09/1990', sex: 'Nữ' };

function read(row: Partial<Record<Column, string>>) {
  const said: Partial<Record<Column, string>> = { ...good, ...row };
  const cells = Object.keys(columnHeadings).map((column) => said[column as Column] ?? '');
  return readPatientRow(cells, header, options);
}

function fieldsOf(row: Partial<Record<Column, string>>) {
  const parsed = read(row);
  if ('bad' in parsed) throw new Error(JSON.stringify(parsed.bad));
  return parsed.fields((entry) => `key-${entry}`, '2026-11-23T08:00:00.000+07:00');
}

describe('headings', () => {
  it.each([
    ['HO_TEN', 'name'],
    ['Họ và  tên', 'name'],
    ['ho ten', 'name'],
    ['NGÀY SINH', 'birthDate'],
    ['Số CCCD', 'citizenNumber'],
    ['ma_the_bhyt', 'insuranceNumber'],
    ['Phường/xã', 'commune'],
    ['birthdate', 'birthDate'],
  ])('%s is %s', (heading, column) => {
    expect(readHeader([heading]).columns).toEqual({ [column]: 0 });
  });

  it('says what is missing, what stands there twice and what isn’t known', () => {
    const read = readHeader(['Họ tên', 'name', 'Ghi chú', 'Giới tính', '']);
    expect(read.missing).toEqual(['recordNumber', 'birthDate']);
    expect(read.twice).toEqual(['name']);
    expect(read.left).toEqual(['Ghi chú']);
  });
});

describe('a row that is taken', () => {
  it.each([
    ['recordNumber', '123', { recordNumber: 'HS-000123' }],
    ['recordNumber', '1234', { recordNumber: 'HS-001234' }],
    ['recordNumber', '00123456', { recordNumber: 'HS-00123456' }],
    ['recordNumber', 'BN 22001', { recordNumber: 'BN-22001' }],
    ['recordNumber', 'hs-000123', { recordNumber: 'HS-000123' }],
    ['name', '  H’Hen   Niê ', { name: 'H’Hen Niê' }],
    ['name', 'Đặng Thị Hòa'.normalize('NFD'), { name: 'Đặng Thị Hòa' }],
    ['name', 'Trần Văn\nDài', { name: 'Trần Văn Dài' }],
    ['birthDate', '1940', { birthDate: '1940' }],
    ['birthDate', '5/9/1990', { birthDate: '1990-09-05' }],
    ['birthDate', '1990-09-05', { birthDate: '1990-09-05' }],
    ['birthDate', '1990/9/5', { birthDate: '1990-09-05' }],
    ['birthDate', '19900905', { birthDate: '1990-09-05' }],
    ['birthDate', '199009050715', { birthDate: '1990-09-05' }],
    ['birthDate', '194000000000', { birthDate: '1940' }],
    ['birthDate', '19400000', { birthDate: '1940' }],
    ['birthDate', '05091990', { birthDate: '1990-09-05' }],
    ['birthDate', '09/1990', { birthDate: '1990-09' }],
    ['birthDate', '05/09/1990 00:00:00', { birthDate: '1990-09-05' }],
    ['birthDate', '29/02/2024', { birthDate: '2024-02-29' }],
    ['birthDate', '23/11/2026', { birthDate: '2026-11-23' }],
    ['birthDate', '2026', { birthDate: '2026' }],
    ['sex', '1', { sex: 'male' }],
    ['sex', 'NỮ', { sex: 'female' }],
    ['sex', 'Không rõ', { sex: 'unknown' }],
    [
      'citizenNumber',
      '001 190 000011',
      { identifiers: { 'key-cccd': { system: 'cccd', value: '001190000011' } } },
    ],
    [
      'oldNumber',
      '012345678',
      { identifiers: { 'key-cmnd': { system: 'cmnd', value: '012345678' } } },
    ],
    ['phone', '0912.345.678', { contacts: { 'key-phone': { phone: '0912345678' } } }],
    [
      'address',
      'Thôn 1,\nXã Mẫu, Tỉnh Hà Giang',
      { address: 'Thôn 1, Xã Mẫu, Tỉnh Hà Giang', provinceCode: '08' },
    ],
    ['province', 'TP. Hồ Chí Minh', { provinceCode: '79' }],
    ['province', '01', { provinceCode: '01' }],
    ['ethnicity', 'tày', { ethnicity: '02' }],
    ['ethnicity', '2', { ethnicity: '02' }],
    ['nationality', 'Việt Nam', { nationality: '000' }],
    ['nationality', 'VN', { nationality: '000' }],
    ['nationality', '0', { nationality: '000' }],
    ['nationality', '116', { nationality: '116' }],
    ['nationality', 'lao', { nationality: 'LA' }],
    ['nationality', 'Cambodia', { nationality: 'KH' }],
    ['nationality', 'KR', { nationality: 'KR' }],
    ['guardian', 'Lò Thị Xuân', { guardian: { name: 'Lò Thị Xuân' } }],
  ] as const)('%s %j', (column, text, fields) => {
    expect(fieldsOf({ [column]: text })).toMatchObject(fields);
  });

  it('has its insurance card as unverified, for nobody looked it up', () => {
    const fields = fieldsOf({ insuranceNumber: 'gd4 01 0123456789', insuranceFrom: '01/01/2026' });
    expect(fields.coverage?.['key-coverage']).toEqual({
      number: 'GD4010123456789',
      state: 'unverified',
      evidence: 'typedNumber',
      because: 'notAsked',
      at: '2026-11-23T08:00:00.000+07:00',
      validFrom: '2026-01-01',
    });
  });

  it.each(['0011900000111', '1190000011', '01190000011', '11900'])(
    'keeps the citizen’s number %s as it stands in the file, as the desk does',
    (citizenNumber) => {
      expect(Object.values(fieldsOf({ citizenNumber }).identifiers ?? {})).toEqual([
        { system: 'cccd', value: citizenNumber },
      ]);
    },
  );

  it('takes nine digits in the citizen’s column as the old card’s number, unless it has another', () => {
    const identifiers = (row: Partial<Record<Column, string>>) =>
      Object.values(fieldsOf(row).identifiers ?? {});
    const old = { system: 'cmnd', value: '012345678' };
    expect(identifiers({ citizenNumber: '012345678' })).toEqual([old]);
    expect(identifiers({ citizenNumber: '012345678', oldNumber: '012345678' })).toEqual([old]);
    expect(identifiers({ citizenNumber: '112345678', oldNumber: '012345678' })).toEqual([
      { system: 'cccd', value: '112345678' },
      old,
    ]);
  });

  it('is a record that its own schema takes', () => {
    const fields = fieldsOf({ address: 'Thôn 1, Xã Mẫu, Tỉnh Hà Giang', phone: '0912345678' });
    const schema = kinds.patient.schema.pick({
      name: true,
      birthDate: true,
      contacts: true,
      provinceCode: true,
    });
    expect(schema.strip().safeParse(fields).success).toBe(true);
  });

  it.each([
    [{ citizenNumber: '001090000011' }, ['numberOfOtherSex']],
    [{ citizenNumber: '001191000011' }, ['numberOfOtherYear']],
    [{ citizenNumber: '0011 9000 0001 1' }, ['numberNotTwelve']],
    [{ citizenNumber: '1190000011' }, ['numberNotTwelve']],
    [{ citizenNumber: '012345678' }, ['numberOfOldCard']],
    [{ citizenNumber: '112345678', oldNumber: '012345678' }, ['numberNotTwelve']],
    [{ province: 'Atlantis' }, ['provinceUnknown']],
    [{ ethnicity: '77' }, ['ethnicityUnknown']],
    [{ nationality: 'Atlantis' }, ['nationalityUnknown']],
    [{ nationality: '1234' }, ['nationalityUnknown']],
    [{ citizenNumber: '001190000011' }, []],
  ])('%j is taken, and said', (row, remarks) => {
    const parsed = read(row);
    expect('bad' in parsed ? parsed.bad : parsed.remarks.map(({ remark }) => remark)).toEqual(
      remarks,
    );
  });
});

describe('a row that isn’t taken', () => {
  it.each([
    ['recordNumber', '', 'missing'],
    ['recordNumber', '123456789', 'unreadable'],
    ['recordNumber', 'HS-000123-0', 'unreadable'],
    ['name', '', 'missing'],
    ['name', '123', 'unreadable'],
    ['name', 'Nguyễn 😀 An', 'emoji'],
    ['name', 'Nguyễn\u0007An', 'controlCharacter'],
    ['name', 'Nguyễn\u202eAn', 'controlCharacter'],
    ['name', 'Nguyễn\u200bAn', 'controlCharacter'],
    ['name', 'Nguy\ufffdn An', 'brokenText'],
    ['name', 'NguyÔn V¨n An', 'fontLetters'],
    ['name', 'A'.repeat(121), 'tooLong'],
    ['birthDate', '', 'missing'],
    ['birthDate', '31/02/1990', 'noSuchDate'],
    ['birthDate', '29/02/2023', 'noSuchDate'],
    ['birthDate', '09/13/1990', 'noSuchDate'],
    ['birthDate', '00/00/0000', 'noSuchDate'],
    ['birthDate', '05/09/90', 'noSuchDate'],
    ['birthDate', '33121', 'spreadsheetNumber'],
    ['birthDate', 'hôm qua', 'unreadable'],
    ['birthDate', '24/11/2026', 'inFuture'],
    ['birthDate', '2027', 'inFuture'],
    ['birthDate', '1899', 'tooLongAgo'],
    ['sex', '', 'missing'],
    ['sex', 'x', 'unreadable'],
    ['oldNumber', '0123456789', 'tooManyDigits'],
    ['citizenNumber', '0000', 'tooFewDigits'],
    ['citizenNumber', '1'.repeat(41), 'tooManyDigits'],
    ['oldNumber', '12345678', 'tooFewDigits'],
    ['citizenNumber', '1.09900E+09', 'spreadsheetNumber'],
    ['citizenNumber', '00109900000A', 'unreadable'],
    ['insuranceNumber', 'GD601012345678', 'unreadable'],
    ['insuranceNumber', '12345678901', 'tooManyDigits'],
    ['phone', '12', 'unreadable'],
    ['phone', '8.4912E+10', 'spreadsheetNumber'],
    ['address', 'x'.repeat(241), 'tooLong'],
  ])('%s %j: %s', (column, text, fault) => {
    const parsed = read({ [column]: text });
    expect('bad' in parsed && parsed.bad).toEqual([{ column, fault }]);
  });

  it('names everything that is wrong with it at once', () => {
    const parsed = read({ birthDate: '31/02/1990', sex: '', phone: 'x' });
    expect('bad' in parsed && parsed.bad.map(({ column }) => column)).toEqual([
      'birthDate',
      'sex',
      'phone',
    ]);
  });

  it('has other cells than the header', () => {
    const short = readPatientRow(['1', 'An'], header, options);
    expect('bad' in short && short.bad).toEqual([{ column: undefined, fault: 'cellCount' }]);
    const four = readHeader(['recordNumber', 'name', 'birthDate', 'sex']);
    expect('bad' in readPatientRow(['1', 'An', '1990', 'Nam', '', ''], four, options)).toBe(false);
    expect('bad' in readPatientRow(['1', 'An', '1990', 'Nam', 'x'], four, options)).toBe(true);
  });

  it('has a card that ends before it begins', () => {
    const parsed = read({ insuranceFrom: '01/01/2026', insuranceUntil: '01/01/2025' });
    expect('bad' in parsed && parsed.bad).toEqual([
      { column: 'insuranceUntil', fault: 'endsBeforeItBegins' },
    ]);
  });
});
