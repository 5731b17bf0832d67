import type {
  Hid,
  HidCollection,
  HidDevice,
} from '../../../../renderer/features/scanning/webHid.ts';

const item = (usages: number[], reportSize: number, reportCount: number) => ({
  usages,
  reportSize,
  reportCount,
});

/** What a scanner of the usual layout says of its report 2: length, kind of code, data, more. */
export const usualCollections: readonly HidCollection[] = [
  {
    usagePage: 0x8c,
    inputReports: [
      {
        reportId: 2,
        items: [
          item([0x1003b], 8, 1),
          item([0x8c00fb], 8, 1),
          item([0x8c00fc], 8, 1),
          item([0x8c00fd], 8, 1),
          item([0x8c00fe], 8, 56),
          item([0xff660051], 8, 2),
          item([0x8c00ff], 1, 1),
          item([], 1, 7),
        ],
      },
    ],
  },
];

const dataBytes = 56;

/** The reports of one code, as a scanner of the usual layout cuts it. */
export function reportsOf(text: string, symbology = ']Q1'): readonly Uint8Array[] {
  const bytes = new TextEncoder().encode(text);
  const reports: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; from += dataBytes) {
    const part = bytes.subarray(from, from + dataBytes);
    const report = new Uint8Array(63);
    report[0] = part.length;
    report.set(new TextEncoder().encode(symbology), 1);
    report.set(part, 4);
    report[62] = from + dataBytes < bytes.length ? 1 : 0;
    reports.push(report);
  }
  return reports;
}

/** A HID device as WebHID describes it, typed by what the app uses of it. */
export function fakeDevice(
  collections: readonly HidCollection[] = usualCollections,
  opening: () => Promise<void> = async () => undefined,
) {
  const calls: string[] = [];
  let opened = false;
  const events = new EventTarget();
  const device: HidDevice = {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
    collections,
    get opened() {
      return opened;
    },
    async open() {
      calls.push('open');
      await opening();
      opened = true;
    },
    async close() {
      calls.push('close');
      opened = false;
    },
  };
  return {
    device,
    calls,
    sends(report: Uint8Array, reportId = 2): void {
      // A device that is closed sends nothing to anybody.
      if (!opened) return;
      const data = new DataView(report.buffer, report.byteOffset, report.byteLength);
      events.dispatchEvent(Object.assign(new Event('inputreport'), { reportId, data }));
    },
  };
}

/** The browser's HID devices: those that somebody chose, plugged in and out. */
export function fakeHid(chosen: readonly HidDevice[] = []) {
  let here = [...chosen];
  const events = new EventTarget();
  const hid: Hid = {
    addEventListener: events.addEventListener.bind(events),
    removeEventListener: events.removeEventListener.bind(events),
    dispatchEvent: events.dispatchEvent.bind(events),
    getDevices: async () => here,
    requestDevice: async () => here,
  };
  const tell = (name: string, device: HidDevice) =>
    events.dispatchEvent(Object.assign(new Event(name), { device }));
  return {
    hid,
    plugIn(device: HidDevice): void {
      here = [...here, device];
      tell('connect', device);
    },
    unplug(device: HidDevice): void {
      here = here.filter((other) => other !== device);
      tell('disconnect', device);
    },
  };
}
