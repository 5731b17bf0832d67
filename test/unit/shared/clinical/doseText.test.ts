import { describe, expect, test } from 'vitest';
import {
  doseText,
  drugLineParts,
  drugLineText,
  timingText,
  unitNames,
} from '../../../../shared/clinical/doseText.ts';
import type { Dosage } from '../../../../shared/clinical/doseText.ts';
import { decimal, doseUnitsUnderTest, plain } from './doseSamples.ts';

const item = { code: 'levofloxacin-infusion', display: 'Levofloxacin', form: 'dịch truyền' };
const dosage: Dosage = {
  amount: '750',
  unit: 'mg',
  route: 'intravenousInfusion',
  timing: { kind: 'timesPerDay', times: 1 },
  durationDays: 7,
};

test('a drug line has name, form, dose, route, frequency and duration, in this order', () => {
  expect(plain(drugLineText(item, dosage, 'vi'))).toBe(
    'Levofloxacin dịch truyền — 750 mg — truyền tĩnh mạch — ngày 1 lần — 7 ngày',
  );
  expect(plain(drugLineText(item, dosage, 'en'))).toBe(
    'Levofloxacin dịch truyền — 750 mg — infusion into a vein — once a day — 7 days',
  );
});

test('what isn’t ordered leaves no gap in the line', () => {
  const { durationDays: _, ...open } = dosage;
  expect(plain(drugLineText({ code: 'x', display: 'Paracetamol' }, open, 'vi'))).toBe(
    'Paracetamol — 750 mg — truyền tĩnh mạch — ngày 1 lần',
  );
});

test('a reason for "as needed" stands beside the frequency, and "khi" is said once', () => {
  for (const asNeededFor of ['sốt từ 38,5 °C', 'khi sốt từ 38,5 °C']) {
    const parts = drugLineParts(
      item,
      { ...dosage, timing: { kind: 'everyHours', hours: 6 }, asNeededFor },
      'vi',
    );
    expect(plain(parts.frequency)).toBe('mỗi 6 giờ khi sốt từ 38,5 °C');
  }
});

describe('ISMP', () => {
  test('a decimal comma in Vietnamese, a point in English, a leading zero, no trailing one', () => {
    expect(plain(doseText({ amount: '0.5', unit: 'mg' }, 'vi'))).toBe('0,5 mg');
    expect(plain(doseText({ amount: '0.5', unit: 'mg' }, 'en'))).toBe('0.5 mg');
    expect(plain(doseText({ amount: '5.0', unit: 'mg' }, 'vi'))).toBe('5 mg');
  });

  test('thousands stand apart without a point or a comma', () => {
    expect(plain(doseText({ amount: '1000000', unit: 'unit' }, 'vi'))).toBe('1 000 000 đơn vị');
    expect(plain(doseText({ amount: '1200', unit: 'mg' }, 'en'))).toBe('1 200 mg');
  });

  test('no error-prone abbreviation in any unit or timing, in either language', () => {
    const forbidden = /\b(U|IU|UI|QD|QOD|BID|TID|OD|mcg|cc|ug)\b|µ|μ|\/ngày|\dx|\d\/\d/i;
    for (const language of ['vi', 'en'] as const) {
      for (const unit of doseUnitsUnderTest) {
        const text = plain(doseText({ amount: decimal, unit }, language));
        expect(text).not.toMatch(forbidden);
      }
      for (const times of [1, 2, 4]) {
        expect(timingText({ kind: 'timesPerDay', times }, language)).not.toMatch(forbidden);
        expect(timingText({ kind: 'everyHours', hours: times }, language)).not.toMatch(forbidden);
      }
    }
    expect(unitNames.microgram.vi).toBe('microgam');
    expect(unitNames.unit.vi).toBe('đơn vị');
  });

  test('a number never wraps apart from its unit', () => {
    expect(doseText({ amount: '1000', unit: 'unit' }, 'vi')).not.toContain(' ');
    expect(timingText({ kind: 'timesPerDay', times: 3 }, 'vi')).not.toContain(' ');
  });
});

test('English counts more than one', () => {
  expect(plain(doseText({ amount: '0.5', unit: 'tablet' }, 'en'))).toBe('0.5 tablet');
  expect(plain(doseText({ amount: '2', unit: 'tablet' }, 'en'))).toBe('2 tablets');
});
