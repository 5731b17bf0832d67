import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** One row of a file, by the names of its columns or keys; `line` is counted from 1. */
export interface Row {
  readonly line: number;
  readonly values: Readonly<Record<string, unknown>>;
}

/** A row that can't be read or used, and what to do about it. Never a value of the row. */
export interface BadRow {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Reads a file of one JSON object a line, or a CSV file with a heading (comma or semicolon, quotes
 * as RFC 4180 has them, no line breaks inside a cell). A first line that begins with `{` makes it
 * NDJSON. Rows that can't be read are told to `bad`.
 */
export async function* readRows(file: string, bad: (row: BadRow) => void): AsyncGenerator<Row> {
  let line = 0;
  let csv: { readonly separator: string; readonly heading: readonly string[] } | undefined;
  let kind: 'json' | 'csv' | undefined;
  for await (const raw of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    line += 1;
    const text = line === 1 ? raw.replace(/^\uFEFF/, '') : raw;
    if (text.trim() === '') continue;
    kind ??= text.trimStart().startsWith('{') ? 'json' : 'csv';
    if (kind === 'json') {
      const values = parseObject(text);
      if (values) yield { line, values };
      else bad({ file, line, text: 'is no JSON object on one line' });
      continue;
    }
    if (!csv) {
      const separator = text.split(';').length > text.split(',').length ? ';' : ',';
      csv = { separator, heading: cellsOf(text, separator)?.map((cell) => cell.trim()) ?? [] };
      continue;
    }
    const cells = cellsOf(text, csv.separator);
    if (!cells) bad({ file, line, text: 'has a quote that isn’t closed' });
    else if (cells.length !== csv.heading.length) {
      const wanted = csv.heading.length;
      bad({ file, line, text: `has ${cells.length} cells where the heading has ${wanted}` });
    } else {
      const values = csv.heading.map((name, place) => [name, cells[place]!.trim()] as const);
      yield { line, values: Object.fromEntries(values.filter(([, cell]) => cell !== '')) };
    }
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const object = typeof value === 'object' && value !== null && !Array.isArray(value);
    return object ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** The cells of one line, or undefined when a quote is left open. */
function cellsOf(text: string, separator: string): string[] | undefined {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text[place]!;
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text[place + 1] === '"') {
        cell += '"';
        place += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === separator) {
      cells.push(cell);
      cell = '';
    } else cell += sign;
  }
  cells.push(cell);
  return quoted ? undefined : cells;
}
