import { describe, expect, test } from 'vitest';
import {
  allergiesNotUnderstood,
  checkOrderAgainstAllergies,
} from '../../../../shared/clinical/allergyCheck.ts';
import {
  allergyKnowledge,
  refutation,
  standingOf,
  worstSeverity,
} from '../../../../shared/clinical/allergyState.ts';
import { settledValue } from '../../../../shared/clinical/settledValue.ts';
import type { Allergy } from '../../../../shared/clinical/allergyState.ts';
import { edited, editedByTwo, sampleAllergy } from './sampleRecords.ts';

const amoxicillin = { code: 'amoxicillin-capsule', display: 'Amoxicillin' };
const augmentin = {
  code: 'amoxicillin-clavulanic-acid-tablet',
  display: 'Amoxicillin + acid clavulanic',
};
const ceftriaxone = { code: 'ceftriaxone-powder-for-injection', display: 'Ceftriaxon' };
const ibuprofen = { code: 'ibuprofen-tablet', display: 'Ibuprofen' };
const paracetamol = { code: 'paracetamol-tablet', display: 'Paracetamol' };

function reasons(item: typeof amoxicillin, ...allergies: Allergy[]) {
  return checkOrderAgainstAllergies(item, allergies).map(({ reason }) => reason);
}

describe('why an allergy speaks against a drug', () => {
  test('the same substance, in a combined drug too', () => {
    const allergy = sampleAllergy({ substance: 'Amoxicillin', substanceCode: 'amoxicillin' });
    expect(reasons(amoxicillin, allergy)).toEqual([{ kind: 'sameSubstance' }]);
    expect(reasons(augmentin, allergy)).toEqual([{ kind: 'sameSubstance' }]);
    const combined = sampleAllergy({
      substance: 'Augmentin',
      substanceCode: 'amoxicillin-clavulanic-acid',
    });
    expect(reasons(amoxicillin, combined)).toEqual([{ kind: 'sameSubstance' }]);
  });

  test('the same class, named as the class or by one of its members', () => {
    const named = sampleAllergy({ substance: 'Nhóm penicillin', substanceCode: 'penicillins' });
    const member = sampleAllergy({ substance: 'Ampicillin', substanceCode: 'ampicillin' });
    for (const allergy of [named, member]) {
      expect(reasons(amoxicillin, allergy)).toEqual([{ kind: 'sameClass', class: 'penicillins' }]);
    }
  });

  test('a cross-reactive class', () => {
    const penicillin = sampleAllergy({ substance: 'Penicillin', substanceCode: 'penicillins' });
    expect(reasons(ceftriaxone, penicillin)).toEqual([
      { kind: 'crossReactive', class: 'cephalosporins', with: 'penicillins' },
    ]);
    const aspirin = sampleAllergy({ substance: 'Aspirin', substanceCode: 'acetylsalicylic-acid' });
    expect(reasons(ibuprofen, aspirin)).toEqual([
      { kind: 'crossReactive', class: 'nsaids', with: 'salicylates' },
    ]);
  });

  test.each(['amoxycilin', 'dị ứng AMOXICILIN (nổi mề đay)', 'Augmentin'])(
    'free text that names the drug: %s',
    (substance) => {
      expect(reasons(augmentin, sampleAllergy({ substance }))).toEqual([{ kind: 'namedInWords' }]);
    },
  );

  test.each(['pênixilin', 'kháng sinh nhóm Penicillin', 'Beta-lactam', 'ampixilin'])(
    'free text that names its class: %s',
    (substance) => {
      expect(reasons(amoxicillin, sampleAllergy({ substance }))).toEqual([
        { kind: 'sameClass', class: 'penicillins' },
      ]);
    },
  );

  test('nothing where nothing is shared, and nothing for a laboratory test', () => {
    const allergy = sampleAllergy({ substance: 'Penicillin', substanceCode: 'penicillins' });
    expect(reasons(paracetamol, allergy)).toEqual([]);
    const test = { code: 'lab-crp', display: 'CRP' };
    expect(checkOrderAgainstAllergies(test, [allergy])).toEqual([]);
  });

  test('an item that the catalogue lacks is compared by its words', () => {
    const allergy = sampleAllergy({ substance: 'Thuốc nam Bà Giằng' });
    const item = { code: 'thuoc-nam', display: 'Bà Giằng' };
    expect(checkOrderAgainstAllergies(item, [allergy])).toHaveLength(1);
  });

  test('the most telling match comes first', () => {
    const found = reasons(
      amoxicillin,
      sampleAllergy({ substance: 'Cefixim', substanceCode: 'cefixime' }),
      sampleAllergy({ substance: 'Amoxicillin', substanceCode: 'amoxicillin' }),
    );
    expect(found.map(({ kind }) => kind)).toEqual(['sameSubstance', 'crossReactive']);
  });
});

describe('what a disagreement does', () => {
  const allergy = sampleAllergy({
    substance: 'Amoxicillin',
    substanceCode: 'amoxicillin',
    severity: 'mild',
  });

  test('a refuted allergy no longer counts', () => {
    expect(
      reasons(
        amoxicillin,
        edited(allergy, { status: { status: 'refuted', refutedBecause: 'Thử lại không sao' } }),
      ),
    ).toEqual([]);
  });

  test.each([
    ['refuted', 'active'],
    ['active', 'refuted'],
  ])('invariant 2: a refutation that somebody disagrees with counts as active (%s, %s)', (a, b) => {
    const disputed = editedByTwo(allergy, { status: { status: a } }, { status: { status: b } });
    expect(disputed.causality.siblings).toHaveProperty('status');
    expect(reasons(amoxicillin, disputed)).toEqual([{ kind: 'sameSubstance' }]);
  });

  const unseen = [
    ['severity', { severity: 'severe' }],
    ['substance', { substance: { substance: 'Amoxicillin và ampicillin' } }],
    ['reaction', { reaction: { reaction: 'Sốc phản vệ' } }],
  ] as const;
  test.each(unseen)(
    'invariant 2: a refutation ends only what it has seen: not a %s written meanwhile',
    (_unit, change) => {
      const refuting = { status: refutation(allergy, 'Thử lại không sao') };
      const joined = editedByTwo(allergy, refuting, change);
      expect(joined.causality.siblings).toBeUndefined();
      expect(standingOf(joined)).toBe('removalDisputed');
      expect(reasons(amoxicillin, joined)).toHaveLength(1);
      // Whoever refutes it with the change before them ends it.
      const again = edited(joined, { status: refutation(joined, 'Thử lại không sao') });
      expect(standingOf(again)).toBe('refuted');
      expect(standingOf(edited(allergy, refuting))).toBe('refuted');
    },
  );

  test('settling for a refutation settles it: who chooses it has seen both sides', () => {
    const other = { severity: 'severe', status: { status: 'active' } };
    const refuting = { status: refutation(allergy, 'Thử lại không sao') };
    const disputed = editedByTwo(allergy, refuting, other);
    expect(standingOf(disputed)).toBe('removalDisputed');
    expect(settledValue(disputed, 'status', { status: 'active' })).toEqual({ status: 'active' });
    const value = settledValue(disputed, 'status', refuting.status);
    expect(standingOf(edited(disputed, { status: value }))).toBe('refuted');
    expect(standingOf(edited(disputed, refuting))).toBe('removalDisputed');
  });

  test('both substances are checked', () => {
    const disputed = editedByTwo(
      allergy,
      { substance: { substance: 'Ibuprofen', substanceCode: 'ibuprofen' } },
      { substance: { substance: 'Paracetamol', substanceCode: 'paracetamol' } },
    );
    expect(reasons(ibuprofen, disputed)).toEqual([{ kind: 'sameSubstance' }]);
    expect(reasons(paracetamol, disputed)).toEqual([{ kind: 'sameSubstance' }]);
  });

  test('the worst severity counts', () => {
    const disputed = editedByTwo(allergy, { severity: 'severe' }, { severity: 'moderate' });
    expect(worstSeverity(disputed)).toBe('severe');
    expect(checkOrderAgainstAllergies(amoxicillin, [disputed])[0]?.severity).toBe('severe');
  });
});

test('words that name nothing known are reported, not passed over in silence', () => {
  const vague = sampleAllergy({ substance: 'thuốc tiêm không rõ loại' });
  const shrimp = sampleAllergy({ substance: 'Tôm' });
  const refuted = edited(vague, {
    status: { status: 'refuted', refutedBecause: 'Thử lại không sao' },
  });
  expect(allergiesNotUnderstood([vague, shrimp])).toEqual([vague]);
  expect(allergiesNotUnderstood([refuted])).toEqual([]);
});

test('"not asked" and "none known" differ, and an active allergy overrides both', () => {
  const allergy = sampleAllergy({ substance: 'Tôm' });
  expect(allergyKnowledge('notAsked', [])).toEqual({ kind: 'notAsked' });
  expect(allergyKnowledge('noneKnown', [])).toEqual({ kind: 'noneKnown' });
  expect(allergyKnowledge('noneKnown', [allergy])).toEqual({
    kind: 'known',
    allergies: [allergy],
    againstStatement: true,
  });
  expect(
    allergyKnowledge('noneKnown', [
      edited(allergy, { status: { status: 'refuted', refutedBecause: 'Thử lại không sao' } }),
    ]),
  ).toEqual({
    kind: 'noneKnown',
  });
});
