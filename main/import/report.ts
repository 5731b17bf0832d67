import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Said } from './words.ts';

/** What became of one row, or what is to be looked at. */
export type ReportKind = 'notTaken' | 'changed' | 'lookAt';

export interface ReportLine {
  readonly line: number;
  readonly kind: ReportKind;
  readonly column: Said;
  readonly said: Said;
}

/** A report for spreadsheets, written while the import runs: a million bad rows take no memory. */
export interface Report {
  add(line: ReportLine): Promise<void>;
  /** Resolves when all of it lies on disk. */
  end(): Promise<void>;
}

const kindWords: Readonly<Record<ReportKind, Said>> = {
  notTaken: { vi: 'không nhập', en: 'not taken' },
  changed: { vi: 'đã đổi trong tệp', en: 'changed in the file' },
  lookAt: { vi: 'cần xem lại', en: 'look at it' },
};

/** Opens the file anew; rejects where it can't be written. It never holds what stands in a cell. */
export async function openReport(file: string): Promise<Report> {
  const stream = createWriteStream(file);
  await once(stream, 'open');
  let failure: Error | undefined;
  stream.on('error', (error) => (failure = error));
  const write = async (cells: readonly string[]) => {
    if (failure) throw failure;
    const text = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    if (!stream.write(`${text}\r\n`)) await once(stream, 'drain');
  };
  // Excel takes a CSV for UTF-8 only where it begins with this mark.
  stream.write('\ufeff');
  await write(['dòng / line', 'cột / column', 'việc / what', 'tiếng Việt', 'English']);
  return {
    add: ({ line, kind, column, said }) => {
      const what = `${kindWords[kind].vi} / ${kindWords[kind].en}`;
      const named = column.vi === column.en ? column.vi : `${column.vi} / ${column.en}`;
      const sentence = (of: keyof Said) => `${column[of]} ${said[of]}`;
      return write([String(line), named, what, sentence('vi'), sentence('en')]);
    },
    async end() {
      if (failure) throw failure;
      await new Promise<void>((resolve, reject) => {
        stream.once('error', reject);
        stream.end(resolve);
      });
    },
  };
}
