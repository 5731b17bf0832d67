import { useCallback, useEffect, useRef, useState } from 'react';

/** A shorter act isn't shown as under way: the words would only flicker. */
const noticeableMs = 300;

/** One act that saves: it runs once at a time, and its failure stays on the screen. */
export function useAct(): {
  readonly busy: boolean;
  readonly error: unknown;
  /** Resolves with whether the act was acknowledged. */
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const running = useRef(false);
  const [ended, setEnded] = useState(0);
  // An act ends when the page shows what became of it: a key that is held down would otherwise come
  // between the acknowledgement and the emptied form, and save the same once more.
  useEffect(() => {
    running.current = false;
  }, [ended]);
  const run = useCallback(async (act: () => Promise<unknown>) => {
    if (running.current) return false;
    running.current = true;
    const slow = setTimeout(() => setBusy(true), noticeableMs);
    setError(undefined);
    try {
      await act();
      return true;
    } catch (failure) {
      setError(failure ?? new Error('failed'));
      return false;
    } finally {
      clearTimeout(slow);
      setBusy(false);
      setEnded((count) => count + 1);
    }
  }, []);
  return { busy, error, run };
}
