import type { PatientIndex } from './patientIndex.ts';
import type { Posting } from './postings.ts';

/** Slots that may still be found, and how well each fits what was asked so far. */
export interface Candidates {
  readonly slots: Uint32Array;
  readonly scores: Uint8Array;
  /** How many of the slots count. */
  count: number;
}

/** Rooms for the candidates of one query at a time: a new megabyte a keystroke is dearer than a scan. */
const rooms = new WeakMap<PatientIndex, Room>();

interface Room extends Candidates {
  /** 1 where the slot is among the candidates already; all 0 between two queries. */
  readonly marks: Uint8Array;
}

/**
 * Whom a query looks at: who stands in the shortest of the lists that its words offer, and who was
 * put in since they were made; everybody where no list excludes many. They stand until the next call.
 *
 * @param offered of each word the lists in which everybody stands who fits it; undefined for a word
 *   that has none
 */
export function candidatesFor(
  index: PatientIndex,
  offered: readonly (readonly Posting[] | undefined)[],
): Candidates {
  const room = roomFor(index);
  let shortest: readonly Posting[] | undefined;
  // Whoever stands in no list yet is looked at beside each.
  let fewest = index.slots / 3 - index.beside;
  for (const lists of offered) {
    const length = lists?.reduce((sum, list) => sum + list.length, 0);
    if (length === undefined || length >= fewest) continue;
    fewest = length;
    shortest = lists;
  }
  if (shortest) takeListed(index, room, shortest);
  else takeEverybody(index, room);
  room.scores.fill(0, 0, room.count);
  return room;
}

function takeEverybody({ slots, columns: { live } }: PatientIndex, room: Room): void {
  let count = 0;
  for (let slot = 0; slot < slots; slot += 1) if (live[slot] === 1) room.slots[count++] = slot;
  room.count = count;
}

function takeListed(index: PatientIndex, room: Room, lists: readonly Posting[]): void {
  const { live } = index.columns;
  const { slots, marks } = room;
  let count = 0;
  const take = (slot: number) => {
    if (live[slot] === 0 || marks[slot] === 1) return;
    marks[slot] = 1;
    slots[count++] = slot;
  };
  for (const list of lists) for (let at = 0; at < list.length; at += 1) take(list[at]!);
  for (const slot of index.changedSlots()) take(slot);
  for (let slot = index.postings.upTo; slot < index.slots; slot += 1) take(slot);
  for (let at = 0; at < count; at += 1) marks[slots[at]!] = 0;
  room.count = count;
}

function roomFor(index: PatientIndex): Room {
  const capacity = index.columns.live.length;
  const known = rooms.get(index);
  if (known && known.slots.length >= capacity) return known;
  const room: Room = {
    slots: new Uint32Array(capacity),
    scores: new Uint8Array(capacity),
    marks: new Uint8Array(capacity),
    count: 0,
  };
  rooms.set(index, room);
  return room;
}
