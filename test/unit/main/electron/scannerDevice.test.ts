import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import type { HIDDevice, Session } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enforcePermissions } from '../../../../main/electron/permissions.ts';
import { offerScannerDevices, openScannerDevice } from '../../../../main/electron/scannerDevice.ts';

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-device-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

function aDevice(usagePage: number, changed: Partial<HIDDevice> = {}): HIDDevice {
  const collections = [{ usage: 2, usagePage }] as unknown as HIDDevice['collections'];
  return {
    deviceId: 'd1',
    name: 'Invented Scanner',
    vendorId: 0x0c2e,
    productId: 0x0b61,
    serialNumber: 'S1',
    collections,
    ...changed,
  };
}
const scanner = aDevice(0x8c);
const keyboard = aDevice(0x01, { deviceId: 'd2', name: 'Keyboard' });

type Frame = { url: string; parent: object | null } | null;
type Listener = (
  event: { preventDefault(): void },
  details: { deviceList: HIDDevice[]; frame: Frame },
  callback: (deviceId?: string | null) => void,
) => void;

const page: Frame = { url: 'app://bedside/settings', parent: null };

/** What Electron is answered when a page asks for a device. */
async function asked(
  deviceList: HIDDevice[],
  answer: number | undefined | Error,
  { frame = page, wanted = true }: { frame?: Frame; wanted?: boolean } = {},
) {
  const device = await openScannerDevice(folder);
  const handlers = new Map<string, Listener>();
  const ask = vi.fn(async (_names: readonly string[]) => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const on = (event: string, listener: Listener) => handlers.set(event, listener);
  offerScannerDevices({ on: on as unknown as Session['on'] }, device, async () => wanted, ask);
  const preventDefault = vi.fn();
  const deviceId = await new Promise<string | null | undefined>((resolve) =>
    handlers.get('select-hid-device')!({ preventDefault }, { deviceList, frame }, resolve),
  );
  expect(preventDefault).toHaveBeenCalledOnce();
  return { deviceId, device, ask };
}

describe('the card scanner that doesn’t type', () => {
  it('is the one that a person chose by name among scanners, also after a restart', async () => {
    const other = aDevice(0x8c, { deviceId: 'd3', serialNumber: '' });
    const { deviceId, device, ask } = await asked([keyboard, other, scanner], 1);
    expect(ask).toHaveBeenCalledWith(['Invented Scanner (0c2e:0b61)', 'Invented Scanner (S1)']);
    expect(deviceId).toBe('d1');
    expect([device.isChosen(scanner), device.isChosen(other)]).toEqual([true, false]);
    const again = await openScannerDevice(folder);
    expect(again.isChosen({ ...scanner, deviceId: 'd9' })).toBe(true);
    expect(again.isChosen({ ...scanner, productId: 1 })).toBe(false);
  });

  it.each<[string, HIDDevice[], number | undefined | Error, Parameters<typeof asked>[2]]>([
    ['nobody chooses', [scanner], undefined, {}],
    ['only a keyboard is there', [keyboard], 0, {}],
    [
      'another page asks',
      [scanner],
      0,
      { frame: { url: 'https://attacker.example/', parent: null } },
    ],
    ['a frame inside a page asks', [scanner], 0, { frame: { url: page!.url, parent: {} } }],
    ['the page is gone', [scanner], 0, { frame: null }],
    ['the settings name no such scanner', [scanner], 0, { wanted: false }],
    ['the question fails', [scanner], new Error('no screen'), {}],
  ])('is none where %s', async (_why, devices, answer, more) => {
    const { deviceId, device } = await asked(devices, answer, more);
    expect(deviceId).toBeNull();
    expect(device.isChosen(scanner)).toBe(false);
  });

  it('of a damaged file is none', async () => {
    await fs.writeFile(path.join(folder, 'scanner-device.json'), '{"vendorId":"x"}');
    expect((await openScannerDevice(folder)).isChosen(scanner)).toBe(false);
  });

  it('is the only HID device that our pages may open, and no keyboard of the same maker is', async () => {
    const { device } = await asked([scanner], 0);
    const setDevicePermissionHandler = vi.fn<Session['setDevicePermissionHandler']>();
    enforcePermissions(
      {
        setPermissionRequestHandler: vi.fn(),
        setPermissionCheckHandler: vi.fn(),
        setDisplayMediaRequestHandler: vi.fn(),
        setDevicePermissionHandler,
      },
      { cameraWanted: () => false, isScannerPort: () => true, isScannerDevice: device.isChosen },
    );
    const may = setDevicePermissionHandler.mock.calls[0]![0]!;
    const origin = 'app://bedside';
    expect(may({ deviceType: 'hid', origin, device: scanner })).toBe(true);
    const asKeyboard = { ...scanner, collections: keyboard.collections };
    expect(may({ deviceType: 'hid', origin, device: asKeyboard })).toBe(false);
    expect(may({ deviceType: 'hid', origin: 'https://x.example', device: scanner })).toBe(false);
    expect(may({ deviceType: 'usb', origin, device: scanner as never })).toBe(false);
  });
});
