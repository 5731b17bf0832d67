import { describe, expect, it } from 'vitest';
import {
  checkCharacter,
  checkedRecordNumber,
  nextRecordNumber,
  readRecordNumber,
} from '../../../../shared/identity/recordNumber.ts';

describe('record numbers', () => {
  const minuteMs = 60_000;
  const newYearMs = Date.UTC(2026, 0, 1);
  it('go on after the highest of the own block, and grow past six digits', () => {
    expect(nextRecordNumber('N1', 0, newYearMs)).toBe('N1-000001');
    expect(nextRecordNumber('N1', 9, newYearMs)).toBe('N1-000010');
    expect(nextRecordNumber('N1', 999_999, newYearMs)).toBe('N1-1000000');
  });
  it('are given once, by a profile that was put back from an older copy too, a network or not', () => {
    const given = new Set<string>();
    let highest = 0;
    const register = (nowMs: number) => {
      const number = nextRecordNumber('N1', highest, nowMs);
      expect(given.has(number), number).toBe(false);
      given.add(number);
      highest = readRecordNumber(number)!.sequence;
    };
    const morning = newYearMs + 300 * 1440 * minuteMs;
    for (let minute = 0; minute < 240; minute += 1) register(morning + minute * minuteMs);
    const copied = highest;
    for (let minute = 240; minute < 300; minute += 1) register(morning + minute * minuteMs);
    // The disk fails; an hour later the PC goes on from the copy, which knows nothing of the last hour.
    highest = copied;
    for (let minute = 360; minute < 480; minute += 1) register(morning + minute * minuteMs);
    // A first fill that has brought nothing yet.
    highest = 0;
    for (let minute = 500; minute < 560; minute += 1) register(morning + minute * minuteMs);
  });
  it('stay short, and a clock that is far off makes no number that isn’t one', () => {
    expect(nextRecordNumber('N1', 0, Date.UTC(2026, 10, 23))).toBe('N1-469440');
    expect(nextRecordNumber('N1', 41, Date.UTC(1970, 0, 1))).toBe('N1-000042');
    for (const year of [2044, 9999]) {
      const number = nextRecordNumber('N1', 41, Date.UTC(year, 0, 1));
      expect(readRecordNumber(number)?.block, number).toBe('N1');
    }
  });
  it('carry a check character of ISO 7064, MOD 37,36 where they are printed', () => {
    // The standard's own example: A12425GABC1234002 has the check character M.
    expect(checkCharacter('A12425GABC1234002')).toBe('M');
    const printed = checkedRecordNumber('N1-000123');
    expect(printed).toMatch(/^N1-000123-[0-9A-Z]$/);
    expect(readRecordNumber(printed)).toEqual({ block: 'N1', sequence: 123, checked: true });
    expect(checkedRecordNumber(printed)).toBe(printed);
    expect(checkedRecordNumber('no number')).toBe('no number');
  });
  it('are read as they are typed and spoken', () => {
    expect(readRecordNumber(' n1-123 ')).toMatchObject({ block: 'N1', sequence: 123 });
    expect(readRecordNumber('HS-000123')?.checked).toBeUndefined();
    for (const other of ['N1', 'N1-', '05/09/1990', 'Nguyễn', 'N1-000123-K9', 'LONGER-1']) {
      expect(readRecordNumber(other), other).toBeUndefined();
    }
  });
  it('show every wrong character, and two that changed places', () => {
    const printed = checkedRecordNumber('C1-004817');
    const fits = (text: string) => readRecordNumber(text)?.checked === true;
    expect(fits(printed)).toBe(true);
    for (let at = 3; at < 9; at += 1) {
      for (const digit of '0123456789') {
        const wrong = printed.slice(0, at) + digit + printed.slice(at + 1);
        if (wrong !== printed) expect(fits(wrong), wrong).toBe(false);
      }
      const [one, other] = [printed[at]!, printed[at + 1]!];
      const swapped = printed.slice(0, at) + other + one + printed.slice(at + 2);
      if (at < 8 && one !== other) expect(fits(swapped), swapped).toBe(false);
    }
    expect(fits(printed.replace('C1', 'G1'))).toBe(false);
  });
});
