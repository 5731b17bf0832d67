/** Reads LevelDB's varints and what follows them; positions only ever go forward. */
export interface ByteReader {
  readonly position: () => number;
  readonly atEnd: () => boolean;
  /** Throws when the number or its bytes run past the end. */
  varint(): number;
  bytes(length: number): Buffer;
}

export function byteReader(buffer: Buffer, start = 0, end = buffer.length): ByteReader {
  let at = start;
  return {
    position: () => at,
    atEnd: () => at >= end,
    varint() {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        if (at >= end) throw new Error('varint runs past the end');
        const byte = buffer[at++]!;
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    },
    bytes(length) {
      if (at + length > end) throw new Error('bytes run past the end');
      at += length;
      return buffer.subarray(at - length, at);
    },
  };
}
