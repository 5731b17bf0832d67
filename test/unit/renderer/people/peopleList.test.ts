import { describe, expect, test } from 'vitest';
import { filterPeople, sortPeople, toDo } from '../../../../renderer/features/people/peopleList.ts';
import type { PeopleFilter, SortedBy } from '../../../../renderer/features/people/peopleList.ts';
import { statesOf } from '../../../../shared/people/account.ts';
import type { Account } from '../../../../shared/people/account.ts';

const nowMs = Date.parse('2026-11-24T08:00:00.000+07:00');
const account = (displayName: string, more: Partial<Account> = {}): Account => ({
  key: displayName.toLowerCase().replace(/[^a-z]+/g, '-'),
  displayName,
  role: 'nurse',
  wards: [],
  validFrom: '2025-01-01T00:00:00.000+07:00',
  validUntil: '2029-01-01T00:00:00.000+07:00',
  standing: 'inForce',
  ownPassword: true,
  certificates: 1,
  ...more,
});
const people = [
  account('BS. Lê Minh Khôi', { role: 'doctor', practiceNumber: '004021/PN-GPHN' }),
  account('ĐD. Lò Thị Hương', { wards: ['NOI'] }),
  account('ĐD. Đặng Thị Ơn', { wards: ['NHI'], ownPassword: false }),
  account('CN. Bàn Văn Ân', {
    role: 'registrar',
    validUntil: '2026-12-20T00:00:00.000+07:00',
    ownPassword: false,
  }),
  account('DS. Vừ A Chứ', {
    role: 'pharmacist',
    wards: ['NOI', 'NHI'],
    standing: 'ended',
    validUntil: '2026-11-01T00:00:00.000+07:00',
  }),
  account('ĐD. Nông Thị Mẩy', {
    standing: 'revoked',
    revoked: { at: '2026-10-01T00:00:00.000+07:00', because: 'Nghỉ việc' },
    validUntil: '2026-11-01T00:00:00.000+07:00',
  }),
];
const wardNames: Readonly<Record<string, string>> = { NOI: 'Khoa Nội', NHI: 'Khoa Nhi' };
const roleNames: Readonly<Record<string, string>> = { doctor: 'Bác sĩ', nurse: 'Điều dưỡng' };
const wordsOf = ({ role, wards }: Account) => [
  roleNames[role] ?? role,
  ...wards.map((ward) => wardNames[ward]!),
];
const given = (list: readonly Account[]) =>
  list.map(({ displayName }) => displayName.split(' ').at(-1));
const found = (filter: Partial<PeopleFilter>) =>
  given(filterPeople(people, { text: '', ...filter }, wordsOf, nowMs));

describe('the list of accounts', () => {
  test.each([
    ['huong', ['Hương']],
    ['  LE khoi ', ['Khôi']],
    ['dang', ['Ơn']],
    ['nhi', ['Ơn', 'Chứ']],
    ['huong noi', ['Hương']],
    ['huong nhi', []],
    ['004021', ['Khôi']],
    ['dieu duong', ['Hương', 'Ơn', 'Mẩy']],
    ['uong', []],
    ['', ['Khôi', 'Hương', 'Ơn', 'Ân', 'Chứ', 'Mẩy']],
  ])('finds %j without tones, by the beginnings of words', (text, names) => {
    expect(found({ text })).toEqual(names);
  });

  test('a ward has those of all wards too', () => {
    expect(found({ ward: 'NOI' })).toEqual(['Khôi', 'Hương', 'Ân', 'Chứ', 'Mẩy']);
    expect(found({ ward: 'NOI', role: 'nurse' })).toEqual(['Hương', 'Mẩy']);
  });

  test('every state finds everybody who is in it, also beside another', () => {
    expect(found({ state: 'expiring' })).toEqual(['Ân']);
    expect(found({ state: 'neverSignedIn' })).toEqual(['Ơn', 'Ân']);
    expect(found({ state: 'expired' })).toEqual(['Chứ']);
    expect(found({ state: 'revoked' })).toEqual(['Mẩy']);
    expect(found({ state: 'valid' })).toEqual(['Khôi', 'Hương']);
    expect(toDo(people, nowMs)).toEqual({ expired: 1, expiring: 1, neverSignedIn: 2 });
  });

  test('who was revoked is nothing else, however their certificate ends', () => {
    expect(statesOf(people[5]!, nowMs)).toEqual(['revoked']);
    expect(statesOf(people[3]!, nowMs)).toEqual(['neverSignedIn', 'expiring']);
  });

  test.each([
    ['name', false, ['Ân', 'Chứ', 'Hương', 'Khôi', 'Mẩy', 'Ơn']],
    ['name', true, ['Ơn', 'Mẩy', 'Khôi', 'Hương', 'Chứ', 'Ân']],
    ['until', false, ['Chứ', 'Mẩy', 'Ân', 'Hương', 'Khôi', 'Ơn']],
    ['state', false, ['Chứ', 'Ân', 'Ơn', 'Hương', 'Khôi', 'Mẩy']],
  ] as const)('is sorted by %s, within equals by given name', (by, descending, names) => {
    const order = { by: by as SortedBy, descending };
    expect(given(sortPeople(people, order, wordsOf, nowMs))).toEqual(names);
  });
});
