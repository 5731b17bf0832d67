import { scanFrames } from './scanFrames.ts';
import type { Scanned } from './scanFrames.ts';
import type { SerialPort } from './webSerial.ts';

/** How a scanner that doesn't type stands. */
export type ScannerState =
  | 'opening'
  | 'ready'
  /** Nobody has chosen a port, or it isn't there. */
  | 'noPort'
  /** Another program holds the port, or the system keeps it closed. */
  | 'inUse'
  | 'unplugged'
  | 'unsupported';

/** Where scans and states go. */
export interface ScannerTold {
  onScan(scan: Scanned): void;
  onState(state: ScannerState): void;
}

export interface ScannerReading {
  /** Closes the port; resolves when it is free for others. */
  stop(): Promise<void>;
}

/** A scanner sends a code without a pause: at 9600 baud a character takes a millisecond. */
const restMs = 150;

/**
 * Reads scans from a port until it is stopped or unplugged. A fault of the line (a framing error, a
 * full buffer) loses the scan that it fell into, and reading goes on.
 */
export function readScanner(port: SerialPort, baudRate: number, told: ScannerTold): ScannerReading {
  let stopped = false;
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  const state = (now: ScannerState) => {
    if (!stopped) told.onState(now);
  };
  const read = async () => {
    state('opening');
    try {
      await port.open({ baudRate });
    } catch {
      state('inUse');
      return;
    }
    state('ready');
    while (!stopped && port.readable) {
      reader = port.readable.getReader();
      const ended = await readUntilFault(reader, told.onScan);
      reader.releaseLock();
      if (ended) break;
    }
    state('unplugged');
    await port.close().catch(() => undefined);
  };
  const reading = read();
  return {
    async stop() {
      stopped = true;
      await reader?.cancel().catch(() => undefined);
      await reading;
    },
  };
}

/** @returns whether the port has ended, rather than stumbled */
async function readUntilFault(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  onScan: (scan: Scanned) => void,
): Promise<boolean> {
  const frames = scanFrames();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      const { value, done } = await reader.read();
      clearTimeout(timer);
      if (done) return true;
      frames.take(value).forEach(onScan);
      timer = setTimeout(() => frames.rest().forEach(onScan), restMs);
    }
  } catch (error) {
    clearTimeout(timer);
    return error instanceof Error && error.name === 'NetworkError';
  }
}
