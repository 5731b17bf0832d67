import { expect, test } from 'vitest';
import { i18n } from '../../../renderer/app/messages/i18n.ts';
import { formatCount } from '../../../shared/clinical/formatCount.ts';

test('thousands in a count stand apart as the language writes them', () => {
  expect([7, 999, 2000, 6431, 1_234_567].map((count) => formatCount(count, 'vi'))).toEqual([
    '7',
    '999',
    '2.000',
    '6.431',
    '1.234.567',
  ]);
  expect(formatCount(6431, 'en')).toBe('6,431');
});

test('every number that a text takes is written as a count', () => {
  const vi = i18n.getFixedT('vi', ['find', 'sync', 'registration']);
  const en = i18n.getFixedT('en', ['find', 'sync']);
  expect(vi('find:searched', { count: 2000 })).toContain('2.000 ');
  expect(en('find:searched', { count: 2000 })).toContain('2,000 ');
  expect(vi('sync:partial', { done: 1500, total: 20316 })).toMatch(/1\.500.*20\.316/);
  expect(vi('registration:partlySaved', { number: '03-0002000' })).toContain('03-0002000');
});
