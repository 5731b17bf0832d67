import type { Candidates } from './candidates.ts';
import type { PatientIndex } from './patientIndex.ts';
import type { QueryToken } from './patientQuery.ts';
import { letterBit, unknownLetter } from './postings.ts';
import type { Posting } from './postings.ts';

/**
 * One word of a query, made ready for a scan of the columns. Each has a loop of its own over all
 * candidates: a call for each of 200,000 slots would cost more than everything that it asks.
 */
export interface Fit {
  readonly kind: QueryToken['kind'];
  /** How much it excludes, as far as its text tells. */
  readonly telling: number;
  /**
   * Everybody who fits stands in one of these lists, or came after they were made; whoever stands
   * there needn't fit. Undefined where there is no such list.
   */
  readonly lists: readonly Posting[] | undefined;
  /** Moves the candidates that fit to the front and adds to their scores; the others are gone. */
  keep(candidates: Candidates): void;
}

export interface NameFit extends Fit {
  readonly kind: 'name';
  readonly folded: string;
  /** By word of the dictionary: 0 doesn't fit, 1 begins like it, 3 is it; 2 more with its marks. */
  readonly byWord: Uint8Array;
  areInitials(slot: number): boolean;
}

export function compileToken(index: PatientIndex, token: QueryToken): Fit | NameFit {
  switch (token.kind) {
    case 'name':
      return nameFit(index, token);
    case 'digits':
      return digitsFit(index, token.digits, token.whole === true);
    case 'birth':
      return birthFit(index, token);
    case 'recordNumber':
      return recordNumberFit(index, token);
  }
}

/** The beginning of any part of the name, or the initials of its first parts. */
function nameFit(
  { columns, words, postings }: PatientIndex,
  { folded, written }: Extract<QueryToken, { kind: 'name' }>,
): NameFit {
  const { parts, partStart, partCount } = columns;
  const byWord = new Uint8Array(words.folded.length);
  const initials = new Uint16Array(words.folded.length);
  const known = new Set<number>();
  const lists: Posting[] = [];
  let anyWord = false;
  const letters = Array.from(folded, (letter) => letter.charCodeAt(0));
  for (let at = 0; at < words.folded.length; at += 1) {
    const word = words.folded[at]!;
    initials[at] = word.charCodeAt(0);
    known.add(word.charCodeAt(0));
    if (!word.startsWith(folded)) continue;
    anyWord = true;
    lists.push(postings.ofWord(at));
    const whole = word.length === folded.length ? 3 : 1;
    byWord[at] = whole + (written !== undefined && words.written[at] === written ? 2 : 0);
  }
  const mayBeInitials = letters.length > 1 && letters.every((letter) => known.has(letter));
  if (mayBeInitials) lists.push(postings.ofInitials(letters[0]!, letters[1]!));
  const areInitials = (slot: number) => {
    if (!mayBeInitials || letters.length > partCount[slot]!) return false;
    const start = partStart[slot]!;
    for (let at = 0; at < letters.length; at += 1) {
      if (initials[parts[start + at]!] !== letters[at]) return false;
    }
    return true;
  };
  return {
    kind: 'name',
    folded,
    byWord,
    areInitials,
    telling: folded.length,
    lists,
    keep(candidates) {
      const { slots, scores, count } = candidates;
      let kept = 0;
      if (anyWord && letters.length === 1 && !byWord.some((points) => points > 1)) {
        keepByLetter({ columns, postings }, byWord, letters[0]!, candidates);
        return;
      }
      if (anyWord || mayBeInitials) {
        for (let at = 0; at < count; at += 1) {
          const slot = slots[at]!;
          const start = partStart[slot]!;
          const end = start + partCount[slot]!;
          let score = 0;
          for (let part = start; part < end; part += 1) {
            const gained = byWord[parts[part]!]!;
            if (gained > score) score = gained;
          }
          if (score === 0) {
            // Most names begin with another letter: they aren't worth a call.
            if (!mayBeInitials || start === end || initials[parts[start]!] !== letters[0]) continue;
            if (!areInitials(slot)) continue;
            score = 1;
          }
          slots[kept] = slot;
          scores[kept] = scores[at]! + score;
          kept += 1;
        }
      }
      candidates.count = kept;
    },
  };
}

/**
 * A single letter, which is nobody's whole name: most people have a name that begins with it or with
 * none of it, and one number says so.
 */
function keepByLetter(
  { columns, postings }: Pick<PatientIndex, 'columns' | 'postings'>,
  byWord: Uint8Array,
  letter: number,
  candidates: Candidates,
): void {
  const { parts, partStart, partCount } = columns;
  const { letters, upTo } = postings;
  const { slots, scores, count } = candidates;
  const bit = letterBit(letter);
  let kept = 0;
  for (let at = 0; at < count; at += 1) {
    const slot = slots[at]!;
    const known = slot < upTo ? letters[slot]! : unknownLetter;
    if ((known & (bit | unknownLetter)) === 0) continue;
    if ((known & unknownLetter) !== 0) {
      const end = partStart[slot]! + partCount[slot]!;
      let part = partStart[slot]!;
      while (part < end && byWord[parts[part]!] === 0) part += 1;
      if (part === end) continue;
    }
    slots[kept] = slot;
    scores[kept] = scores[at]! + 1;
    kept += 1;
  }
  candidates.count = kept;
}

/** Numbers that have no more digits than this are too short to say who somebody is. */
const shortestNumber = 3;
/** So many digits are a whole number, not the end of one. */
const wholeNumber = 9;
/** Points: of a whole number, of a birth date, of the end of a number. */
const points = { whole: 30, birth: 6, end: 3, yearAlone: 2, little: 1 };

/**
 * The last digits of any number; four digits as the year of birth as well, three as its beginning,
 * eight as the day of birth.
 */
function digitsFit({ columns, postings }: PatientIndex, digits: string, whole: boolean): Fit {
  const { numberStart, numberCount, lastFour, lastNine, nineBefore, digitCount, birth } = columns;
  const { length } = digits;
  const lastDigits = Number(digits.slice(-9));
  const digitsBefore = Number(digits.slice(-18, -9));
  const nineModulus = 10 ** Math.min(length, 9);
  const beforeModulus = 10 ** Math.max(0, Math.min(length - 9, 9));
  // By the last four digits of a number: whether it may end like this.
  const mayEnd = new Uint8Array(10_000);
  const lists: Posting[] = [];
  const fourModulus = 10 ** Math.min(length, 4);
  const short = length < shortestNumber || (length > 18 && !whole);
  for (let four = lastDigits % fourModulus; !short && four < 10_000; four += fourModulus) {
    mayEnd[four] = 1;
    lists.push(postings.ofLastFour(four));
  }
  const [bornFrom, bornTo] = whole ? [1, 0] : birthsOf(digits);
  for (let year = Math.floor(bornFrom / 10_000); year * 10_000 < bornTo; year += 1) {
    lists.push(postings.ofYear(year));
  }
  const ends = (at: number) =>
    lastNine[at]! % nineModulus === lastDigits &&
    nineBefore[at]! % beforeModulus === digitsBefore &&
    (whole ? digitCount[at]! === length : digitCount[at]! >= length);
  return {
    kind: 'digits',
    telling: 20 + length,
    lists,
    keep(candidates) {
      const { slots, scores, count } = candidates;
      let kept = 0;
      for (let at = 0; at < count; at += 1) {
        const slot = slots[at]!;
        const start = numberStart[slot]!;
        const end = start + numberCount[slot]!;
        let score = 0;
        for (let number = start; number < end; number += 1) {
          if (mayEnd[lastFour[number]!] === 1 && ends(number)) {
            score = length >= wholeNumber ? points.whole : points.end;
            break;
          }
        }
        const born = birth[slot]!;
        if (born >= bornFrom && born < bornTo) {
          score = Math.max(score, length === 3 ? points.little : points.birth);
        }
        if (score === 0) continue;
        slots[kept] = slot;
        scores[kept] = scores[at]! + score;
        kept += 1;
      }
      candidates.count = kept;
    },
  };
}

/**
 * Births that digits alone may mean: a year, its beginning or a day, from one and below another. An
 * unknown birth is 0 in its column, and nobody is found by it.
 */
function birthsOf(digits: string): readonly [from: number, to: number] {
  if (Number(digits) === 0) return [1, 0];
  if (digits.length === 3) return [Number(digits) * 100_000, (Number(digits) + 1) * 100_000];
  if (digits.length === 4) return [Number(digits) * 10_000, (Number(digits) + 1) * 10_000];
  if (digits.length !== 8) return [1, 0];
  const day = Number(digits.slice(4) + digits.slice(2, 4) + digits.slice(0, 2));
  return [day, day + 1];
}

/** What both know agrees. Who is known by the year alone fits any day of it. */
function birthFit(
  { columns: { birth }, postings }: PatientIndex,
  { year, month, day }: Extract<QueryToken, { kind: 'birth' }>,
): Fit {
  const from = Math.max(1, year * 10_000);
  const to = year === 0 ? Infinity : (year + 1) * 10_000;
  const agrees = (asked: number, known: number) =>
    asked === 0 || known === asked || (known === 0 && year !== 0);
  return {
    kind: 'birth',
    telling: 25,
    lists: year === 0 ? undefined : [postings.ofYear(year)],
    keep(candidates) {
      const { slots, scores, count } = candidates;
      let kept = 0;
      for (let at = 0; at < count; at += 1) {
        const slot = slots[at]!;
        const born = birth[slot]!;
        if (born < from || born >= to) continue;
        if (!agrees(month, Math.floor(born / 100) % 100) || !agrees(day, born % 100)) continue;
        slots[kept] = slot;
        scores[kept] = scores[at]! + (born % 100 === 0 ? points.yearAlone : points.birth);
        kept += 1;
      }
      candidates.count = kept;
    },
  };
}

function recordNumberFit(
  { columns, words, postings }: PatientIndex,
  { block, sequence }: Extract<QueryToken, { kind: 'recordNumber' }>,
): Fit {
  const wanted = words.blocks.indexOf(block);
  return {
    kind: 'recordNumber',
    telling: 40,
    lists: [postings.ofSequence(sequence)],
    keep(candidates) {
      const { slots, scores, count } = candidates;
      let kept = 0;
      for (let at = 0; at < count; at += 1) {
        const slot = slots[at]!;
        if (columns.sequence[slot] !== sequence || columns.block[slot] !== wanted) continue;
        slots[kept] = slot;
        scores[kept] = scores[at]! + points.whole;
        kept += 1;
      }
      candidates.count = kept;
    },
  };
}
