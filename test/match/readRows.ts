import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { csvRows } from '../../main/import/csvRows.ts';

/** One row of a file; `line` is counted from 1, in a list the place in it. */
export interface Row {
  readonly line: number;
  /** By the names of columns or keys; a bare list (`["a", "b"]`) as it stands. */
  readonly values: Readonly<Record<string, unknown>> | readonly unknown[];
}

/** A row that can't be read or used, and what to do about it. Never a value of the row. */
export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export type RowFormat = 'CSV' | 'NDJSON' | 'JSON';

export interface Rows {
  readonly format: RowFormat;
  /** Headings of a CSV file as they stand; empty otherwise. */
  readonly heading: readonly string[];
  readonly rows: AsyncIterable<Row>;
}

/** Lists in an object that hold the rows: `{ "patients": [...] }`, a FHIR bundle. */
const lists = ['patients', 'entry', 'records', 'pairs', 'data', 'clusters', 'groups', 'truth'];

/**
 * Reads a file of one JSON object or list a line, one JSON list, or a CSV file (comma, semicolon or
 * tab; quotes as RFC 4180 has them). Its first letter tells which. Rows that can't be read are told
 * to `bad`.
 */
export async function openRows(file: string, bad: (row: BadRow) => void): Promise<Rows> {
  const begin = await beginningOf(file);
  if (!/^[[{]/.test(begin)) return openCsv(file, bad);
  const firstLine = begin.split(/\r?\n/, 1)[0]!;
  const alone = parsed(firstLine);
  // One line that is JSON by itself, with another behind it, is NDJSON; a list alone is a list of rows.
  const oneLine = !begin.includes('\n') || begin.slice(firstLine.length).trim() === '';
  const wholeList = oneLine && (Array.isArray(alone) || listIn(alone) !== undefined);
  if (alone !== undefined && !wholeList) {
    return { format: 'NDJSON', heading: [], rows: jsonLines(file, bad) };
  }
  const whole = parsed((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  if (whole === undefined) return { format: 'NDJSON', heading: [], rows: jsonLines(file, bad) };
  return { format: 'JSON', heading: [], rows: ofList(file, whole, bad) };
}

async function beginningOf(file: string): Promise<string> {
  let text = '';
  for await (const piece of createReadStream(file, { encoding: 'utf8', end: 1024 * 1024 })) {
    text += piece as string;
  }
  return text.replace(/^\uFEFF/, '').trimStart();
}

async function* jsonLines(file: string, bad: (row: BadRow) => void): AsyncGenerator<Row> {
  let line = 0;
  for await (const raw of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    const text = raw.replace(/^\uFEFF/, '').trim();
    if (text === '') continue;
    const values = parsed(text);
    if (isRow(values)) yield { line, values };
    else bad({ file, line, text: 'is no JSON object on one line' });
  }
}

async function* ofList(
  file: string,
  whole: unknown,
  bad: (row: BadRow) => void,
): AsyncGenerator<Row> {
  const list = Array.isArray(whole) ? whole : listIn(whole);
  // An object of lists is groups by their name.
  const rows = list ?? Object.entries(whole as object).map(([person, ids]) => ({ person, ids }));
  for (const [place, each] of rows.entries()) {
    const values: unknown = (each as { resource?: unknown } | null)?.resource ?? each;
    if (isRow(values)) yield { line: place + 1, values };
    else bad({ file, line: place + 1, text: 'is no JSON object' });
  }
}

function listIn(value: unknown): readonly unknown[] | undefined {
  if (!isRow(value) || Array.isArray(value)) return undefined;
  const found = lists.map((name) => (value as Record<string, unknown>)[name]);
  return found.find((each) => Array.isArray(each)) as readonly unknown[] | undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRow(value: unknown): value is Row['values'] {
  return typeof value === 'object' && value !== null;
}

async function openCsv(file: string, bad: (row: BadRow) => void): Promise<Rows> {
  const pieces = createReadStream(file, { encoding: 'utf8' });
  const read = csvRows(withoutMark(pieces));
  const first = await read.next();
  const heading =
    first.done || 'lost' in first.value ? [] : first.value.cells.map((cell) => cell.trim());
  return { format: 'CSV', heading, rows: cellRows() };

  async function* cellRows(): AsyncGenerator<Row> {
    for await (const row of read) {
      const { line } = row;
      if ('lost' in row) {
        bad({ file, line, text: 'has a quote that isn’t closed' });
      } else if (row.cells.slice(heading.length).some((cell) => cell.trim() !== '')) {
        const text = `has ${row.cells.length} cells where the heading has ${heading.length}`;
        bad({ file, line, text });
      } else {
        const cells = heading.map((name, at) => [name, (row.cells[at] ?? '').trim()] as const);
        yield { line, values: Object.fromEntries(cells.filter(([, cell]) => cell !== '')) };
      }
    }
  }
}

async function* withoutMark(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let first = true;
  for await (const piece of pieces) {
    yield first ? piece.replace(/^\uFEFF/, '') : piece;
    first = false;
  }
}
