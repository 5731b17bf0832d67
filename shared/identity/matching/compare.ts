import { oneSlipApart } from './oneSlip.ts';
import type { Traits } from './traits.ts';

/** How two names stand to each other, from the same word for word to nothing in common. */
export const nameLevels = [
  /** The same with its tones. */
  'same',
  /** The same once tones are left out. */
  'withoutTones',
  /** The same words in another order, or one of them typed in Telex. */
  'otherSpelling',
  /** One slip in one word. */
  'slip',
  /** Family and given name the same, a middle name missing in one. */
  'shorter',
  /** Family and given name the same, another middle name. */
  'otherMiddle',
  /** All but the given name: brothers, sisters, twins. */
  'otherGiven',
  /** All but the family name. */
  'otherFamily',
  /** The family name alone. */
  'familyOnly',
  /** The given name alone. */
  'givenOnly',
  'different',
] as const;

export const birthDateLevels = [
  'same',
  'swapped',
  'slip',
  /** One of them, or both, say less than the day, and agree as far as they say. */
  'sameYear',
  /** The same year, another day. */
  'otherDay',
  /** A year or two apart where one is a guess or a year alone. */
  'nearYear',
  'different',
] as const;

export const sexLevels = ['same', 'different'] as const;
export const phoneLevels = ['same', 'slip', 'different'] as const;
export const addressLevels = ['same', 'within', 'near', 'some', 'different'] as const;
export const numberLevels = ['same', 'slip', 'different'] as const;

/** The levels of each field; `unknown` where one of the two says nothing. */
export interface Levels {
  readonly name: (typeof nameLevels)[number] | 'unknown';
  readonly birthDate: (typeof birthDateLevels)[number] | 'unknown';
  readonly sex: (typeof sexLevels)[number] | 'unknown';
  readonly phone: (typeof phoneLevels)[number] | 'unknown';
  readonly address: (typeof addressLevels)[number] | 'unknown';
  readonly number: (typeof numberLevels)[number] | 'unknown';
}

export type Field = keyof Levels;
export const fields: readonly Field[] = ['name', 'birthDate', 'sex', 'phone', 'address', 'number'];
export const levelsOf = {
  name: nameLevels,
  birthDate: birthDateLevels,
  sex: sexLevels,
  phone: phoneLevels,
  address: addressLevels,
  number: numberLevels,
} as const satisfies { [F in Field]: readonly Levels[F][] };

/** Compares two people field by field. Symmetric: who is named first doesn't matter. */
export function compareTraits(a: Traits, b: Traits): Levels {
  return {
    name: compareNames(a, b),
    birthDate: compareBirthDates(a, b),
    sex:
      a.sex === 'unknown' || b.sex === 'unknown'
        ? 'unknown'
        : a.sex === b.sex
          ? 'same'
          : 'different',
    phone: comparePhones(a.phones, b.phones),
    address: compareAddresses(a.address, b.address),
    number: compareNumbers(a, b),
  };
}

function compareNames(a: Traits, b: Traits): Levels['name'] {
  if (a.words.length === 0 || b.words.length === 0) return 'unknown';
  if (a.exactName === b.exactName) return 'same';
  if (sameWords(a.words, b.words)) return 'withoutTones';
  if (sameWords(a.plainWords, b.plainWords)) return 'otherSpelling';
  if (sameWords([...a.plainWords].sort(), [...b.plainWords].sort())) return 'otherSpelling';
  return compareWords(a.words, b.words);
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, place) => word === b[place]);
}

function compareWords(a: readonly string[], b: readonly string[]): Levels['name'] {
  if (a.length === b.length) {
    const differing = a.flatMap((word, place) => (word === b[place] ? [] : [place]));
    if (differing.length === 1 && oneSlipApart(a[differing[0]!]!, b[differing[0]!]!)) return 'slip';
    // A space that slipped: "Thị Hoa" and "ThịHoa" have other lengths, "Vă nAn" and "Văn An" don't.
    if (oneSlipApart(a.join(' '), b.join(' '))) return 'slip';
  } else if (a.join('') === b.join('')) {
    return 'slip';
  }
  const family = a[0] === b[0];
  const given = a.at(-1) === b.at(-1);
  const short = a.length < b.length ? a : b;
  const long = a.length < b.length ? b : a;
  if (family && given && short.length > 1) {
    if (short.length < long.length && short.every((word) => long.includes(word))) return 'shorter';
    return 'otherMiddle';
  }
  if (a.length > 1 && sameWords(a.slice(0, -1), b.slice(0, -1))) return 'otherGiven';
  if (a.length > 1 && sameWords(a.slice(1), b.slice(1))) return 'otherFamily';
  if (family) return 'familyOnly';
  return given ? 'givenOnly' : 'different';
}

function compareBirthDates(a: Traits, b: Traits): Levels['birthDate'] {
  if (!a.birthDate || !b.birthDate) return 'unknown';
  const [left, right] = [a.birthDate, b.birthDate];
  const [yearA, monthA, dayA] = left.split('-');
  const [yearB, monthB, dayB] = right.split('-');
  if (!dayA || !dayB) {
    if (left.startsWith(right) || right.startsWith(left)) return 'sameYear';
    const apart = Math.abs(Number(yearA) - Number(yearB));
    return apart <= 2 ? 'nearYear' : 'different';
  }
  if (left === right) return 'same';
  if (yearA === yearB && monthA === dayB && dayA === monthB) return 'swapped';
  if (oneDigitApart(left, right)) return 'slip';
  if (yearA === yearB) return 'otherDay';
  const guessed = a.birthDateEstimated || b.birthDateEstimated;
  return guessed && Math.abs(Number(yearA) - Number(yearB)) <= 2 ? 'nearYear' : 'different';
}

/** One digit other, or two neighbouring digits exchanged; both dates have eight. */
function oneDigitApart(a: string, b: string): boolean {
  const left = a.replaceAll('-', '');
  const right = b.replaceAll('-', '');
  return left.length === right.length && oneSlipApart(left, right);
}

function comparePhones(a: readonly string[], b: readonly string[]): Levels['phone'] {
  if (a.length === 0 || b.length === 0) return 'unknown';
  if (a.some((phone) => b.includes(phone))) return 'same';
  return a.some((phone) => b.some((other) => oneSlipApart(phone, other))) ? 'slip' : 'different';
}

function compareAddresses(a: readonly string[], b: readonly string[]): Levels['address'] {
  if (a.length === 0 || b.length === 0) return 'unknown';
  const left = new Set(a);
  const right = new Set(b);
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  if (shared === left.size && shared === right.size) return 'same';
  if (shared > 1 && shared === Math.min(left.size, right.size)) return 'within';
  const union = left.size + right.size - shared;
  if (shared / union >= 0.6) return 'near';
  return shared > 0 ? 'some' : 'different';
}

function compareNumbers(a: Traits, b: Traits): Levels['number'] {
  let level: Levels['number'] = 'unknown';
  for (const mine of a.numbers) {
    for (const theirs of b.numbers) {
      if (mine.system !== theirs.system) continue;
      if (mine.value === theirs.value) return 'same';
      if (oneSlipApart(mine.value, theirs.value)) level = 'slip';
      else if (level === 'unknown' && !mine.ended && !theirs.ended) level = 'different';
    }
  }
  return level;
}
