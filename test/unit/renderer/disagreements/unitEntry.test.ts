import { expect, test } from 'vitest';
import { policies } from '../../../../shared/clinical/policies.ts';
import { kindDefinition } from '../../../../shared/records/kinds.ts';
import {
  entryFor,
  isSide,
  readEntry,
} from '../../../../renderer/features/disagreements/unitEntry.ts';
import type { Side } from '../../../../shared/merge/join.ts';
import { sidesIn } from '../../../../renderer/features/chart/sides.ts';
import { disputedBy } from '../../../support/builders/disputed.ts';
import { aPatient } from '../../../support/builders/records.ts';
import { editedRecord } from '../../../../shared/records/write.ts';
import { someWrite } from '../../../support/builders/records.ts';

const today = '2026-11-23';
const side = (value: unknown): Side => ({
  dot: '00000000000000aa.1',
  value,
  write: { by: 'a', at: '2026-11-23T14:05:00.000+07:00', on: 'noi-1' },
});

test('a third value has the right entry, and none where only the sides can be right', () => {
  const kindOf = (unit: string, ...sides: unknown[]) => entryFor(unit, sides.map(side))?.kind;
  expect(kindOf('name')).toBe('line');
  expect(kindOf('birthDate')).toBe('birthDate');
  expect(kindOf('course')).toBe('prose');
  expect(kindOf('location')).toBe('location');
  expect(kindOf('recordNumber')).toBeUndefined();
  expect(kindOf('ending')).toBeUndefined();
  expect(kindOf('status')).toBeUndefined();
  expect(entryFor('severity', [side('mild'), side('severe')])).toEqual({
    kind: 'choice',
    values: ['moderate'],
  });
  expect(kindOf('codeStatus', 'full', 'dnr')).toBeUndefined();
});

test('an identifier of two different cards is never written as a third', () => {
  const card = (system: string) => ({ system, value: '001090000001' });
  const sides = (...systems: string[]) => systems.map((system) => side(card(system)));
  expect(entryFor('identifiers/a', sides('cccd', 'bhyt'))).toBeUndefined();
  expect(entryFor('identifiers/a', sides('cccd', 'cccd'))?.kind).toBe('line');
});

test('what was typed becomes the unit’s value, or nothing while it can’t be read', () => {
  const read = (unit: string, typed: Record<string, string>, sides: Side[] = []) =>
    readEntry(unit, entryFor(unit, sides)!, typed, sides, today);
  expect(read('name', { value: '  Lò  Văn Páo ' })).toBe('Lò Văn Páo');
  expect(read('name', { value: ' ' })).toBeUndefined();
  expect(read('birthDate', { value: '12/6/1958' })).toEqual({ birthDate: '1958-06-12' });
  expect(read('birthDate', { value: 'hôm nào' })).toBeUndefined();
  expect(read('substance', { value: 'Amoxicilin' })).toEqual({ substance: 'Amoxicilin' });
  expect(read('contacts/a', { value: '0912 345 678' })).toEqual({ phone: '0912345678' });
  expect(read('location', { ward: 'NOI', room: '202', bed: '' })).toEqual({
    ward: 'NOI',
    room: '202',
  });
  expect(read('startedAt', { value: '23/11/2026', time: '9:05' })).toMatch(/^2026-11-23T09:05:00/);
  expect(read('startedAt', { value: '11/2026', time: '9:05' })).toBeUndefined();
  const diagnosis = { value: 'Viêm phổi', code: 'j18.9', rank: 'main', clinicalStatus: 'active' };
  expect(read('diagnosis', diagnosis)).toEqual({
    rank: 'main',
    text: 'Viêm phổi',
    code: 'J18.9',
    clinicalStatus: 'active',
  });
  expect(read('diagnosis', { ...diagnosis, rank: '' })).toBeUndefined();
});

test('a typed value that is one of the sides is that side', () => {
  expect(isSide({ birthDate: '1958' }, [side({ birthDate: '1958' }), side(null)])).toBe(true);
  expect(isSide('x', [side('y')])).toBe(false);
});

test('what every entry of a patient gives is a value that the schema takes', () => {
  const typed: Record<string, Record<string, string>> = {
    name: { value: 'Lò Văn Mẫu' },
    birthDate: { value: '1958' },
    address: { value: 'Thôn 3' },
  };
  for (const { unit } of policies.filter(({ kind }) => kind === 'patient')) {
    if (kindDefinition('patient')!.units[unit]!.kind !== 'register') continue;
    const record = disputedBy(aPatient(), { by: 'a', edits: {} });
    const sides = sidesIn(record, unit);
    const entry = entryFor(unit, sides);
    if (!entry) continue;
    const value =
      entry.kind === 'choice'
        ? entry.values[0]
        : readEntry(unit, entry, typed[unit]!, sides, today);
    const next = editedRecord<'patient'>(
      record,
      record.causality.vector,
      { [unit]: value },
      someWrite(),
    );
    expect(sidesIn(next, unit)[0]!.value).toEqual(value);
  }
});
