/** One row of a table, by the line on which it begins (the first is 1). */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A row that can't be told from those after it; reading goes on with the next line. */
export interface LostRow {
  readonly line: number;
  readonly lost: 'quoteOpen' | 'rowTooLong';
}

/**
 * A row that is longer than this, or goes over more lines, has lost its closing quote. So has one over
 * several lines that has other cells than the header, or text behind a closing quote: it swallowed
 * rows that came after it.
 */
const longestRow = 64 * 1024;
const mostLines = 20;

/**
 * Rows of a CSV text that comes in pieces (RFC 4180). The separator is what the header has most of:
 * comma, semicolon or tab; Excel's `sep=;` line is obeyed. Empty lines and lines of empty cells are left out. Memory is
 * bounded by one piece and one row, whatever stands in the text.
 */
export async function* csvRows(pieces: AsyncIterable<string>): AsyncGenerator<CsvRow | LostRow> {
  let separator: string | undefined;
  let line = 1;
  let text = '';
  let skipping = false;
  let width: number | undefined;

  function* take(last: boolean): Generator<CsvRow | LostRow> {
    let from = 0;
    while (from < text.length) {
      if (skipping) {
        const end = endOfLine(text, from, last);
        if (end === undefined) {
          from = text.length;
          break;
        }
        [from, line, skipping] = [end, line + 1, false];
        continue;
      }
      const row = rowAt(text, from, separator!, last);
      const length = (row?.next ?? text.length) - from;
      if (row !== undefined && length <= longestRow && !swallowed(row, width)) {
        width ??= row.cells.length;
        if (row.cells.some((cell) => cell.trim() !== '')) yield { line, cells: row.cells };
        from = row.next;
        line += row.lines;
        continue;
      }
      if (row === undefined && length <= longestRow && !last) break;
      const end = endOfLine(text, from, last);
      const manyLines = end !== undefined && end - from < longestRow;
      yield { line, lost: manyLines ? 'quoteOpen' : 'rowTooLong' };
      if (end === undefined) {
        [from, skipping] = [text.length, true];
      } else [from, line] = [end, line + 1];
    }
    text = text.slice(from);
  }

  for await (const piece of pieces) {
    text += piece;
    if (separator === undefined) {
      const found = separatorOf(text);
      if (found === undefined && text.length <= longestRow) continue;
      separator = found?.separator ?? ',';
      if (found !== undefined && found.skip > 0) [text, line] = [text.slice(found.skip), 2];
    }
    yield* take(false);
  }
  if (separator === undefined) {
    const found = separatorOf(`${text}\n`);
    separator = found!.separator;
    if (found!.skip > 0) [text, line] = [text.slice(found!.skip), 2];
  }
  yield* take(true);
}

interface Row {
  readonly cells: readonly string[];
  readonly next: number;
  /** How many lines it goes over. */
  readonly lines: number;
  /** Something stands between a closing quote and the end of its cell. */
  readonly stray: boolean;
}

function swallowed({ cells, lines, stray }: Row, width: number | undefined): boolean {
  if (lines === 1) return false;
  return lines > mostLines || stray || (width !== undefined && cells.length !== width);
}

/** The row that begins here; undefined where its end isn't in the text. */
function rowAt(text: string, from: number, separator: string, last: boolean): Row | undefined {
  const cells: string[] = [];
  let at = from;
  let lines = 1;
  let stray = false;
  for (;;) {
    let cell = '';
    const quoted = text[at] === '"';
    if (quoted) {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0 || (quote + 1 === text.length && !last)) return undefined;
        cell += text.slice(at, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        cell += '"';
        at += 1;
      }
      for (let place = cell.indexOf('\n'); place >= 0; place = cell.indexOf('\n', place + 1)) {
        lines += 1;
      }
    }
    let end = at;
    while (end < text.length) {
      const character = text[end];
      if (character === separator || character === '\n' || character === '\r') break;
      end += 1;
    }
    if (end === text.length && !last) return undefined;
    const behind = text.slice(at, end);
    stray ||= quoted && behind.trim() !== '';
    cells.push(cell + behind);
    if (end >= text.length) return { cells, next: text.length, lines, stray };
    if (text[end] === separator) {
      at = end + 1;
      continue;
    }
    const next = lineBreakEnd(text, end, last);
    return next === undefined ? undefined : { cells, next, lines, stray };
  }
}

/** Where the next line begins; undefined where the line doesn't end in the text. */
function endOfLine(text: string, from: number, last: boolean): number | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\n' || text[at] === '\r') return lineBreakEnd(text, at, last);
  }
  return undefined;
}

/** Line breaks are LF, CRLF, or CR alone as older Macs have it. */
function lineBreakEnd(text: string, at: number, last: boolean): number | undefined {
  if (text[at] === '\n') return at + 1;
  if (at + 1 === text.length && !last) return undefined;
  return text[at + 1] === '\n' ? at + 2 : at + 1;
}

/** Undefined until the header's line is whole. */
function separatorOf(text: string): { separator: string; skip: number } | undefined {
  const named = /^sep=([,;\t])\r?\n/i.exec(text);
  if (named) return { separator: named[1]!, skip: named[0].length };
  const end = text.search(/[\r\n]/);
  if (end < 0 || (text[end] === '\r' && end + 1 === text.length)) return undefined;
  const header = text.slice(0, end);
  const count = (one: string) => header.split(one).length;
  const separator = [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best));
  return { separator, skip: 0 };
}
