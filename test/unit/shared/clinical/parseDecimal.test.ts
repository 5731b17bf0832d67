import { expect, test } from 'vitest';
import { parseDecimal } from '../../../../shared/clinical/parseDecimal.ts';

test.each([
  ['5', '5'],
  ['5,0', '5'],
  ['0,5', '0.5'],
  ['0.5', '0.5'],
  ['0,125', '0.125'],
  ['05', '5'],
  ['7,5', '7.5'],
  [' 40 ', '40'],
  ['1 000', '1000'],
  ['1\u202f000\u202f000', '1000000'],
  ['1000,5', '1000.5'],
])('%j is %j', (text, value) => {
  expect(parseDecimal(text)).toEqual({ kind: 'decimal', value });
});

test.each([
  ['1.000', ['1000', '1']],
  ['1,000', ['1000', '1']],
  ['3,375', ['3375', '3.375']],
  ['12.500', ['12500', '12.5']],
])('%j is not guessed at: both readings are offered', (text, readings) => {
  expect(parseDecimal(text)).toEqual({ kind: 'ambiguous', readings });
});

test.each([
  ['', 'empty'],
  ['  ', 'empty'],
  [',5', 'leadingZeroMissing'],
  ['.5', 'leadingZeroMissing'],
  ['0', 'zero'],
  ['0,0', 'zero'],
  ['1.000.000', 'notANumber'],
  ['1,5,2', 'notANumber'],
  ['-5', 'notANumber'],
  ['5 mg', 'notANumber'],
  ['5-10', 'notANumber'],
  ['1e3', 'notANumber'],
  ['½', 'notANumber'],
  ['10 00', 'notANumber'],
  ['12345678', 'tooLarge'],
  ['0,12345', 'tooManyDecimals'],
])('%j is refused: %s', (text, code) => {
  expect(parseDecimal(text)).toEqual({ kind: 'refused', code });
});
