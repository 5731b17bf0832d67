import { describe, expect, it } from 'vitest';
import {
  personalNumberDoubts,
  readPersonalNumber,
} from '../../../../shared/identity/personalNumber.ts';

describe('a personal number', () => {
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
