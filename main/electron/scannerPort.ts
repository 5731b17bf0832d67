import * as path from 'node:path';
import type { SerialPort, Session } from 'electron';
import * as z from 'zod';
import { readIfThere, writeDurably } from '../disk/writeDurably.ts';
import { isAppUrl } from './appOrigin.ts';

/** What a port is known again by: a USB scanner gets another port's name in another socket. */
const portSchema = z.strictObject({
  name: z.string().max(200),
  vendorId: z.string().max(20).optional(),
  productId: z.string().max(20).optional(),
  serialNumber: z.string().max(200).optional(),
});
type ChosenPort = z.infer<typeof portSchema>;

/** The one serial port that the pages may open. */
export interface ScannerPort {
  isChosen(port: SerialPort): boolean;
  choose(port: SerialPort): Promise<void>;
}

const fileName = 'scanner-port.json';

/** Reads which port was chosen; a damaged file is none, and the person chooses again. */
export async function openScannerPort(profileFolder: string): Promise<ScannerPort> {
  const file = path.join(profileFolder, fileName);
  let chosen = await readChosen(file);
  return {
    isChosen: (port) => chosen !== undefined && isSame(chosen, portOf(port)),
    async choose(port) {
      chosen = portOf(port);
      await writeDurably(file, `${JSON.stringify(chosen)}\n`);
    },
  };
}

/**
 * Lets a person choose when the pages ask for a port: Electron shows nothing of itself. `ask` gets
 * the ports' names, and answers the place of one in the list.
 */
export function offerScannerPorts(
  session: Pick<Session, 'on'>,
  port: ScannerPort,
  ask: (names: readonly string[]) => Promise<number | undefined>,
): void {
  session.on('select-serial-port', (event, ports, contents, callback) => {
    event.preventDefault();
    const choose = async () => {
      if (!isAppUrl(contents.getURL()) || ports.length === 0) return '';
      const at = await ask(ports.map(nameOf));
      const chosen = at === undefined ? undefined : ports[at];
      if (!chosen) return '';
      await port.choose(chosen);
      return chosen.portId;
    };
    choose().then(callback, () => callback(''));
  });
}

function nameOf({ displayName, portName }: SerialPort): string {
  return displayName ? `${displayName} (${portName})` : portName;
}

async function readChosen(file: string): Promise<ChosenPort | undefined> {
  try {
    return portSchema.parse(JSON.parse((await readIfThere(file)) ?? ''));
  } catch {
    return undefined;
  }
}

function portOf({ portName, vendorId, productId, serialNumber }: SerialPort): ChosenPort {
  return {
    name: portName,
    ...(vendorId ? { vendorId } : {}),
    ...(productId ? { productId } : {}),
    ...(serialNumber ? { serialNumber } : {}),
  };
}

function isSame(chosen: ChosenPort, port: ChosenPort): boolean {
  if (chosen.vendorId === undefined)
    return port.vendorId === undefined && port.name === chosen.name;
  return (
    port.vendorId === chosen.vendorId &&
    port.productId === chosen.productId &&
    port.serialNumber === chosen.serialNumber
  );
}
