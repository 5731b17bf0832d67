import { describe, expect, it } from 'vitest';
import { likelyPatient } from '../../../../shared/identity/likelyExisting.ts';
import { likeNames } from '../../../../shared/identity/likeNames.ts';
import { keepMatches } from '../../../../shared/identity/matching/keepMatches.ts';
import type { SaidOfPerson } from '../../../../shared/identity/matching/traits.ts';
import { newPatientId } from '../../../../shared/records/ids.ts';
import { newRecord } from '../../../../shared/records/write.ts';

const write = {
  by: 'cn-mau',
  on: 'may-1',
  at: '2026-11-23T14:05:00.000+07:00',
  dot: '00000000000000aa.1',
};
const known = newRecord(
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
);
const matches = keepMatches({
  all: async () => [known],
  some: async () => new Map([[known.patientId, known]]),
  onChanged: () => undefined,
});
const likely = async (said: Partial<SaidOfPerson>) =>
  (await matches.likely({ phones: [], numbers: [], ...said }, 5)).map(likelyPatient);

describe('likely the same person', () => {
  it('is found by name when year and sex do not speak against it', async () => {
    const stated = { name: 'Hoang thi xuan', sex: 'female', birthDate: '1968-02-12' };
    expect(await likely(stated)).toMatchObject([
      { name: 'near', sex: 'same', birthDate: 'near', number: 'unknown' },
    ]);
    expect(await likely({ ...stated, birthDate: '1986' })).toEqual([]);
    expect(await likely({ ...stated, birthDate: undefined, sex: 'male' })).toEqual([]);
    // A rare name of the right year outweighs a sex that may have been typed wrong; it is shown.
    expect(await likely({ ...stated, sex: 'male' })).toMatchObject([{ sex: 'different' }]);
  });
  it('is found by a number whatever the name, and somebody has to say', async () => {
    const numbers = [{ system: 'cmnd', value: '080000345' }];
    expect(await likely({ name: 'Lê Thị Mẫu', numbers })).toMatchObject([
      { number: 'same', strong: true },
    ]);
  });
  it('is nobody while too little is typed', async () => {
    expect(await likely({ name: 'Hoàng', numbers: [{ system: 'cmnd', value: '0800' }] })).toEqual(
      [],
    );
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
