import { useEffect, useRef } from 'react';
import { bridge } from './bridge.ts';

const tickMs = 5_000;
/** Between two ticks of a page that runs; a hidden page may be held back to one a minute. */
const gapMs = 75_000;

/**
 * Calls `onLeft` when the machine sleeps or its screen is locked, where the shell can tell, and
 * after a jump of the clock: the machine has slept, or somebody set the time.
 */
export function useMachineLeft(onLeft: () => void): void {
  const latest = useRef(onLeft);
  useEffect(() => {
    latest.current = onLeft;
  });
  useEffect(() => {
    let current = true;
    void followShell(
      () => current,
      () => latest.current(),
    );
    let lastMs = Date.now();
    const timer = setInterval(() => {
      const nowMs = Date.now();
      if (nowMs - lastMs > gapMs) latest.current();
      lastMs = nowMs;
    }, tickMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, []);
}

async function followShell(isCurrent: () => boolean, onLeft: () => void): Promise<void> {
  try {
    while (isCurrent()) {
      const { because } = await bridge().waitForLock({});
      if (because === 'notWatched' || !isCurrent()) return;
      onLeft();
    }
  } catch {
    // The shell is gone: the clock still tells.
  }
}
