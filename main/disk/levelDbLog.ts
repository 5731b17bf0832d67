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
 * was written. `damaged`: from that byte on something can't be read, and whole pieces come behind it.
 */
export type LogEnd =
  | { readonly kind: 'whole' }
  | { readonly kind: 'torn'; readonly at: number }
  | { readonly kind: 'spoilt'; readonly at: number }
  | { readonly kind: 'damaged'; readonly at: number };

/** Reads a log, or a MANIFEST, to its end. */
export function endOfLog(file: Buffer): LogEnd {
  /** Behind the last record that is whole. */
  let wholeTo = 0;
  let open = false;
  let at = 0;
  while (at < file.length) {
    const left = blockBytes - (at % blockBytes);
    if (left < headerBytes) {
      at += left;
      // Padding belongs to the record before it.
      if (!open) wholeTo = Math.min(at, file.length);
      continue;
    }
    const piece = pieceAt(file, at);
    if (!piece && !wholePieceAfter(file, at)) break;
    // Else something that can't be read, or a piece without those before it or behind it.
    const follows = piece && open === piece.type > types.first;
    if (!follows) return { kind: 'damaged', at: wholeTo };
    at = piece.end;
    open = piece.type === types.first || piece.type === types.middle;
    if (!open) wholeTo = at;
  }
  if (wholeTo === file.length) return { kind: 'whole' };
  return { kind: isUnwritten(file, at) ? 'torn' : 'spoilt', at: wholeTo };
}

/** Whether the piece that begins at a byte lacks bytes, or there are only zeros. */
function isUnwritten(file: Buffer, at: number): boolean {
  if (at + headerBytes > file.length) return true;
  if (at + headerBytes + file.readUInt16LE(at + 4) > file.length) return true;
  return file.subarray(at).every((byte) => byte === 0);
}

interface Piece {
  readonly type: number;
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
  const isWhole = file.readUInt32LE(at) === masked(crc32c(file, at + 6, end));
  return isWhole ? { type, end } : undefined;
}

/** Whether a whole piece begins anywhere behind a byte. */
function wholePieceAfter(file: Buffer, from: number): boolean {
  for (let at = from + 1; at + headerBytes <= file.length; at += 1)
    if (pieceAt(file, at)) return true;
  return false;
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
