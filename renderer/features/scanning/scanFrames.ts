/** What came of a scanner's bytes. */
export type Scanned =
  { readonly kind: 'scan'; readonly text: string } | { readonly kind: 'tooLong' };

export interface ScanFrames {
  /** Bytes as the port gives them: halves, or several scans at once. */
  take(bytes: Uint8Array): readonly Scanned[];
  /** Nothing came for a while: a scanner without a line end has said everything. */
  rest(): readonly Scanned[];
}

/** A scan is one code: the largest QR code holds 2,953 bytes. */
const longestBytes = 4096;
const [startOfText, endOfText, lineFeed, carriageReturn] = [0x02, 0x03, 0x0a, 0x0d];

/**
 * Parts a scanner's bytes into scans. One ends with CR, LF or ETX; STX begins the next one, whatever
 * went before. Text is UTF-8; bytes that aren't become U+FFFD, and the reader of cards says so.
 */
export function scanFrames(): ScanFrames {
  let bytes: number[] = [];
  let tooLong = false;
  const end = (): readonly Scanned[] => {
    const text = new TextDecoder().decode(Uint8Array.from(bytes));
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
    take(chunk) {
      const scanned: Scanned[] = [];
      for (const byte of chunk) {
        if ([startOfText, endOfText, lineFeed, carriageReturn].includes(byte)) {
          scanned.push(...end());
        } else if (bytes.length < longestBytes) bytes.push(byte);
        else tooLong = true;
      }
      return scanned;
    },
    rest: end,
  };
}
