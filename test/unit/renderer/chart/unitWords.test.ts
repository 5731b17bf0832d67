import { expect, test } from 'vitest';
import { i18n } from '../../../../renderer/app/messages/i18n.ts';
import { unitTitle, unitWords } from '../../../../renderer/features/chart/unitWords.ts';
import { kinds } from '../../../../shared/records/kinds.ts';
import { app } from '../../../support/chartPage/facility.ts';

const namespaces = ['chart', 'ui', 'allergies'] as const;

test.each(['vi', 'en'])('every merge unit of every kind has a name in %s', async (language) => {
  await i18n.changeLanguage(language);
  const t = i18n.getFixedT(language, namespaces);
  for (const { kind, units } of Object.values(kinds)) {
    for (const unit of Object.keys(units)) {
      expect(unitTitle(t as never, kind, unit)).not.toBe(unit);
    }
  }
});

test('both sides of a disagreement are words, never code', () => {
  const t = i18n.getFixedT('vi', namespaces) as never;
  const words = (unit: string, value: unknown) => unitWords(t, app, unit, value);
  expect(words('birthDate', { birthDate: '1958-06-12' })).toBe('12/06/1958');
  expect(words('birthDate', { birthDate: '1958', birthDateEstimated: true })).toBe(
    '1958 (ước lượng)',
  );
  expect(words('location', { ward: 'NOI', room: '202', bed: 'G08' })).toBe(
    'Khoa Nội tổng hợp, phòng 202, giường G08',
  );
  expect(words('status', { status: 'refuted', refutedBecause: 'Nhầm' })).toBe('Đã bác bỏ: Nhầm');
  expect(words('sex', 'female')).toBe('Nữ');
  expect(words('name', null)).toBe('Không ghi');
});
