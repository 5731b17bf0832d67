import { expect, test } from 'vitest';
import { unconfirmed, writeOf } from '../../../../renderer/features/findings/unconfirmed.ts';

const at = (hour: string) => `2026-11-23T${hour}:00:00.000+07:00`;
const unverified = { unverified: { lastContactAt: at('01') } };
const emergency = (name: string) => ({ emergency: { name, reason: 'covering' as const } });

test('a finding names each author once whom nobody could confirm, by what they wrote last', () => {
  const early = { recordedBy: 'bs-a', recordedAt: at('08'), credential: unverified };
  const late = { recordedBy: 'bs-a', recordedAt: at('09'), credential: unverified };
  const other = { recordedBy: 'bs-b', recordedAt: at('07'), credential: unverified };
  const confirmed = { recordedBy: 'bs-c', recordedAt: at('10') };
  expect(unconfirmed([early, late, other, confirmed])).toEqual([late, other]);
  expect(unconfirmed([late, early])).toEqual([late]);
  expect(unconfirmed([confirmed])).toEqual([]);
});

test('one emergency code used by two people is two authors', () => {
  const one = { recordedBy: 'ma', recordedAt: at('08'), credential: emergency('BS. Một') };
  const two = { recordedBy: 'ma', recordedAt: at('09'), credential: emergency('BS. Hai') };
  expect(unconfirmed([one, two])).toEqual([one, two]);
});

test('what is judged of a record is its making', () => {
  const record = { recordedBy: 'bs-a', recordedAt: at('08'), credential: unverified };
  expect(writeOf(record)).toEqual({ by: 'bs-a', at: at('08'), credential: unverified });
});
