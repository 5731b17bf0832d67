import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { ReactNode } from 'react';
import { useSettings } from '../../app/settings.tsx';
import type { ScannerState } from './readScanner.ts';
import { scanTakers } from './scanTakers.ts';
import type { ScanTaker } from './scanTakers.ts';
import { useScannerLine } from './useScannerLine.ts';

interface ScansContextValue {
  /** undefined where the scanner types. */
  readonly scanner: ScannerState | undefined;
  /** A scanner was chosen or came back: it is opened again. */
  openAgain(): void;
  /** The newest taker is asked first. */
  subscribe(taker: ScanTaker): () => void;
}

const ScansContext = createContext<ScansContextValue | undefined>(undefined);

/**
 * Reads the scanner that doesn't type while somebody is signed in, and hands each scan to the page that waits
 * for one. `onUntaken` gets what nobody on the screen could use.
 */
export function ScansProvider(props: {
  readonly onUntaken: (text: string) => void;
  readonly children: ReactNode;
}) {
  const { settings } = useSettings();
  const [takers] = useState(scanTakers);
  const untaken = useRef(props.onUntaken);
  useEffect(() => {
    untaken.current = props.onUntaken;
  });
  const [attempt, setAttempt] = useState(0);
  const onScan = useCallback(
    (text: string) => {
      if (!takers.give(text)) untaken.current(text);
    },
    [takers],
  );
  const scanner = useScannerLine(settings.scanner, attempt, onScan);
  const openAgain = useCallback(() => setAttempt((count) => count + 1), []);
  const value = useMemo(
    () => ({ scanner, openAgain, subscribe: takers.add }),
    [scanner, openAgain, takers],
  );
  return <ScansContext.Provider value={value}>{props.children}</ScansContext.Provider>;
}

export function useScanner(): Pick<ScansContextValue, 'scanner' | 'openAgain'> {
  const value = useContext(ScansContext);
  if (!value) throw new Error('scans outside their provider');
  return value;
}

/** Gets the scanner's scans while the caller is on the screen. */
export function useScans(taker: ScanTaker): void {
  const scans = useContext(ScansContext);
  const latest = useRef(taker);
  useEffect(() => {
    latest.current = taker;
  });
  const subscribe = scans?.subscribe;
  useEffect(() => subscribe?.((text) => latest.current(text)), [subscribe]);
}
