import { describe, expect, test } from 'vitest';
import { newEmergencyCode, parseEmergencyCode } from '../../../shared/people/emergencyCode.ts';
import { codeStanding } from '../../../shared/people/emergencyUse.ts';
import type { EmergencyUse } from '../../../shared/people/emergencyUse.ts';

describe('an emergency code', () => {
  test('is read in any case and grouping, and with letters that look like digits', () => {
    const code = newEmergencyCode();
    const typed = code.toUpperCase().replaceAll('-', ' ').replaceAll('0', 'O');
    expect(parseEmergencyCode(typed)).toBe(code);
    expect(code.replaceAll('-', '')).toHaveLength(20);
  });

  test('with any one letter changed, or one too few, is none', () => {
    const letters = newEmergencyCode().replaceAll('-', '');
    for (const place of letters.split('').keys()) {
      const other = letters[place] === 'z' ? 'y' : 'z';
      const changed = `${letters.slice(0, place)}${other}${letters.slice(place + 1)}`;
      expect(parseEmergencyCode(changed)).toBe(undefined);
      expect(parseEmergencyCode(letters.slice(0, place))).toBe(undefined);
    }
  });

  test('opens once: the workstation of its first use until its time is over, and nothing else', () => {
    const use = (workstation: string, until: string) =>
      ({ workstation, until: `2026-11-24T${until}:00:00.000+07:00` }) as EmergencyUse;
    const at = (hour: string) => Date.parse(`2026-11-24T${hour}:00:00.000+07:00`);
    expect(codeStanding([], 'may-1', at('08'))).toEqual({ kind: 'unused' });
    const used = [use('may-1', '16')];
    expect(codeStanding(used, 'may-1', at('15'))).toMatchObject({ kind: 'open' });
    expect(codeStanding(used, 'may-1', at('16'))).toEqual({ kind: 'used' });
    expect(codeStanding(used, 'may-2', at('09'))).toEqual({ kind: 'used' });
    // Used on both before either heard of the other: each keeps its own time.
    const both = [...used, use('may-2', '12')];
    expect(codeStanding(both, 'may-2', at('11'))).toMatchObject({ kind: 'open' });
    expect(codeStanding(both, 'may-2', at('13'))).toEqual({ kind: 'used' });
  });
});
