import { readRecordNumber } from '../recordNumber.ts';
import { namePart, splitName } from './nameParts.ts';
import type { NamePart } from './nameParts.ts';
import { emptyColumns, emptyWords, grow, growSlots, rowsOf } from './columns.ts';
import type { Columns, Filled, Words } from './columns.ts';
import { postingsOver } from './postings.ts';
import type { Postings } from './postings.ts';
import type { SearchablePatient, Standing } from './searchable.ts';

/**
 * The index of all patients, in columns: a few bytes a patient instead of an object each. 200,000
 * patients take some 15 MB, and a scan of a column takes a millisecond. A patient is a *slot*, a row
 * of the columns; name parts stand in a dictionary, for a few thousand syllables make all names.
 * Posting lists over the columns say who is worth a look.
 */
export interface PatientIndex {
  /** Slots in use, those of removed patients included. */
  readonly slots: number;
  /** Patients. */
  readonly size: number;
  readonly columns: Columns;
  readonly words: Words;
  readonly postings: Postings;
  /** Slots that were put in anew since the posting lists were made, of those that are in them. */
  changedSlots(): Iterable<number>;
  /** How many slots came or changed since the posting lists were made: every query looks at them. */
  readonly beside: number;
  /**
   * Makes the posting lists anew, 100 to 150 ms for 200,000 patients. What is found stays the same,
   * with lists or without: an index opens without any, and looks at everybody until they are made.
   */
  makePostings(): void;
  /** Puts a patient in, or in the place of what was known of them; the standing stays. */
  put(patient: SearchablePatient): void;
  /** Says where somebody is; for a patient who isn't in the index nothing happens. */
  place(patientId: string, standing: Standing): void;
  remove(patientId: string): void;
  has(patientId: string): boolean;
  patientIdAt(slot: number): string;
  /** Of everybody, in no order. */
  patientIds(): readonly string[];
  /** How far the columns are filled. */
  filled(): Filled;
  /** The highest sequence of a block of record numbers; 0 where there is none. */
  highestOfBlock(block: string): number;
  /** Patients who have one record number, two and two; the lower patient id first. */
  sameNumbers(): readonly (readonly [string, string])[];
}

const minuteMs = 60_000;
/** Parts and numbers of one patient beyond these aren't looked at. */
const most = 255;
const noSlot = 0xffff_ffff;
const noBlock = 0xffff;

/** Opens an index, over columns and words that were kept or over empty ones. */
export function openPatientIndex(
  columns: Columns = emptyColumns(1024),
  words: Words = emptyWords(),
  filled: Filled = { slots: 0, parts: 0, numbers: 0 },
): PatientIndex {
  let { slots, parts, numbers } = filled;
  const wordAt = new Map(words.written.map((written, at) => [written, at]));
  const slotsOf = openSlots(columns, slots);
  let size = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    if (columns.live[slot] === 0) continue;
    slotsOf.add(slot);
    size += 1;
  }

  const changed = new Set<number>();
  let postings = postingsOver(columns, { slots: 0, parts: 0, numbers: 0 }, new Uint16Array(0));

  /** A few thousand syllables make all names: each is folded once. */
  const wordOfRaw = new Map<string, number | undefined>();
  function wordsOf(name: string): number[] {
    return splitName(name).flatMap((raw) => {
      if (!wordOfRaw.has(raw)) wordOfRaw.set(raw, newWord(namePart(raw)));
      return wordOfRaw.get(raw) ?? [];
    });
  }

  function newWord(part: NamePart | undefined): number | undefined {
    if (!part) return undefined;
    const known = wordAt.get(part.written);
    if (known !== undefined) return known;
    const at = words.written.push(part.written) - 1;
    words.folded.push(part.folded);
    wordAt.set(part.written, at);
    return at;
  }

  function newSlot(id: Id): number {
    if (slots === columns.live.length) growSlots(columns, slots * 2);
    const slot = slots;
    slots += 1;
    columns.ids.set(id, slot * 4);
    columns.live[slot] = 1;
    slotsOf.add(slot);
    size += 1;
    return slot;
  }

  const idAt = (slot: number) => uuidOf(columns.ids.subarray(slot * 4, slot * 4 + 4));

  return {
    columns,
    words,
    get postings() {
      return postings;
    },
    changedSlots: () => changed,
    get beside() {
      return slots - postings.upTo + changed.size;
    },
    makePostings() {
      const initials = Uint16Array.from(words.folded, (word) => word.charCodeAt(0));
      postings = postingsOver(columns, { slots, parts, numbers }, initials);
      changed.clear();
    },
    get slots() {
      return slots;
    },
    get size() {
      return size;
    },
    filled: () => ({ slots, parts, numbers }),

    put(patient) {
      const id = idOf(patient.patientId);
      let slot = slotsOf.find(id);
      if (slot === undefined) {
        slot = newSlot(id);
      } else if (columns.live[slot] === 0) {
        columns.live[slot] = 1;
        size += 1;
      }
      if (slot < postings.upTo) {
        changed.add(slot);
        postings.changed(slot);
      }
      const ofName = wordsOf(patient.name ?? '').slice(0, most);
      const digits = patient.numbers
        .map((number) => number.replace(/\D/g, ''))
        .filter((number) => number !== '');
      const number = readRecordNumber(patient.recordNumber);
      if (number) digits.push(patient.recordNumber.split('-')[1]!);
      digits.splice(most);

      while (parts + ofName.length > columns.parts.length) grow(columns, rowsOf.parts);
      columns.partStart[slot] = parts;
      columns.partCount[slot] = ofName.length;
      columns.parts.set(ofName, parts);
      parts += ofName.length;
      while (numbers + digits.length > columns.lastFour.length) grow(columns, rowsOf.numbers);
      columns.numberStart[slot] = numbers;
      columns.numberCount[slot] = digits.length;
      for (const one of digits) {
        columns.lastFour[numbers] = Number(one.slice(-4));
        columns.lastNine[numbers] = Number(one.slice(-9));
        columns.nineBefore[numbers] = Number(one.slice(-18, -9));
        columns.digitCount[numbers] = Math.min(one.length, most);
        numbers += 1;
      }
      columns.birth[slot] = birthNumber(patient.birthDate);
      columns.block[slot] = number ? placeOf(words.blocks, number.block) : noBlock;
      columns.sequence[slot] = number?.sequence ?? 0;
    },
    place(patientId, { ward, seenMs }) {
      const slot = slotsOf.find(idOf(patientId));
      if (slot === undefined) return;
      columns.ward[slot] = ward === undefined ? 0 : placeOf(words.wards, ward);
      columns.seen[slot] = Math.max(0, Math.floor(seenMs / minuteMs));
    },
    remove(patientId) {
      const slot = slotsOf.find(idOf(patientId));
      if (slot === undefined || columns.live[slot] === 0) return;
      columns.live[slot] = 0;
      size -= 1;
    },
    has(patientId) {
      const slot = slotsOf.find(idOf(patientId));
      return slot !== undefined && columns.live[slot] === 1;
    },
    patientIdAt: idAt,
    patientIds() {
      const ids: string[] = [];
      for (let slot = 0; slot < slots; slot += 1) {
        if (columns.live[slot] === 1) ids.push(idAt(slot));
      }
      return ids;
    },
    highestOfBlock(block) {
      const wanted = words.blocks.indexOf(block);
      let highest = 0;
      for (let slot = 0; slot < slots; slot += 1) {
        // Removed ones count too: a number is never given twice.
        if (columns.block[slot] === wanted) highest = Math.max(highest, columns.sequence[slot]!);
      }
      return highest;
    },
    sameNumbers() {
      const first = new Map<number, number>();
      const pairs: [string, string][] = [];
      for (let slot = 0; slot < slots; slot += 1) {
        const block = columns.block[slot]!;
        if (columns.live[slot] === 0 || block === noBlock) continue;
        const number = block * 2 ** 32 + columns.sequence[slot]!;
        const before = first.get(number);
        if (before === undefined) first.set(number, slot);
        else pairs.push([idAt(before), idAt(slot)].sort() as [string, string]);
      }
      return pairs;
    },
  };
}

/** `1957-03-14` as 19570314, `1957` as 19570000. */
export function birthNumber(birthDate: string | undefined): number {
  const [year = 0, month = 0, day = 0] = (birthDate ?? '').split('-').map(Number);
  return year * 10_000 + month * 100 + day;
}

function placeOf(texts: string[], text: string): number {
  const at = texts.indexOf(text);
  return at >= 0 ? at : texts.push(text) - 1;
}

type Id = readonly [number, number, number, number];

function idOf(patientId: string): Id {
  const hex = patientId.replaceAll('-', '');
  const word = (at: number) => Number.parseInt(hex.slice(at, at + 8), 16) >>> 0;
  return [word(0), word(8), word(16), word(24)];
}

function uuidOf(words: Uint32Array): string {
  const hex = Array.from(words, (word) => word.toString(16).padStart(8, '0')).join('');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/**
 * Slots by id: open addressing over the columns themselves, four bytes an entry.
 * @param expected so many are added at once: the table needn't grow for them
 */
function openSlots(columns: Columns, expected: number) {
  let table = new Uint32Array(2 ** Math.max(12, Math.ceil(Math.log2(expected * 2 + 1)))).fill(
    noSlot,
  );
  let used = 0;
  const isAt = (slot: number, id: Id) =>
    columns.ids[slot * 4] === id[0] &&
    columns.ids[slot * 4 + 1] === id[1] &&
    columns.ids[slot * 4 + 2] === id[2] &&
    columns.ids[slot * 4 + 3] === id[3];
  // The end of a uuid is random, its beginning is the time.
  const home = (last: number, before: number) =>
    ((last ^ Math.imul(before, 0x9e37_79b1)) >>> 0) & (table.length - 1);
  const insert = (slot: number) => {
    let at = home(columns.ids[slot * 4 + 3]!, columns.ids[slot * 4 + 2]!);
    while (table[at] !== noSlot) at = (at + 1) & (table.length - 1);
    table[at] = slot;
  };
  return {
    find(id: Id): number | undefined {
      for (let at = home(id[3], id[2]); ; at = (at + 1) & (table.length - 1)) {
        const slot = table[at]!;
        if (slot === noSlot) return undefined;
        if (isAt(slot, id)) return slot;
      }
    },
    add(slot: number): void {
      used += 1;
      if (used * 2 > table.length) {
        const before = table;
        table = new Uint32Array(before.length * 2).fill(noSlot);
        for (const standing of before) if (standing !== noSlot) insert(standing);
      }
      insert(slot);
    },
  };
}
