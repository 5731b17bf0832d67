import { abbreviates, isAbbreviation } from './nameWords.ts';
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
  /** One slip in one word, or words that sound alike. */
  'slip',
  /** Words abbreviated in one of them, or several slips: no word against it. */
  'abbreviated',
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
  /** The same year, another day. */
  'otherDay',
  /** A year apart and another day, or two where one is a guess. */
  'yearBeside',
  'different',
  /** One of them, or both, say less than the day, and agree as far as they say. */
  'sameYear',
  /** A year or two apart where one is a year alone. */
  'nearYear',
  /** Further apart where one is a year alone. */
  'otherYear',
] as const;

/**
 * Levels of two days of birth, and of a year alone with anything else. Each group's rates sum to 1:
 * how many people know their year alone differs between hospitals, and says nothing of two records.
 */
export const birthDateGroups = [birthDateLevels.slice(0, 6), birthDateLevels.slice(6)] as const;

export const sexLevels = ['same', 'different'] as const;
export const phoneLevels = ['same', 'slip', 'different'] as const;
export const addressLevels = [
  'same',
  'within',
  'near',
  /** House or hamlet and province agree, the units between them have other names: those of 2025. */
  'hamlet',
  'some',
  'different',
] as const;
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
  if (sameWords([...a.soundWords].sort(), [...b.soundWords].sort())) return 'slip';
  return compareWords(a, b);
}

function sameWords(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, place) => word === b[place]);
}

/** A name as it is compared word by word. */
interface Names {
  readonly words: readonly string[];
  readonly soundWords: readonly string[];
}

function compareWords(a: Names, b: Names): Levels['name'] {
  const places = a.words.map((_word, place) => place);
  if (a.words.length === b.words.length) {
    const differing = places.filter((place) => !sounds(a, place, b, place));
    const [first] = differing;
    if (differing.length === 1 && oneSlipApart(a.words[first!]!, b.words[first!]!)) return 'slip';
    // A space that slipped: "Thị Hoa" and "ThịHoa" have other lengths, "Vă nAn" and "Văn An" don't.
    if (oneSlipApart(a.words.join(' '), b.words.join(' '))) return 'slip';
    const given = isAbbreviation(a.words.at(-1)!) || isAbbreviation(b.words.at(-1)!);
    if (!given && places.every((place) => alike(a, place, b, place))) return 'abbreviated';
  } else if (a.words.join('') === b.words.join('')) {
    return 'slip';
  }
  const [lastA, lastB] = [a.words.length - 1, b.words.length - 1];
  const family = sounds(a, 0, b, 0);
  const given = sounds(a, lastA, b, lastB);
  const [short, long] = a.words.length < b.words.length ? [a, b] : [b, a];
  if (short.words.length > 1) {
    if (short.words.length < long.words.length && isShortened(short, long)) return 'shorter';
    if (family && given) return 'otherMiddle';
  }
  if (lastA === lastB && lastA > 0) {
    if (places.slice(0, -1).every((place) => sounds(a, place, b, place))) return 'otherGiven';
    if (places.slice(1).every((place) => sounds(a, place, b, place))) return 'otherFamily';
  }
  if (family) return 'familyOnly';
  return given ? 'givenOnly' : 'different';
}

function sounds(a: Names, placeA: number, b: Names, placeB: number): boolean {
  return a.words[placeA] === b.words[placeB] || a.soundWords[placeA] === b.soundWords[placeB];
}

function alike(a: Names, placeA: number, b: Names, placeB: number): boolean {
  if (sounds(a, placeA, b, placeB)) return true;
  const [one, other] = [a.words[placeA]!, b.words[placeB]!];
  return abbreviates(one, other) || (one.length > 2 && oneSlipApart(one, other));
}

/** Family and given name are alike, and what stands between them in the short one, in this order. */
function isShortened(short: Names, long: Names): boolean {
  const [lastShort, lastLong] = [short.words.length - 1, long.words.length - 1];
  if (!alike(short, 0, long, 0) || !alike(short, lastShort, long, lastLong)) return false;
  // Not both by a slip: "Lê Hoa" isn't short for "La Thị Hoà Hóa".
  if (!sounds(short, 0, long, 0) && !sounds(short, lastShort, long, lastLong)) return false;
  let from = 1;
  for (let place = 1; place < lastShort; place += 1) {
    while (from < lastLong && !alike(short, place, long, from)) from += 1;
    if (from === lastLong) return false;
    from += 1;
  }
  return true;
}

function compareBirthDates(a: Traits, b: Traits): Levels['birthDate'] {
  if (!a.birthDate || !b.birthDate) return 'unknown';
  const [left, right] = [toldOf(a.birthDate), toldOf(b.birthDate)];
  const [yearA, monthA, dayA] = left.split('-');
  const [yearB, monthB, dayB] = right.split('-');
  const apart = Math.abs(Number(yearA) - Number(yearB));
  if (!dayA || !dayB) {
    if (left.startsWith(right) || right.startsWith(left)) return 'sameYear';
    return apart <= 2 ? 'nearYear' : 'otherYear';
  }
  if (left === right) return 'same';
  if (apart === 0 && monthA === dayB && dayA === monthB) return 'swapped';
  if (oneDigitApart(left, right)) return 'slip';
  // 1959 and 1960 are no slip of a digit, and as near.
  if (apart === 1 && left.slice(4) === right.slice(4)) return 'slip';
  if (apart === 0) return 'otherDay';
  const guessed = a.birthDateEstimated || b.birthDateEstimated;
  return apart <= (guessed ? 2 : 1) ? 'yearBeside' : 'different';
}

/** What a date tells: 1 January is what registries write for those who know their year alone. */
function toldOf(birthDate: string): string {
  return birthDate.endsWith('-01-01') ? birthDate.slice(0, 4) : birthDate;
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
  if (a[0] === b[0] && a.at(-1) === b.at(-1) && Math.min(a.length, b.length) > 2) return 'hamlet';
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
