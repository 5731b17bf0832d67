import { useEffect, useState } from 'react';
import type { Settings } from '../../../shared/bridge/contract.ts';
import { followScanner } from './followScanner.ts';
import { readHidScanner } from './readHidScanner.ts';
import { readScanner } from './readScanner.ts';
import type { ScannerState, ScannerTold } from './readScanner.ts';
import { isHidScanner, webHid } from './webHid.ts';
import { webSerial } from './webSerial.ts';

/**
 * Reads the chosen scanner while the settings name one that doesn't type.
 * @param attempt another number opens it anew
 * @param onScan doesn't change
 */
export function useScannerLine(
  scanner: Settings['scanner'],
  attempt: number,
  onScan: (text: string) => void,
): ScannerState | undefined {
  const [state, setState] = useState<ScannerState>();
  const { kind } = scanner;
  const baudRate = scanner.kind === 'serial' ? scanner.baudRate : undefined;
  useEffect(() => {
    setState(undefined);
    if (kind === 'keyboard') return undefined;
    const end = follow(kind, baudRate, {
      onScan: (scan) => {
        if (scan.kind === 'scan') onScan(scan.text);
      },
      onState: setState,
    });
    if (!end) setState('unsupported');
    return end;
  }, [kind, baudRate, attempt, onScan]);
  return state;
}

/** @returns undefined where the browser has no such line */
function follow(
  kind: 'serial' | 'hid',
  baudRate: number | undefined,
  told: ScannerTold,
): (() => void) | undefined {
  if (kind === 'hid') {
    const hid = webHid();
    return hid
      ? followScanner(
          {
            plugs: hid,
            devices: async () => (await hid.getDevices()).filter(isHidScanner),
            read: (device, each) => readHidScanner(hid, device, each),
          },
          told,
        )
      : undefined;
  }
  const serial = webSerial();
  return serial
    ? followScanner(
        {
          plugs: serial,
          devices: () => serial.getPorts(),
          read: (port, each) => readScanner(port, baudRate!, each),
        },
        told,
      )
    : undefined;
}
