import { describe, expect, it } from 'vitest';
import { ageAt, birthDateFromAge } from '../../../../shared/clinical/age.ts';
import {
  formatPartialDate,
  formatTimeOrDate,
  parseDateEntry,
} from '../../../../shared/clinical/dates.ts';

const now = '2026-11-23T14:05:00.000+07:00';

describe('dates', () => {
  it.each([
    ['5/9/1990', '1990-09-05'],
    ['05091990', '1990-09-05'],
    ['5-9-1990', '1990-09-05'],
    ['05.09.1990', '1990-09-05'],
    ['9/1990', '1990-09'],
    ['091990', '1990-09'],
    ['1990', '1990'],
    ['29/2/2024', '2024-02-29'],
  ])('%s is taken as %s', (typed, date) => expect(parseDateEntry(typed)).toBe(date));
  it.each(['', '29/2/2023', '31/4/2020', '13/1990', '5/9/90', '1990/9/5', '12345', '0', 'abc'])(
    '%s is no date',
    (typed) => expect(parseDateEntry(typed)).toBeUndefined(),
  );
  it('are shown day first, and times with their date unless it is today', () => {
    expect(formatPartialDate('1990-09-05')).toBe('05/09/1990');
    expect(formatPartialDate('1990')).toBe('1990');
    expect(formatTimeOrDate('2026-11-23T09:47:00.000+07:00', now)).toBe('09:47');
    expect(formatTimeOrDate('2026-11-22T17:20:00.000+07:00', now)).toBe('22/11/2026 17:20');
  });
});

describe('ages', () => {
  it.each([
    ['2026-11-23T03:05:00.000+07:00', { value: 11, unit: 'hours', exact: true }],
    ['2026-11-13', { value: 10, unit: 'days', exact: true }],
    ['2026-10-24', { value: 30, unit: 'days', exact: true }],
    ['2026-09-23', { value: 2, unit: 'months', exact: true }],
    ['2020-11-24', { value: 71, unit: 'months', exact: true }],
    ['2020-11-23', { value: 6, unit: 'years', exact: true }],
    ['1957-11-24', { value: 68, unit: 'years', exact: true }],
    ['1957-11-23', { value: 69, unit: 'years', exact: true }],
    ['1957', { value: 69, unit: 'years', exact: false }],
  ])('born %s', (birth, age) => expect(ageAt(birth, now)).toEqual(age));
  it('of somebody born later is none', () => {
    expect(ageAt('2026-11-24', now)).toBeUndefined();
    expect(ageAt('2027', now)).toBeUndefined();
  });
  it.each([
    ['45 tuổi', '1981'],
    ['45', '1981'],
    ['45t', '1981'],
    ['2 tháng', '2026-09'],
    ['2 thang', '2026-09'],
    ['13 months', '2025-10'],
    ['10 ngày', '2026-11-13'],
  ])('%s gives a birth date no more precise than what was said', (typed, date) =>
    expect(birthDateFromAge(typed, now)).toBe(date),
  );
  it.each(['1990', '200', 'tuổi', '5 con', ''])('%s is no age', (typed) =>
    expect(birthDateFromAge(typed, now)).toBeUndefined(),
  );
});
