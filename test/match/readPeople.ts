import { traitsOf } from '../../shared/identity/matching/traits.ts';
import type { SaidOfPerson, Traits } from '../../shared/identity/matching/traits.ts';
import { fieldOf, knownHeadings } from './personFields.ts';
import { readPerson } from './readPerson.ts';
import { openRows } from './readRows.ts';
import type { BadRow, RowFormat } from './readRows.ts';

/** The people of a file, and how it was understood. */
export interface PeopleOfFile {
  readonly people: ReadonlyMap<string, Traits>;
  readonly said: ReadonlyMap<string, SaidOfPerson>;
  /** Other names that a row has of its own, by which a truth may call it. */
  readonly otherIds: ReadonlyMap<string, string>;
  readonly format: RowFormat;
  readonly rows: number;
  /** Of how many people each thing is known. */
  readonly known: Readonly<Record<string, number>>;
  /** Of how many rows it couldn't be understood, so that it counts as unknown. */
  readonly unclear: Readonly<Record<string, number>>;
  /** Headings that nothing was taken of. */
  readonly left: readonly string[];
}

/** People that a file can be compared of are as many as memory holds; headings are a few. */
const mostLeft = 12;

/**
 * Reads a patients file of any program (`readPerson.ts`, `readRows.ts`). A row without an id, with one
 * that stands above, or without anything to compare by, is told to `bad` and left out; what can't be
 * understood in a row makes that field unknown and nothing else.
 */
export async function readPeople(
  file: string,
  today: string,
  bad: (row: BadRow) => void,
): Promise<PeopleOfFile> {
  const said = new Map<string, SaidOfPerson>();
  const otherIds = new Map<string, string>();
  const unclear: Record<string, number> = {};
  const left = new Set<string>();
  let rows = 0;
  const { format, heading, rows: read } = await openRows(file, bad);
  if (
    heading.length > 0 &&
    !heading.some((name) => ['id', 'patientId'].includes(fieldOf(name) ?? ''))
  ) {
    const text = `has no column with an id. Known columns are ${knownHeadings.join(', ')}`;
    bad({ file, line: 1, text });
  }
  for await (const { line, values } of read) {
    rows += 1;
    const { ids, ...row } = readPerson(values as Record<string, unknown>, today);
    const [id, other] = ids;
    for (const name of row.left) if (left.size < mostLeft) left.add(name);
    if (id === undefined) bad({ file, line, text: 'has no id' });
    else if (said.has(id)) bad({ file, line, text: 'repeats an id that stands above' });
    else if (!speaks(row.said)) {
      bad({ file, line, text: 'says neither a name nor a number nor a telephone' });
    } else {
      said.set(id, row.said);
      if (other !== undefined) otherIds.set(other, id);
      for (const field of row.unclear) unclear[field] = (unclear[field] ?? 0) + 1;
    }
  }
  const people = new Map([...said].map(([id, each]) => [id, traitsOf(each)]));
  return { people, said, otherIds, format, rows, known: knownOf(said), unclear, left: [...left] };
}

function speaks({ name, phones, numbers }: SaidOfPerson): boolean {
  return name !== undefined || phones.length > 0 || numbers.length > 0;
}

function knownOf(said: ReadonlyMap<string, SaidOfPerson>): Record<string, number> {
  const known: Record<string, number> = {};
  for (const each of said.values()) {
    for (const [field, value] of Object.entries(each) as [string, unknown][]) {
      const says = Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
      if (says) known[field] = (known[field] ?? 0) + 1;
    }
  }
  return known;
}
