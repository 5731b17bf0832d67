import { useEffect, useState } from 'react';
import type { Settings } from '../../../shared/bridge/contract.ts';
import { readScanner } from './readScanner.ts';
import type { ScannerReading, ScannerState } from './readScanner.ts';
import { webSerial } from './webSerial.ts';

/**
 * Reads the chosen port while the settings name a serial scanner, again whenever it is plugged in.
 * @param attempt another number opens the port anew
 * @param onScan doesn't change
 */
export function useSerialScanner(
  scanner: Settings['scanner'],
  attempt: number,
  onScan: (text: string) => void,
): ScannerState | undefined {
  const [state, setState] = useState<ScannerState>();
  const baudRate = scanner.kind === 'serial' ? scanner.baudRate : undefined;
  useEffect(() => {
    if (baudRate === undefined) {
      setState(undefined);
      return undefined;
    }
    const serial = webSerial();
    if (!serial) {
      setState('unsupported');
      return undefined;
    }
    let ended = false;
    let reading: ScannerReading | undefined;
    let turn: Promise<void> = Promise.resolve();
    const open = async () => {
      await reading?.stop();
      if (ended) return;
      const [port] = await serial.getPorts();
      if (ended) return;
      if (!port) return setState('noPort');
      reading = readScanner(port, baudRate, {
        onScan: (scan) => {
          if (!ended && scan.kind === 'scan') onScan(scan.text);
        },
        onState: (now) => {
          if (!ended) setState(now);
        },
      });
    };
    // One opening at a time: a port that is being closed can't be opened.
    const openInTurn = () => void (turn = turn.then(open).catch(() => setState('noPort')));
    openInTurn();
    serial.addEventListener('connect', openInTurn);
    return () => {
      ended = true;
      serial.removeEventListener('connect', openInTurn);
      void turn.then(() => reading?.stop());
    };
  }, [baudRate, attempt, onScan]);
  return state;
}
