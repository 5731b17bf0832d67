import type { Columns, Filled } from './columns.ts';

/** Slots that stand together under one key, in their order. */
export type Posting = Uint32Array;

/**
 * Posting lists over the columns: who may fit a word of a query, without a look at everybody. They
 * are made in one pass and follow from the columns, so they lie on no disk. Who is put in or changed
 * after the pass stands in none of them as they are now, and is looked at by every query until the
 * next one.
 */
export interface Postings {
  /** Slots below it were there when the lists were made. */
  readonly upTo: number;
  /** By place in `words`: whose name has the word; twice who has it twice. */
  ofWord(word: number): Posting;
  /** Whose first two parts of the name may begin with these letters. */
  ofInitials(first: number, second: number): Posting;
  /** Who has a number that ends with these four digits, read as a number. */
  ofLastFour(lastFour: number): Posting;
  /** Whose record number may have this sequence. */
  ofSequence(sequence: number): Posting;
  /** Who was born in that year; year 0 for those of whom it isn't known. */
  ofYear(year: number): Posting;
  /** By slot: with which letters parts of the name begin, a bit each (`letterBit`). */
  readonly letters: Uint32Array;
  /** Somebody changed: they are looked at by every query, until the lists are made anew. */
  changed(slot: number): void;
}

/** Whose bit this is has to be looked at: their letters aren't known, or are none of a to z. */
export const unknownLetter = 1 << 31;

/** @param code of a letter of a folded word */
export function letterBit(code: number): number {
  const place = code - 'a'.charCodeAt(0);
  return place >= 0 && place < 26 ? 1 << place : unknownLetter;
}

const fourDigits = 10_000;
const initialBits = 5;
const initialMask = (1 << initialBits) - 1;
const none: Posting = new Uint32Array(0);

/** @param initialOf the code of the first letter of each word of the dictionary */
export function postingsOver(
  columns: Columns,
  { slots }: Filled,
  initialOf: Uint16Array,
): Postings {
  const { parts, partStart, partCount, numberStart, numberCount, lastFour } = columns;
  const { sequence, birth } = columns;

  const words = listed(initialOf.length, (put) => {
    for (let slot = 0; slot < slots; slot += 1) {
      const end = partStart[slot]! + partCount[slot]!;
      for (let part = partStart[slot]!; part < end; part += 1) put(parts[part]!, slot);
    }
  });
  const letters = new Uint32Array(slots);
  const bits = Int32Array.from(initialOf, letterBit);
  for (let slot = 0; slot < slots; slot += 1) {
    const end = partStart[slot]! + partCount[slot]!;
    for (let part = partStart[slot]!; part < end; part += 1) letters[slot]! |= bits[parts[part]!]!;
  }
  const initials = listed(1 << (2 * initialBits), (put) => {
    for (let slot = 0; slot < slots; slot += 1) {
      if (partCount[slot]! < 2) continue;
      const start = partStart[slot]!;
      put(pairOf(initialOf[parts[start]!]!, initialOf[parts[start + 1]!]!), slot);
    }
  });
  const numbers = listed(fourDigits, (put) => {
    for (let slot = 0; slot < slots; slot += 1) {
      const end = numberStart[slot]! + numberCount[slot]!;
      for (let number = numberStart[slot]!; number < end; number += 1) put(lastFour[number]!, slot);
    }
  });
  const sequences = listed(fourDigits, (put) => {
    for (let slot = 0; slot < slots; slot += 1) put(sequence[slot]! % fourDigits, slot);
  });
  const years = listed(fourDigits, (put) => {
    for (let slot = 0; slot < slots; slot += 1) put(yearOf(birth[slot]!), slot);
  });

  return {
    upTo: slots,
    ofWord: words,
    ofInitials: (first, second) => initials(pairOf(first, second)),
    ofLastFour: numbers,
    ofSequence: (wanted) => sequences(wanted % fourDigits),
    ofYear: years,
    letters,
    changed(slot) {
      letters[slot] = unknownLetter;
    },
  };
}

const pairOf = (first: number, second: number) =>
  ((first & initialMask) << initialBits) | (second & initialMask);

/** Years of more digits than four don't come in; the columns would hold them. */
const yearOf = (born: number) => Math.min(Math.floor(born / 10_000), fourDigits - 1);

/** A counting sort: `entries` is walked twice, once to count and once to place. */
function listed(
  keys: number,
  entries: (put: (key: number, slot: number) => void) => void,
): (key: number) => Posting {
  const ends = new Uint32Array(keys + 1);
  entries((key) => {
    ends[key + 1]! += 1;
  });
  for (let key = 0; key < keys; key += 1) ends[key + 1]! += ends[key]!;
  const starts = ends.slice(0, keys);
  const all = new Uint32Array(ends[keys]!);
  const next = starts.slice();
  entries((key, slot) => {
    all[next[key]!++] = slot;
  });
  return (key) => (key < keys ? all.subarray(starts[key], ends[key + 1]) : none);
}
