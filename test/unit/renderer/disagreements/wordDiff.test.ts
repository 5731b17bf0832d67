import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDiff } from '../../../../renderer/features/disagreements/wordDiff.ts';

const own = (one: string, other: string) =>
  wordDiff(one, other).map((parts) =>
    parts.filter(({ same, text }) => !same && text.trim() !== '').map(({ text }) => text.trim()),
  );

test('only the words that differ are marked', () => {
  expect(own('Sốt 38,5 chiều qua, ho ít', 'Sốt 39,0 chiều qua, ho ít')).toEqual([
    ['38,5'],
    ['39,0'],
  ]);
  expect(own('Đỡ đau', 'Đỡ đau bụng')).toEqual([[], ['bụng']]);
  expect(own('', 'Mới')).toEqual([[], ['Mới']]);
});

test('a moved word is each side’s own, once', () => {
  expect(own('a b c d', 'b c d a')).toEqual([['a'], ['a']]);
});

test('two equal texts have nothing of their own', () => {
  expect(wordDiff('Đã ổn.\nRa viện', 'Đã ổn.\nRa viện')).toEqual([
    [{ text: 'Đã ổn.\nRa viện', same: true }],
    [{ text: 'Đã ổn.\nRa viện', same: true }],
  ]);
});

test('invariant 2: the parts give each version back to the letter, and the same words are the same', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '  ', '\n', 'ho', 'sốt'), { maxLength: 30 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, text, (one, other) => {
      const [left, right] = wordDiff(one, other);
      expect(left.map((part) => part.text).join('')).toBe(one);
      expect(right.map((part) => part.text).join('')).toBe(other);
      const common = (parts: typeof left) =>
        parts.flatMap((part) => (part.same ? [part.text] : [])).join('');
      expect(common(left)).toBe(common(right));
    }),
  );
});

test('texts too long to compare word by word are marked whole', () => {
  const long = (word: string) => Array.from({ length: 4000 }, (_, n) => `${word}${n}`).join(' ');
  const [left] = wordDiff(long('a'), long('b'));
  expect(left).toHaveLength(1);
});
