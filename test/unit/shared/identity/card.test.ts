import { describe, expect, it } from 'vitest';
import { parseCardPayload } from '../../../../shared/identity/cardPayload.ts';
import {
  personalNumberDoubts,
  readPersonalNumber,
} from '../../../../shared/identity/citizenCard.ts';

// Invented: no such card exists.
const line =
  '001090000001|012345678|Nguyễn Văn Mẫu|05091990|Nam|Thôn 1, Xã Mẫu, Huyện Mẫu, Hà Nội|15042021';

describe('a citizen card', () => {
  it('is read in its layouts of 7 and of 11 fields', () => {
    const read = parseCardPayload(line);
    expect(read).toEqual({
      personalNumber: '001090000001',
      oldNumber: '012345678',
      name: 'Nguyễn Văn Mẫu',
      birthDate: '1990-09-05',
      sex: 'male',
      address: 'Thôn 1, Xã Mẫu, Huyện Mẫu, Hà Nội',
      issuedOn: '2021-04-15',
    });
    expect(parseCardPayload(`${line}||||`)).toEqual(read);
  });
  it('is read as scanners and apps give it', () => {
    const rough = `\ufeffCCCD: ${line.normalize('NFD').replace('05091990', '05/09/1990').replace('Nam', 'NAM')}\u0000\r\n`;
    expect(parseCardPayload(rough)).toEqual(parseCardPayload(line));
    expect(parseCardPayload('001090000001||Lê Thị Mẫu|1990')).toEqual({
      personalNumber: '001090000001',
      name: 'Lê Thị Mẫu',
      birthDate: '1990',
    });
  });
  it('leaves out a date that does not exist, and refuses what is no card', () => {
    expect(parseCardPayload(line.replace('05091990', '31021990'))).not.toHaveProperty('birthDate');
    expect(parseCardPayload('Nguyễn Văn Mẫu')).toBeUndefined();
    expect(parseCardPayload('00109000000|x|Tên')).toBeUndefined();
    expect(parseCardPayload('')).toBeUndefined();
  });
  it('tells sex and year of birth by its number, and warns without blocking', () => {
    expect(readPersonalNumber('020155000345')).toEqual({
      provinceCode: '020',
      sex: 'female',
      birthYear: 1955,
    });
    expect(readPersonalNumber('001205000001')?.birthYear).toBe(2005);
    expect(personalNumberDoubts('020155000345', { sex: 'female', birthDate: '1955-01' })).toEqual(
      [],
    );
    expect(personalNumberDoubts('020155000345', { sex: 'male', birthDate: '1956' })).toEqual([
      'otherSex',
      'otherBirthYear',
    ]);
    expect(personalNumberDoubts('0201', {})).toEqual(['notTwelveDigits']);
    expect(personalNumberDoubts('', {})).toEqual([]);
  });
});
