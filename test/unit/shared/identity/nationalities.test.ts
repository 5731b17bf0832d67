import { expect, it } from 'vitest';
import {
  nationalities,
  nationalityName,
  nationalityNamed,
  vietnam,
} from '../../../../shared/identity/nationalities.ts';
import { kinds } from '../../../../shared/records/kinds.ts';

it('are all named in both languages, once, Vietnam first', () => {
  for (const language of ['vi', 'en'] as const) {
    const all = nationalities(language);
    expect(all.length).toBe(199);
    expect(all[0]!.code).toBe(vietnam);
    expect(new Set(all.map(({ code }) => code)).size).toBe(all.length);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect(all.filter(({ code, name }) => name === code || name === '')).toEqual([]);
  }
  expect(nationalityName('LA', 'vi')).toBe('Lào');
  expect(nationalityName('LA', 'en')).toBe('Laos');
  expect(nationalityName('116', 'vi')).toBeUndefined();
});

it('are codes that a record takes, as are three digits from before', () => {
  const field = kinds.patient.schema.shape.nationality;
  for (const { code } of nationalities('vi')) expect(field.safeParse(code).success).toBe(true);
  expect(field.safeParse('116').success).toBe(true);
  expect(field.safeParse('Lào').success).toBe(false);
});

it.each([
  ['Việt Nam', vietnam],
  ['vietnam', vietnam],
  ['VN', vietnam],
  ['lao', 'LA'],
  ['Campuchia', 'KH'],
  ['South Korea', 'KR'],
  ['cn', 'CN'],
  ['Atlantis', undefined],
])('%s is %s', (text, code) => {
  expect(nationalityNamed(text)).toBe(code);
});
