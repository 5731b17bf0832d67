import { useEffect, useRef } from 'react';
import { bridge } from './bridge.ts';

const tickMs = 5_000;
/** Between two ticks of a page that runs; a hidden page may be held back to one a minute. */
const gapMs = 75_000;

/** Why the page is to lock. `clock`: the machine has slept, or somebody set the time. */
export type LeftBecause = 'sleep' | 'screenLock' | 'revoked' | 'clock';

/**
 * Calls `onLeft` when the machine sleeps or its screen is locked, where the shell can tell, when the
 * person who is in was revoked, and after a jump of the clock.
 */
export function useMachineLeft(onLeft: (because: LeftBecause) => void): void {
  const latest = useRef(onLeft);
  useEffect(() => {
    latest.current = onLeft;
  });
  useEffect(() => {
    let current = true;
    void followShell(
      () => current,
      (because) => latest.current(because),
    );
    let lastMs = Date.now();
    const timer = setInterval(() => {
      const nowMs = Date.now();
      if (nowMs - lastMs > gapMs) latest.current('clock');
      lastMs = nowMs;
    }, tickMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, []);
}

async function followShell(
  isCurrent: () => boolean,
  onLeft: (because: LeftBecause) => void,
): Promise<void> {
  try {
    while (isCurrent()) {
      const { because } = await bridge().waitForLock({});
      if (because === 'notWatched' || !isCurrent()) return;
      onLeft(because);
    }
  } catch {
    // The shell is gone: the clock still tells.
  }
}
