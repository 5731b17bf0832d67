import type { Scanned } from './scanFrames.ts';
import type { HidCollection, HidReport, HidReportItem } from './webHid.ts';

/**
 * Where a scanner's report holds what, in bytes. The usage tables (HID Point of Sale 1.02, 3.5) name
 * the fields and leave their places to the device, which describes them.
 */
export interface PosLayout {
  readonly reportId: number;
  /** How many bytes of the data are meant; where no field says it, the data ends at its first NUL. */
  readonly lengthAt: number | undefined;
  /** The code's kind in three letters of AIM (ISO/IEC 15424): `]Q1` is a QR code. */
  readonly symbologyAt: number | undefined;
  readonly dataAt: number;
  readonly dataBytes: number;
  /** More of the same code follows in the next report. */
  readonly continued: { readonly byte: number; readonly bit: number } | undefined;
}

const usage = { byteCount: 0x1003b, symbology: 0x8c00fb, data: 0x8c00fe, continued: 0x8c00ff };

/** What nearly all scanners send: 63 bytes after the report's number. */
const usualLayout = {
  lengthAt: 0,
  symbologyAt: 1,
  dataAt: 4,
  dataBytes: 56,
  continued: { byte: 62, bit: 0 },
} as const;
const usualBits = 63 * 8;

/** The reports in which a device sends codes, as it describes them itself. */
export function posLayouts(collections: readonly HidCollection[]): readonly PosLayout[] {
  return collections.flatMap(({ inputReports = [], children = [] }) => [
    ...inputReports.flatMap((report) => layoutOf(report) ?? []),
    ...posLayouts(children),
  ]);
}

function layoutOf({ reportId = 0, items = [] }: HidReport): PosLayout | undefined {
  const fields = fieldsOf(items);
  const found = (wanted: number) => fields.find(({ usages }) => usages.includes(wanted));
  const data = found(usage.data);
  // Bytes that don't begin at a byte are no text of any scanner.
  if (data && data.size === 8 && data.bit % 8 === 0) {
    const byteOf = (field: Field | undefined) =>
      field && field.bit % 8 === 0 ? field.bit / 8 : undefined;
    const more = found(usage.continued);
    return {
      reportId,
      lengthAt: byteOf(found(usage.byteCount)),
      symbologyAt: byteOf(found(usage.symbology)),
      dataAt: data.bit / 8,
      dataBytes: data.count,
      continued: more && { byte: more.bit >> 3, bit: more.bit & 7 },
    };
  }
  const bits = items.reduce((sum, item) => sum + bitsOf(item), 0);
  return bits === usualBits ? { reportId, ...usualLayout } : undefined;
}

interface Field {
  readonly usages: readonly number[];
  readonly bit: number;
  readonly size: number;
  readonly count: number;
}

function fieldsOf(items: readonly HidReportItem[]): readonly Field[] {
  let bit = 0;
  return items.map((item) => {
    const { usages = [], reportSize: size = 0, reportCount: count = 0 } = item;
    const field = { usages, bit, size, count };
    bit += bitsOf(item);
    return field;
  });
}

function bitsOf({ reportSize = 0, reportCount = 0 }: HidReportItem): number {
  return reportSize * reportCount;
}

export interface PosScans {
  /** A report as it came; a code that is longer than one comes in several. */
  take(reportId: number, data: DataView): readonly Scanned[];
  /** Nothing came for a while: the rest of a code is lost, and what came of it is all there is. */
  rest(): readonly Scanned[];
}

/** A scan is one code: the largest QR code holds 2,953 bytes. */
const longestBytes = 4096;

/** Puts a scanner's reports together to scans. Text is UTF-8; bytes that aren't become U+FFFD. */
export function posScans(layouts: readonly PosLayout[]): PosScans {
  let bytes: number[] = [];
  let tooLong = false;
  const end = (): readonly Scanned[] => {
    // Scanners are often set to end a code as a typist would.
    const text = new TextDecoder().decode(Uint8Array.from(bytes)).replace(/[\r\n]+$/, '');
    const ended: readonly Scanned[] = tooLong
      ? [{ kind: 'tooLong' }]
      : text.trim() === ''
        ? []
        : [{ kind: 'scan', text }];
    bytes = [];
    tooLong = false;
    return ended;
  };
  return {
    take(reportId, data) {
      const layout = layouts.find((each) => each.reportId === reportId);
      if (!layout || data.byteLength < layout.dataAt) return [];
      const part = partOf(layout, data);
      if (bytes.length + part.length > longestBytes) tooLong = true;
      else bytes.push(...part);
      return isContinued(layout, data) ? [] : end();
    },
    rest: end,
  };
}

function partOf({ lengthAt, dataAt, dataBytes }: PosLayout, data: DataView): readonly number[] {
  const there = Math.min(dataBytes, data.byteLength - dataAt);
  const all = Array.from({ length: there }, (_none, at) => data.getUint8(dataAt + at));
  if (lengthAt !== undefined) return all.slice(0, data.getUint8(lengthAt));
  const nul = all.indexOf(0);
  return nul < 0 ? all : all.slice(0, nul);
}

function isContinued({ continued }: PosLayout, data: DataView): boolean {
  if (!continued || continued.byte >= data.byteLength) return false;
  return ((data.getUint8(continued.byte) >> continued.bit) & 1) === 1;
}
