import * as path from 'node:path';
import type { HIDDevice, Session } from 'electron';
import * as z from 'zod';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';
import { isAppUrl } from './appOrigin.ts';

/** Usage page of bar code scanners that don't type (HID Point of Sale Usage Tables 1.02, 3). */
const scannerUsagePage = 0x8c;

const deviceSchema = z.strictObject({
  vendorId: z.int().min(0).max(0xffff),
  productId: z.int().min(0).max(0xffff),
  serialNumber: z.string().max(200).optional(),
});
type ChosenDevice = z.infer<typeof deviceSchema>;

/** The one HID device that the pages may open. */
export interface ScannerDevice {
  isChosen(device: HIDDevice): boolean;
  choose(device: HIDDevice): Promise<void>;
}

const fileName = 'scanner-device.json';

/** Reads which device was chosen; a damaged file is none, and the person chooses again. */
export async function openScannerDevice(profileFolder: string): Promise<ScannerDevice> {
  const file = path.join(profileFolder, fileName);
  let chosen = await readChosen(file);
  return {
    // Never a keyboard or a security key, whatever the file says: their usage pages aren't this one.
    isChosen: (device) =>
      chosen !== undefined && isScanner(device) && isSame(chosen, identityOf(device)),
    async choose(device) {
      chosen = identityOf(device);
      await writeDurably(file, `${JSON.stringify(chosen)}\n`);
    },
  };
}

/**
 * Lets a person choose when the pages ask for a scanner: Electron shows nothing of itself. `ask` gets
 * the scanners' names, and answers the place of one in the list.
 * @param wanted whether the settings name such a scanner: from anywhere else nobody is asked
 */
export function offerScannerDevices(
  session: Pick<Session, 'on'>,
  device: ScannerDevice,
  wanted: () => Promise<boolean>,
  ask: (names: readonly string[]) => Promise<number | undefined>,
): void {
  session.on('select-hid-device', (event, { deviceList, frame }, callback) => {
    event.preventDefault();
    const choose = async () => {
      const scanners = deviceList.filter(isScanner);
      if (!frame || frame.parent || !isAppUrl(frame.url) || scanners.length === 0) return null;
      if (!(await wanted())) return null;
      const at = await ask(scanners.map(nameOf));
      const chosen = at === undefined ? undefined : scanners[at];
      if (!chosen) return null;
      await device.choose(chosen);
      return chosen.deviceId;
    };
    choose().then(callback, () => callback(null));
  });
}

function isScanner({ collections }: HIDDevice): boolean {
  return collections.some(({ usagePage }) => usagePage === scannerUsagePage);
}

/** Two of one make are told apart by what they say of themselves, or by their numbers. */
function nameOf({ name, vendorId, productId, serialNumber }: HIDDevice): string {
  const number = (id: number) => id.toString(16).padStart(4, '0');
  return `${name || 'USB'} (${serialNumber || `${number(vendorId)}:${number(productId)}`})`;
}

async function readChosen(file: string): Promise<ChosenDevice | undefined> {
  try {
    return deviceSchema.parse(JSON.parse((await readIfThere(file)) ?? ''));
  } catch {
    return undefined;
  }
}

function identityOf({ vendorId, productId, serialNumber }: HIDDevice): ChosenDevice {
  return { vendorId, productId, ...(serialNumber ? { serialNumber } : {}) };
}

function isSame(chosen: ChosenDevice, device: ChosenDevice): boolean {
  return (
    device.vendorId === chosen.vendorId &&
    device.productId === chosen.productId &&
    device.serialNumber === chosen.serialNumber
  );
}
