/** Usage page of bar code scanners that send reports and don't type (HID Point of Sale Usage Tables 1.02, 3). */
export const scannerUsagePage = 0x8c;

/** One field, or an array of fields, of a report: the part of its description that is read. */
export interface HidReportItem {
  /** Usage page and usage in one number: `0x8c00fe`. */
  readonly usages?: readonly number[];
  /** Bits of one field. */
  readonly reportSize?: number;
  /** Fields in the array. */
  readonly reportCount?: number;
}

export interface HidReport {
  readonly reportId?: number;
  readonly items?: readonly HidReportItem[];
}

export interface HidCollection {
  readonly usagePage?: number;
  readonly inputReports?: readonly HidReport[];
  readonly children?: readonly HidCollection[];
}

/** `data` is without the report's number. */
export interface HidInputReport extends Event {
  readonly reportId: number;
  readonly data: DataView;
}

/** The part of WebHID that a scanner needs; TypeScript's library doesn't have it. */
export interface HidDevice extends EventTarget {
  readonly opened: boolean;
  readonly collections: readonly HidCollection[];
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface HidConnection extends Event {
  readonly device: HidDevice;
}

export interface Hid extends EventTarget {
  /** Devices that somebody chose before and that are here. */
  getDevices(): Promise<readonly HidDevice[]>;
  /** Asks the person at the screen; none where they choose none. */
  requestDevice(options: {
    readonly filters: readonly { readonly usagePage: number }[];
  }): Promise<readonly HidDevice[]>;
}

/** undefined where the browser has none. */
export function webHid(): Hid | undefined {
  return (navigator as { hid?: Hid }).hid;
}

/** Whether it is a scanner, whatever else it is besides. */
export function isHidScanner({ collections }: Pick<HidDevice, 'collections'>): boolean {
  return collections.some(({ usagePage }) => usagePage === scannerUsagePage);
}
