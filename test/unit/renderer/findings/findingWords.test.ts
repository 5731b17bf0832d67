import { expect, test } from 'vitest';
import { i18n } from '../../../../renderer/app/messages/i18n.ts';
import { answers } from '../../../../renderer/features/findings/answers.ts';
import { findingSentence } from '../../../../renderer/features/findings/findingWords.ts';
import { findingRules } from '../../../../shared/clinical/findings/finding.ts';
import { app } from '../../../support/chartPage/facility.ts';

const data = {
  drugs: 'Ceftriaxon',
  drug: 'Ceftriaxon',
  test: 'Công thức máu',
  substances: 'Nhóm penicillin',
  wards: 'NOI, CC',
  diagnoses: 'Viêm phổi, COPD',
  dispositions: 'discharged, referred',
  signers: 'bs-khoi, bs-ha',
  count: '2',
};

test.each(['vi', 'en'])('every rule has its sentence, its why and what to do in %s', (language) => {
  const t = i18n.getFixedT(language, ['findings', 'encounter']) as never;
  const words = i18n.getFixedT(language, 'findings') as (key: string) => string;
  for (const rule of findingRules) {
    const sentence = findingSentence(t, app, { rule, data });
    expect(sentence).not.toContain('sentence.');
    expect(sentence).not.toContain('{{');
    for (const key of [`why.${rule}`, `do.${rule}`]) expect(words(key)).not.toBe(key);
  }
});

test('codes in a finding are words on screen', () => {
  const t = i18n.getFixedT('vi', ['findings', 'encounter']) as never;
  const words = (rule: (typeof findingRules)[number]) => findingSentence(t, app, { rule, data });
  expect(words('twoOpenStays')).toBe(
    '2 lượt nội trú đang mở cùng lúc: Khoa Nội tổng hợp, Khoa Cấp cứu',
  );
  expect(words('twoSigningsOfOneDraft')).toBe(
    'Một bản nháp được ký hai lần: BS. Lê Minh Khôi, BS. Trần Thu Hà',
  );
  expect(words('twoDispositions')).toContain('Ra viện, Chuyển viện');
});

test('a finding is answered by its roles, and by the authors of its records where authors may', () => {
  const about = [{ recordedBy: 'bs-khoi' }];
  const nurse = { key: 'dd-lien', role: 'nurse' } as const;
  const khoi = { key: 'bs-khoi', role: 'doctor' } as const;
  expect(answers({ settledBy: ['doctor'] }, about, nurse)).toBe(false);
  expect(answers({ settledBy: ['doctor', 'nurse'] }, about, nurse)).toBe(true);
  expect(answers({ settledBy: ['author'] }, about, khoi)).toBe(true);
  expect(answers({ settledBy: ['author'] }, [], khoi)).toBe(false);
});
