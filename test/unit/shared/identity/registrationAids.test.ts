import { describe, expect, it } from 'vitest';
import { likelyExisting } from '../../../../shared/identity/likelyExisting.ts';
import { likeNames } from '../../../../shared/identity/likeNames.ts';
import { indexPatient } from '../../../../shared/identity/patientSearch.ts';
import { newPatientId } from '../../../../shared/records/ids.ts';
import { newRecord } from '../../../../shared/records/write.ts';

const write = {
  by: 'cn-mau',
  on: 'may-1',
  at: '2026-11-23T14:05:00.000+07:00',
  dot: '00000000000000aa.1',
};
const known = indexPatient(
  newRecord(
    'patient',
    newPatientId(),
    {
      recordNumber: 'HS-003117',
      name: 'Hoàng Thị Xuân',
      birthDate: '1968',
      sex: 'female',
      identifiers: { a: { system: 'cmnd', value: '080000345' } },
      allergyStatement: 'notAsked',
    },
    write,
  ),
);

describe('likely the same person', () => {
  it('is found by name when year and sex do not speak against it', () => {
    const stated = {
      name: 'Hoang thi xuan',
      sex: 'female',
      birthDate: '1968-02-12',
      cards: [],
      phones: [],
    };
    expect(likelyExisting([known], stated, 5)).toMatchObject([
      { name: 'near', sex: 'same', birthDate: 'near', number: 'unknown' },
    ]);
    expect(likelyExisting([known], { ...stated, birthDate: '1986' }, 5)).toEqual([]);
    expect(likelyExisting([known], { ...stated, sex: 'male' }, 5)).toEqual([]);
  });
  it('is found by a number whatever the name', () => {
    const found = likelyExisting(
      [known],
      { name: 'Lê Thị Mẫu', cards: ['080000345'], phones: [] },
      5,
    );
    expect(found).toMatchObject([{ name: 'different', number: 'same' }]);
  });
  it('is nobody while too little is typed', () => {
    expect(likelyExisting([known], { name: 'Hoàng', cards: ['0800'], phones: [] }, 5)).toEqual([]);
  });
});

describe('like names in a ward', () => {
  it('are those that differ by tones alone, with the syllable that differs', () => {
    const like = likeNames([
      { key: '08', name: 'Nguyễn Thị Hoà' },
      { key: '27', name: 'Nguyễn Thị Hoa' },
      { key: '09', name: 'Đặng Thị Bưởi' },
      { key: '10', name: undefined },
    ]);
    expect(like.get('08')).toEqual([{ other: '27', differing: [2] }]);
    expect([...like.keys()]).toEqual(['08', '27']);
  });
});
