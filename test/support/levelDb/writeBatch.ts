import type { Entry } from './entry.ts';
import { byteReader } from './varint.ts';

const headerBytes = 12; // sequence (8) and count (4)
const deletion = 0;
const put = 1;

/** The puts and deletions of one log record; of a torn one, those that are whole. */
export function readWriteBatch(record: Buffer): Entry[] {
  const entries: Entry[] = [];
  const reader = byteReader(record, headerBytes);
  try {
    while (!reader.atEnd()) {
      const [tag] = reader.bytes(1);
      const key = reader.bytes(reader.varint());
      if (tag === put) entries.push({ key, value: reader.bytes(reader.varint()) });
      else if (tag === deletion) entries.push({ key, value: undefined });
      else return entries;
    }
  } catch {
    // Torn: the caller looks at the record's raw bytes too.
  }
  return entries;
}
