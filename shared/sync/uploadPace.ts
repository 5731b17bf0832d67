/**
 * How long an upload may take on one line. Nobody sees how far an upload has come, so its time is
 * given by its size: at the slowest rate that still is a line, until uploads have shown that this one
 * is faster. A stall then costs seconds and not the minutes that a dial-up line would need.
 */
export interface UploadPace {
  /** Milliseconds for so many bytes, beside the patience with an answer. */
  allowedMs(bytes: number): number;
  /** An upload of so many bytes was answered after so long, the server's own work included. */
  carried(bytes: number, tookMs: number): void;
  /** The line carried one no further: the next one has all the time again. */
  gaveUp(): void;
}

/** Slower than this, for longer than the patience, is as good as nothing: half a dial-up line. */
export const slowestBytesPerSecond = 2048;
/** Smaller ones say more of the server than of the line. */
const tellingBytes = 16 * 1024;
/** A line that is shared may become so many times slower from one upload to the next. */
const margin = 16;

export function uploadPace(): UploadPace {
  let bytesPerSecond = slowestBytesPerSecond;
  return {
    allowedMs: (bytes) => (bytes / bytesPerSecond) * 1000,
    carried(bytes, tookMs) {
      if (bytes < tellingBytes) return;
      const measured = (bytes / Math.max(1, tookMs)) * 1000;
      bytesPerSecond = Math.max(slowestBytesPerSecond, measured / margin);
    },
    gaveUp() {
      bytesPerSecond = slowestBytesPerSecond;
    },
  };
}
