/** By slot, unless a name says otherwise. Starts and counts lead into the columns of parts and numbers. */
export interface Columns {
  /** Four words a slot: the patient's uuid. */
  ids: Uint32Array;
  /** 1 where the slot holds a patient. */
  live: Uint8Array;
  partStart: Uint32Array;
  partCount: Uint8Array;
  numberStart: Uint32Array;
  numberCount: Uint8Array;
  /** Year, month and day as `yyyymmdd`; zeros for what isn't known. */
  birth: Uint32Array;
  block: Uint16Array;
  sequence: Uint32Array;
  /** Minutes since 1970. */
  seen: Uint32Array;
  /** Place in `words.wards`; 0 for no open visit. */
  ward: Uint16Array;
  /** Words of names, by place in `words`; several a patient. */
  parts: Uint32Array;
  /** Of each number: its last four digits, its last nine, the nine before those, and its length. */
  lastFour: Uint16Array;
  lastNine: Uint32Array;
  nineBefore: Uint32Array;
  digitCount: Uint8Array;
}

/** The texts that columns point to by number. */
export interface Words {
  readonly written: string[];
  readonly folded: string[];
  readonly blocks: string[];
  /** The first is no ward. */
  readonly wards: string[];
}

/** Columns of parts and numbers; the others are by slot. */
export const rowsOf = {
  parts: ['parts'],
  numbers: ['lastFour', 'lastNine', 'nineBefore', 'digitCount'],
} as const;

/** How far the columns are filled. */
export interface Filled {
  readonly slots: number;
  readonly parts: number;
  readonly numbers: number;
}

export function emptyColumns(capacity: number): Columns {
  return {
    ids: new Uint32Array(capacity * 4),
    live: new Uint8Array(capacity),
    partStart: new Uint32Array(capacity),
    partCount: new Uint8Array(capacity),
    numberStart: new Uint32Array(capacity),
    numberCount: new Uint8Array(capacity),
    birth: new Uint32Array(capacity),
    block: new Uint16Array(capacity),
    sequence: new Uint32Array(capacity),
    seen: new Uint32Array(capacity),
    ward: new Uint16Array(capacity),
    parts: new Uint32Array(capacity * 4),
    lastFour: new Uint16Array(capacity * 4),
    lastNine: new Uint32Array(capacity * 4),
    nineBefore: new Uint32Array(capacity * 4),
    digitCount: new Uint8Array(capacity * 4),
  };
}

export function emptyWords(): Words {
  return { written: [], folded: [], blocks: [], wards: [''] };
}

type ByRow = (typeof rowsOf)[keyof typeof rowsOf][number];

/** Makes room for twice as many parts or numbers. */
export function grow(columns: Columns, names: readonly ByRow[]): void {
  for (const name of names) columns[name] = doubled(columns[name]) as never;
}

/** Makes room for so many slots. */
export function growSlots(columns: Columns, capacity: number): void {
  const larger = emptyColumns(capacity);
  const byRow: readonly string[] = Object.values(rowsOf).flat();
  for (const name of Object.keys(columns) as (keyof Columns)[]) {
    if (byRow.includes(name)) continue;
    larger[name].set(columns[name]);
    columns[name] = larger[name] as never;
  }
}

function doubled<T extends Uint8Array | Uint16Array | Uint32Array>(column: T): T {
  const larger = new (column.constructor as new (length: number) => T)(column.length * 2);
  larger.set(column);
  return larger;
}
