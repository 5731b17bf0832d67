import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import type { SerialPort, Session, WebContents } from 'electron';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { enforcePermissions } from '../../../../main/electron/permissions.ts';
import { offerScannerPorts, openScannerPort } from '../../../../main/electron/scannerPort.ts';

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'bedside-port-'));
});
afterEach(() => fs.rm(folder, { recursive: true }));

const scanner: SerialPort = {
  portId: 'p2',
  portName: 'COM4',
  displayName: 'Invented Scanner',
  vendorId: '1504',
  productId: '6400',
  serialNumber: 'S1',
};
const analyser: SerialPort = { portId: 'p1', portName: 'COM1' };

type Listener = (
  event: { preventDefault(): void },
  ports: SerialPort[],
  contents: WebContents,
  callback: (portId: string) => void,
) => void;

/** What Electron is answered when a page asks for a port. */
async function asked(
  ports: SerialPort[],
  answer: number | undefined | Error,
  url = 'app://bedside/settings',
) {
  const port = await openScannerPort(folder);
  const handlers = new Map<string, Listener>();
  const ask = vi.fn(async (_names: readonly string[]) => {
    if (answer instanceof Error) throw answer;
    return answer;
  });
  const on = (event: string, listener: Listener) => handlers.set(event, listener);
  offerScannerPorts({ on: on as unknown as Session['on'] }, port, ask);
  const preventDefault = vi.fn();
  const portId = await new Promise<string>((resolve) =>
    handlers.get('select-serial-port')!(
      { preventDefault },
      ports,
      { getURL: () => url } as WebContents,
      resolve,
    ),
  );
  expect(preventDefault).toHaveBeenCalledOnce();
  return { portId, port, ask };
}

describe('the serial port of the card scanner', () => {
  it('is the one that a person chose by name, also after a restart and in another socket', async () => {
    const { portId, port, ask } = await asked([analyser, scanner], 1);
    expect(ask).toHaveBeenCalledWith(['COM1', 'Invented Scanner (COM4)']);
    expect(portId).toBe('p2');
    expect([port.isChosen(scanner), port.isChosen(analyser)]).toEqual([true, false]);
    const again = await openScannerPort(folder);
    expect(again.isChosen({ ...scanner, portId: 'p9', portName: 'COM7' })).toBe(true);
    expect(again.isChosen({ ...scanner, serialNumber: 'S2' })).toBe(false);
  });

  it('without a USB identity is known by its name', async () => {
    const { port } = await asked([analyser, scanner], 0);
    expect(port.isChosen({ ...analyser, portId: 'p5' })).toBe(true);
    expect(port.isChosen({ ...scanner, portName: 'COM1' })).toBe(false);
  });

  it.each([
    ['nobody chooses', [scanner], undefined, 'app://bedside/'],
    ['there is none', [], 0, 'app://bedside/'],
    ['another page asks', [scanner], 0, 'https://attacker.example/'],
    ['the question fails', [scanner], new Error('no screen'), 'app://bedside/'],
  ] as const)('is none where %s', async (_why, ports, answer, url) => {
    const { portId, port } = await asked([...ports], answer, url);
    expect(portId).toBe('');
    expect(port.isChosen(scanner)).toBe(false);
  });

  it('of a damaged file is none', async () => {
    await fs.writeFile(path.join(folder, 'scanner-port.json'), '{"name":1}');
    expect((await openScannerPort(folder)).isChosen(scanner)).toBe(false);
  });

  it('is the only device that pages of ours may have, and no other page may', async () => {
    const { port } = await asked([analyser, scanner], 1);
    type Device = NonNullable<Parameters<Session['setDevicePermissionHandler']>[0]>;
    const setDevicePermissionHandler = vi.fn<Session['setDevicePermissionHandler']>();
    enforcePermissions(
      {
        setPermissionRequestHandler: vi.fn(),
        setPermissionCheckHandler: vi.fn(),
        setDisplayMediaRequestHandler: vi.fn(),
        setDevicePermissionHandler,
      },
      { cameraWanted: () => false, isScannerPort: port.isChosen, isScannerDevice: () => false },
    );
    const may = setDevicePermissionHandler.mock.calls[0]![0] as Device;
    const origin = 'app://bedside';
    expect(may({ deviceType: 'serial', origin, device: scanner })).toBe(true);
    expect(may({ deviceType: 'serial', origin, device: analyser })).toBe(false);
    expect(may({ deviceType: 'serial', origin: 'https://x.example', device: scanner })).toBe(false);
    for (const deviceType of ['usb', 'hid'] as const) {
      expect(may({ deviceType, origin, device: scanner })).toBe(false);
    }
  });
});
