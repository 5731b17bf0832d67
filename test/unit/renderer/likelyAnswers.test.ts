import { expect, test } from 'vitest';
import {
  inTurn,
  standingAnswer,
  undecided,
} from '../../../renderer/features/registration/likelyAnswers.ts';
import type { PairAnswers } from '../../../renderer/features/registration/likelyAnswers.ts';

const of = (id: string, strong: boolean): PairAnswers => ({
  [id]: { said: 'different', strong, of: [id] },
});

test('an answer is of one person: the others are still asked, one after the other', () => {
  const strong = ['a', 'b', 'c'];
  expect(undecided({}, strong)).toEqual(strong);
  expect(undecided(of('a', true), strong)).toEqual(['b', 'c']);
  expect(inTurn({}, strong, strong, undefined)).toBe('a');
  expect(inTurn(of('a', true), strong, strong, undefined)).toBe('b');
  expect(inTurn(of('a', true), strong, strong, 'c')).toBe('c');
  expect(inTurn({}, strong, strong, 'gone')).toBe('a');
});

test('who was answered while little spoke for it is asked again once the likeness is strong', () => {
  const answers = of('a', false);
  expect(standingAnswer(answers, 'a', [])).toBe('different');
  expect(standingAnswer(answers, 'a', ['a'])).toBeUndefined();
  expect(undecided(answers, ['a'])).toEqual(['a']);
  expect(standingAnswer(of('a', true), 'a', ['a'])).toBe('different');
});
