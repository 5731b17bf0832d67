import snappy from 'snappyjs';

/** Blink's mark of a serialised value that Snappy has shrunk (idb_value_wrapping.cc). */
const compressedMark = Buffer.from([0xff, 0x11, 0x02]);
/** The mark stands after the value's version in LevelDB, and first in a blob file. */
const searchedBytes = 16;

/** A stored IndexedDB value as it was before Blink compressed it; undefined when it didn't. */
export function decompressedValue(stored: Buffer): Buffer | undefined {
  const at = stored.subarray(0, searchedBytes).indexOf(compressedMark);
  if (at < 0) return undefined;
  try {
    return snappy.uncompress(Buffer.from(stored.subarray(at + compressedMark.length)));
  } catch {
    return undefined;
  }
}
