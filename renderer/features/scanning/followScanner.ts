import type { ScannerReading, ScannerTold } from './readScanner.ts';

/** How scanners of one kind are found and read. */
export interface ScannerLine<Device> {
  /** Tells `connect` when one is plugged in. */
  readonly plugs: EventTarget;
  /** Those that somebody chose and that are here. */
  devices(): Promise<readonly Device[]>;
  read(device: Device, told: ScannerTold): ScannerReading;
}

/**
 * Reads the first chosen scanner that is here, again whenever one is plugged in, and says how it
 * stands. What comes after the end is told nobody.
 * @returns ends it
 */
export function followScanner<Device>(
  line: ScannerLine<Device>,
  { onScan, onState }: ScannerTold,
): () => void {
  let ended = false;
  let reading: ScannerReading | undefined;
  let turn: Promise<void> = Promise.resolve();
  const told: ScannerTold = {
    onScan: (scan) => {
      if (!ended) onScan(scan);
    },
    onState: (state) => {
      if (!ended) onState(state);
    },
  };
  const open = async () => {
    await reading?.stop();
    if (ended) return;
    const [device] = await line.devices();
    if (ended) return;
    if (device === undefined) return told.onState('noPort');
    reading = line.read(device, told);
  };
  // One opening at a time: what is being closed can't be opened.
  const openInTurn = () => void (turn = turn.then(open).catch(() => told.onState('noPort')));
  openInTurn();
  line.plugs.addEventListener('connect', openInTurn);
  return () => {
    ended = true;
    line.plugs.removeEventListener('connect', openInTurn);
    void turn.then(() => reading?.stop());
  };
}
