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
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../app/settings.tsx';
import type { ScannerState } from './readScanner.ts';
import { scanTakers } from './scanTakers.ts';
import type { Remembering, ScanTaker } from './scanTakers.ts';
import { followTypedScans, isCardLine } from './typedScans.ts';
import { useScannerLine } from './useScannerLine.ts';

interface ScansContextValue {
  /** undefined where the scanner types. */
  readonly scanner: ScannerState | undefined;
  /** A scanner was chosen or came back: it is opened again. */
  openAgain(): void;
  /** The newest taker is asked first. */
  subscribe(taker: ScanTaker, remembering: Remembering): () => void;
}

const ScansContext = createContext<ScansContextValue | undefined>(undefined);

/**
 * Reads scanners while somebody is signed in, those that type and those that don't, and hands each
 * scan to the page that waits for one. `onUntaken` gets what nobody on the screen could use.
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
  const { t } = useTranslation('scanning');
  useEffect(() => {
    const end = followTypedScans({
      label: () => t('taking'),
      remember: takers.remember,
      onScan,
    });
    const pasted = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text') ?? '';
      if (!isCardLine(text) || !takers.give(text)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('paste', pasted, true);
    return () => {
      end();
      window.removeEventListener('paste', pasted, true);
    };
  }, [takers, onScan, t]);
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

/**
 * Gets each scan while the caller is on the screen.
 * @param remembering what the scan's first characters may spoil, where they are typed
 */
export function useScans(taker: ScanTaker, remembering?: Remembering): void {
  const scans = useContext(ScansContext);
  const latest = useRef({ taker, remembering });
  useEffect(() => {
    latest.current = { taker, remembering };
  });
  const subscribe = scans?.subscribe;
  useEffect(
    () =>
      subscribe?.(
        (text) => latest.current.taker(text),
        () => latest.current.remembering?.() ?? (() => undefined),
      ),
    [subscribe],
  );
}
