/** The part of Web Serial that a scanner needs; TypeScript's library doesn't have it. */
export interface SerialPort {
  /** null while the port is closed, and after a fault that ends it. */
  readonly readable: ReadableStream<Uint8Array> | null;
  open(options: { readonly baudRate: number }): Promise<void>;
  close(): Promise<void>;
}

export interface Serial extends EventTarget {
  /** Ports that somebody chose before. */
  getPorts(): Promise<readonly SerialPort[]>;
  /** Asks the person at the screen; rejects with `NotFoundError` when they choose none. */
  requestPort(): Promise<SerialPort>;
}

/** undefined where the browser has none. */
export function webSerial(): Serial | undefined {
  return (navigator as { serial?: Serial }).serial;
}
