/** LevelDB's log format (doc/log_format.md): blocks of 32 KB, records cut at their borders. */
const blockBytes = 32_768;
const headerBytes = 7;
const full = 1;
const first = 2;
const middle = 3;
const last = 4;

/**
 * The records of a log or a MANIFEST, put together again. A record that was torn by the end of the
 * process is given as far as it goes: its bytes are on disk all the same.
 */
export function readLogRecords(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  let pending: Buffer[] = [];
  const endRecord = () => {
    if (pending.length > 0) records.push(Buffer.concat(pending));
    pending = [];
  };
  for (let blockStart = 0; blockStart < file.length; blockStart += blockBytes) {
    const block = file.subarray(blockStart, blockStart + blockBytes);
    let at = 0;
    while (at + headerBytes <= block.length) {
      const length = block.readUInt16LE(at + 4);
      const type = block[at + 6]!;
      // Space that was taken in advance, and never written.
      if (type === 0 && length === 0) break;
      if (type > last) throw new Error(`log record of unknown type ${type}`);
      const fragment = block.subarray(at + headerBytes, at + headerBytes + length);
      if (type === full || type === first) endRecord();
      pending.push(fragment);
      if (type === full || type === last) endRecord();
      else if (type !== first && type !== middle) throw new Error('log record without a type');
      at += headerBytes + length;
    }
  }
  endRecord();
  return records;
}
