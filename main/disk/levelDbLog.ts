/*
 * LevelDB's log format (google/leveldb, doc/log_format.md): blocks of 32 KB; in them records, each of
 * one or more pieces with a header of masked CRC-32C, length and type.
 */
const blockBytes = 32_768;
const headerBytes = 7;
const types = { full: 1, first: 2, middle: 3, last: 4 } as const;

/**
 * How a log ends. `torn`: what begins at that byte was cut off while it was written, or room that was
 * never written. `spoilt`: the last record from that byte on has all its bytes, and they aren't what
 * was written. `writtenOn`: whole records come behind torn ones, and their sequence numbers say that
 * whoever wrote them knew everything before them: nothing is lost. `damaged`: from that byte on
 * something can't be read, and whole pieces come behind it.
 */
export type LogEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'torn'; readonly at: number }
  | { readonly kind: 'spoilt'; readonly at: number }
  | { readonly kind: 'writtenOn'; readonly at: number }
  | { readonly kind: 'damaged'; readonly at: number };

export interface ReadLog {
  readonly end: LogEnd;
  /** Every record that is whole, in its order, those behind a gap too. */
  readonly records: readonly Buffer[];
}

/** Reads a log, or a MANIFEST, to its end. */
export function readLog(file: Buffer): ReadLog {
  const records: Buffer[] = [];
  /** The pieces of a record that has begun. */
  let open: Buffer[] = [];
  /** Behind the last record before which everything is whole. */
  let wholeTo = 0;
  /** How many records stand before each place where something can't be read and records go on. */
  const gaps: number[] = [];
  let at = 0;
  for (;;) {
    at = Math.min(behindPadding(at), file.length);
    // Padding belongs to the record before it.
    if (open.length === 0 && gaps.length === 0) wholeTo = at;
    if (at >= file.length) break;
    const piece = pieceAt(file, at);
    if (!piece) {
      const next = nextPiece(file, at);
      if (next === undefined) break;
      gaps.push(records.length);
      open = [];
      at = next;
      continue;
    }
    at = piece.end;
    const begins = piece.type === types.full || piece.type === types.first;
    // Without those behind it, or without those before it.
    if (begins === open.length > 0) gaps.push(records.length);
    if (!begins && open.length === 0) continue;
    open = begins ? [piece.body] : [...open, piece.body];
    if (piece.type === types.first || piece.type === types.middle) continue;
    records.push(Buffer.concat(open));
    open = [];
    if (gaps.length === 0) wholeTo = at;
  }
  return { end: endOf(file, records, gaps, wholeTo, at), records };
}

/**
 * The bytes of these records as LevelDB writes them.
 * @param behind how long the log is that they are written behind
 */
export function writeLog(records: readonly Buffer[], behind = 0): Buffer {
  const parts: Buffer[] = [];
  let at = behind;
  const write = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  for (const record of records) {
    let rest = record;
    for (let begins = true, ends = false; !ends; begins = false) {
      write(Buffer.alloc(behindPadding(at) - at));
      const body = rest.subarray(0, blockBytes - (at % blockBytes) - headerBytes);
      rest = rest.subarray(body.length);
      ends = rest.length === 0;
      write(pieceOf(typeOf(begins, ends), body));
    }
  }
  return Buffer.concat(parts);
}

function pieceOf(type: number, body: Buffer): Buffer {
  const piece = Buffer.concat([Buffer.alloc(headerBytes), body]);
  piece.writeUInt16LE(body.length, 4);
  piece.writeUInt8(type, 6);
  piece.writeUInt32LE(masked(crc32c(piece, 6, piece.length)), 0);
  return piece;
}

function typeOf(begins: boolean, ends: boolean): number {
  if (begins) return ends ? types.full : types.first;
  return ends ? types.last : types.middle;
}

function endOf(
  file: Buffer,
  records: readonly Buffer[],
  gaps: readonly number[],
  wholeTo: number,
  at: number,
): LogEnd {
  if (gaps.length > 0) {
    const isTorn = at >= file.length || isUnwritten(file, at);
    const losesNothing = isTorn && gaps.every((gap) => goesOn(records[gap - 1], records[gap]));
    return { kind: losesNothing ? 'writtenOn' : 'damaged', at: wholeTo };
  }
  if (wholeTo >= file.length) return { kind: 'whole' };
  return { kind: isUnwritten(file, at) ? 'torn' : 'spoilt', at: wholeTo };
}

/** The next byte at which a piece can begin: too little room for a header is left free in a block. */
function behindPadding(at: number): number {
  const left = blockBytes - (at % blockBytes);
  return left < headerBytes ? at + left : at;
}

/**
 * Whether a record's sequence number is the next one after another's. Each record of a log, and none
 * of a MANIFEST, begins with its first number and how many it takes (write_batch.cc).
 */
function goesOn(before: Buffer | undefined, after: Buffer | undefined): boolean {
  if (!before || !after || before.length < 12 || after.length < 12) return false;
  const next = before.readBigUInt64LE(0) + BigInt(before.readUInt32LE(8));
  return after.readBigUInt64LE(0) === next;
}

/** Whether the piece that begins at a byte lacks bytes, or there are only zeros. */
function isUnwritten(file: Buffer, at: number): boolean {
  if (at + headerBytes > file.length) return true;
  if (at + headerBytes + file.readUInt16LE(at + 4) > file.length) return true;
  return file.subarray(at).every((byte) => byte === 0);
}

interface Piece {
  readonly type: number;
  readonly body: Buffer;
  readonly end: number;
}

/** The piece that begins at a byte, if it is whole. */
function pieceAt(file: Buffer, at: number): Piece | undefined {
  const blockEnd = at - (at % blockBytes) + blockBytes;
  if (at + headerBytes > Math.min(blockEnd, file.length)) return undefined;
  const end = at + headerBytes + file.readUInt16LE(at + 4);
  const type = file[at + 6]!;
  if (type < types.full || type > types.last) return undefined;
  if (end > blockEnd || end > file.length) return undefined;
  if (file.readUInt32LE(at) !== masked(crc32c(file, at + 6, end))) return undefined;
  return { type, body: file.subarray(at + headerBytes, end), end };
}

/** Where behind a byte a whole piece begins. */
function nextPiece(file: Buffer, from: number): number | undefined {
  for (let at = from + 1; at + headerBytes <= file.length; at += 1)
    if (pieceAt(file, at)) return at;
  return undefined;
}

/** LevelDB stores a CRC so, because its data may hold CRCs itself. */
function masked(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32C (Castagnoli, RFC 3720 appendix B.4) of a part of a file. */
function crc32c(file: Buffer, from: number, to: number): number {
  let crc = 0xffffffff;
  for (let at = from; at < to; at += 1) crc = crcTable[(crc ^ file[at]!) & 0xff]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}
