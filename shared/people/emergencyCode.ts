import { plainLetters, randomLetters } from './oneTimePassword.ts';

const secretLetters = 19;

/**
 * A ward's code for the sealed envelope: 19 random plain letters (95 bits) and one that checks them,
 * in five groups of four, to be read aloud and typed by somebody in a hurry.
 */
export function newEmergencyCode(): string {
  return withCheck(randomLetters(secretLetters));
}

/** The code that was typed, in whatever case and grouping; undefined where a letter is wrong or missing. */
export function parseEmergencyCode(typed: string): string | undefined {
  const letters = typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s-]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
  const isPlain = [...letters].every((letter) => plainLetters.includes(letter));
  if (!isPlain || letters.length !== secretLetters + 1) return undefined;
  const code = withCheck(letters.slice(0, secretLetters));
  return code.replaceAll('-', '') === letters ? code : undefined;
}

function withCheck(letters: string): string {
  // An odd weight for each place: every single wrong letter changes the sum.
  const sum = [...letters].reduce(
    (total, letter, place) => total + plainLetters.indexOf(letter) * (2 * place + 1),
    0,
  );
  return `${letters}${plainLetters[sum % 32]!}`.replace(/(.{4})(?=.)/g, '$1-');
}
