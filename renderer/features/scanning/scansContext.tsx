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
import { useSerialScanner } from './useSerialScanner.ts';

/** Takes a scan, or leaves it to whoever stood there before. */
export type ScanTaker = (text: string) => boolean;

interface ScansContextValue {
  /** undefined where no serial scanner is set. */
  readonly scanner: ScannerState | undefined;
  /** A port was chosen or came back: it is opened again. */
  openAgain(): void;
  /** The newest taker is asked first. */
  subscribe(taker: ScanTaker): () => void;
}

const ScansContext = createContext<ScansContextValue | undefined>(undefined);

/**
 * Reads the serial scanner while somebody is signed in, and hands each scan to the page that waits
 * for one. `onUntaken` gets what nobody on the screen could use.
 */
export function ScansProvider(props: {
  readonly onUntaken: (text: string) => void;
  readonly children: ReactNode;
}) {
  const { settings } = useSettings();
  const takers = useRef<ScanTaker[]>([]);
  const untaken = useRef(props.onUntaken);
  useEffect(() => {
    untaken.current = props.onUntaken;
  });
  const [attempt, setAttempt] = useState(0);
  const onScan = useCallback((text: string) => {
    const taken = takers.current.toReversed().some((taker) => taker(text));
    if (!taken) untaken.current(text);
  }, []);
  const scanner = useSerialScanner(settings.scanner, attempt, onScan);
  const subscribe = useCallback((taker: ScanTaker) => {
    takers.current.push(taker);
    return () => {
      takers.current = takers.current.filter((other) => other !== taker);
    };
  }, []);
  const openAgain = useCallback(() => setAttempt((count) => count + 1), []);
  const value = useMemo(() => ({ scanner, openAgain, subscribe }), [scanner, openAgain, subscribe]);
  return <ScansContext.Provider value={value}>{props.children}</ScansContext.Provider>;
}

export function useScanner(): Pick<ScansContextValue, 'scanner' | 'openAgain'> {
  const value = useContext(ScansContext);
  if (!value) throw new Error('scans outside their provider');
  return value;
}

/** Gets the serial scanner's scans while the caller is on the screen. */
export function useScans(taker: ScanTaker): void {
  const scans = useContext(ScansContext);
  const latest = useRef(taker);
  useEffect(() => {
    latest.current = taker;
  });
  const subscribe = scans?.subscribe;
  useEffect(() => subscribe?.((text) => latest.current(text)), [subscribe]);
}
