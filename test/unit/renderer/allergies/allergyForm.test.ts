import { expect, test } from 'vitest';
import {
  emptyAllergyForm,
  readAllergyForm,
} from '../../../../renderer/features/allergies/allergyForm.ts';

const form = { ...emptyAllergyForm, substance: 'Tôm, cua', certainty: 'confirmed' as const };

test('what was chosen carries its code', () => {
  expect(readAllergyForm({ ...form, code: 'shrimp-crab', reaction: ' mày đay ' }, 2026)).toEqual({
    kind: 'complete',
    fields: {
      substance: 'Tôm, cua',
      substanceCode: 'shrimp-crab',
      reaction: 'mày đay',
      certainty: 'confirmed',
      status: 'active',
    },
  });
});

test('words that were typed over a choice are free text: no code speaks for other words', () => {
  const read = readAllergyForm({ ...form, substance: 'Amoxicillin', code: 'shrimp-crab' }, 2026);
  expect(read.kind === 'complete' && read.fields).not.toHaveProperty('substanceCode');
});

test.each([
  [{ substance: '  ' }, 'substance'],
  [{ certainty: null }, 'certainty'],
  [{ year: '19' }, 'year'],
  [{ year: '2027' }, 'year'],
] as const)('%j is held back: %s', (change, gap) => {
  expect(readAllergyForm({ ...form, ...change }, 2026)).toEqual({ kind: 'gap', gap });
});
