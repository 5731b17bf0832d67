import { describe, expect, test } from 'vitest';
import { pinWeakness } from '../../../shared/people/pin.ts';

describe('a PIN', () => {
  test.each([
    ['12a456', 'notDigits'],
    ['1234567890123', 'notDigits'],
    ['', 'tooShort'],
    ['48213', 'tooShort'],
    ['111111', 'tooSimple'],
    ['123456', 'tooSimple'],
    ['890123', 'tooSimple'],
    ['654321', 'tooSimple'],
    ['121212', 'tooSimple'],
    ['384384', 'tooSimple'],
    ['77377737', 'tooSimple'],
    ['198507', 'aDate'],
    ['071985', 'aDate'],
    ['200431', 'aDate'],
    ['150785', 'aDate'],
    ['850715', 'aDate'],
    ['15071985', 'aDate'],
    ['19850715', 'aDate'],
  ])('%s is refused: %s', (pin, because) => {
    expect(pinWeakness(pin)).toBe(because);
  });

  test.each(['482937', '603917', '7391846205'])('%s is taken', (pin) => {
    expect(pinWeakness(pin)).toBe(undefined);
  });

  test('leaves nearly nine in ten of all six digits to choose from', () => {
    let taken = 0;
    for (let number = 0; number < 1_000_000; number += 11) {
      if (pinWeakness(String(number).padStart(6, '0')) === undefined) taken += 1;
    }
    expect(taken * 11).toBeGreaterThan(890_000);
  });
});
