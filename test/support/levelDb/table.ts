import snappy from 'snappyjs';
import type { Entry } from './entry.ts';
import { byteReader } from './varint.ts';

/** LevelDB's table format (doc/table_format.md). */
const footerBytes = 48;
const magic = 0xdb4775248b80fb57n;
const uncompressed = 0;
const snappyCompressed = 1;

export interface Table {
  readonly entries: readonly Entry[];
  readonly blocks: number;
  /** Of the data blocks, those that Snappy had shrunk. */
  readonly compressedBlocks: number;
}

interface Handle {
  readonly offset: number;
  readonly size: number;
}

/** All entries of a table (`.ldb`), keys without LevelDB's 8-byte trailer. Throws when damaged. */
export function readTable(file: Buffer): Table {
  const footer = file.subarray(-footerBytes);
  if (file.length < footerBytes || footer.readBigUInt64LE(footerBytes - 8) !== magic) {
    throw new Error('not a table of LevelDB');
  }
  const reader = byteReader(footer);
  handleOf(reader); // the meta index
  const index = readBlock(file, handleOf(reader));
  const entries: Entry[] = [];
  let compressedBlocks = 0;
  const indexEntries = blockEntries(index.contents);
  for (const { value } of indexEntries) {
    const { contents, compressed } = readBlock(file, handleOf(byteReader(value)));
    if (compressed) compressedBlocks += 1;
    for (const entry of blockEntries(contents)) {
      entries.push({ key: entry.key.subarray(0, -8), value: entry.value });
    }
  }
  return { entries, blocks: indexEntries.length, compressedBlocks };
}

function handleOf(reader: { varint(): number }): Handle {
  return { offset: reader.varint(), size: reader.varint() };
}

function readBlock(file: Buffer, { offset, size }: Handle) {
  const stored = file.subarray(offset, offset + size);
  const compression = file[offset + size];
  if (compression === uncompressed) return { contents: stored, compressed: false };
  if (compression === snappyCompressed) {
    return { contents: snappy.uncompress(stored), compressed: true };
  }
  throw new Error(`table block of unknown compression ${compression}`);
}

/** Keys are stored as what differs from the key before. */
function blockEntries(block: Buffer): { key: Buffer; value: Buffer }[] {
  const restarts = block.readUInt32LE(block.length - 4);
  const reader = byteReader(block, 0, block.length - 4 - 4 * restarts);
  const entries: { key: Buffer; value: Buffer }[] = [];
  let previous = Buffer.alloc(0);
  while (!reader.atEnd()) {
    const shared = reader.varint();
    const own = reader.varint();
    const valueLength = reader.varint();
    const key = Buffer.concat([previous.subarray(0, shared), reader.bytes(own)]);
    entries.push({ key, value: reader.bytes(valueLength) });
    previous = key;
  }
  return entries;
}
