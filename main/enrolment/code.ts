import { plainLetters, randomLetters } from '../../shared/people/oneTimePassword.ts';
import { deriveSlowly } from '../keystore/slowDerivation.ts';

/**
 * A code that enrols one workstation: four letters that name it, eleven that are secret (55 random
 * bits), and one that checks the others. What it opens is stretched by scrypt as a password is, so
 * that a sealed invitation on a lost stick can't be tried through.
 */
export interface EnrolmentCode {
  /** Name of the code's account on the server. */
  readonly account: string;
  /** As it is typed: four groups of four. */
  readonly text: string;
}

/** What follows from a code: the key of its invitation, and the password of its account. */
export interface CodeKeys {
  readonly key: Uint8Array;
  readonly password: string;
}

export function newCode(): EnrolmentCode {
  const letters = randomLetters(15);
  return codeOf(letters);
}

/** The code that was typed, in whatever case and grouping; undefined where a letter is wrong or missing. */
export function parseCode(typed: string): EnrolmentCode | undefined {
  const letters = typed
    .toLowerCase()
    .replace(/[\s-]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1');
  if (letters.length !== 16 || [...letters].some((letter) => !plainLetters.includes(letter))) {
    return undefined;
  }
  const code = codeOf(letters.slice(0, 15));
  return code.text.replaceAll('-', '') === letters ? code : undefined;
}

/** Slow on purpose: about half a second, 128 MiB. */
export async function keysOfCode({ text, account }: EnrolmentCode): Promise<CodeKeys> {
  const bytes = await deriveSlowly(text, `bedside enrolment ${account}`, 64);
  return {
    key: bytes.slice(0, 32),
    password: Buffer.from(bytes.subarray(32)).toString('base64url'),
  };
}

function codeOf(letters: string): EnrolmentCode {
  // An odd weight for each place: every single wrong letter changes the sum.
  const sum = [...letters].reduce(
    (total, letter, place) => total + plainLetters.indexOf(letter) * (2 * place + 1),
    0,
  );
  const whole = `${letters}${plainLetters[sum % 32]}`;
  return {
    account: `enrol-${letters.slice(0, 4)}`,
    text: whole.replace(/(.{4})(?=.)/g, '$1-'),
  };
}
