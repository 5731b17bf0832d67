import type { SerialPort } from '../../../../renderer/features/scanning/webSerial.ts';

/** A serial port as Web Serial describes it: a new stream after each fault, none once it is gone. */
export function fakePort() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  let readable: ReadableStream<Uint8Array> | null = null;
  const stream = () =>
    (readable = new ReadableStream<Uint8Array>({ start: (given) => void (controller = given) }));
  const calls: string[] = [];
  const port: SerialPort = {
    get readable() {
      return readable;
    },
    async open({ baudRate }) {
      calls.push(`open ${baudRate}`);
      stream();
    },
    async close() {
      calls.push('close');
      if (readable?.locked) throw new TypeError('the stream is locked');
      readable = null;
    },
  };
  return {
    port,
    calls,
    sends(bytes: Uint8Array | string): void {
      controller!.enqueue(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
    },
    /** A fault that the line survives: `FramingError`, `BufferOverrunError`, … */
    stumbles(name: string): void {
      const failing = controller!;
      stream();
      failing.error(new DOMException('', name));
    },
    unplug(): void {
      readable = null;
      controller!.error(new DOMException('', 'NetworkError'));
    },
  };
}
