const lookEveryMs = 5000;

/**
 * Tells when the machine has slept, or the process was stopped: the clock is then further on than a
 * timer can be late. A clock that is set forward looks the same, and does no harm.
 * @returns the function that ends it
 */
export function onResumed(resumed: () => void, clock: () => number = Date.now): () => void {
  let last = clock();
  const timer = setInterval(() => {
    const now = clock();
    if (now - last > 3 * lookEveryMs) resumed();
    last = now;
  }, lookEveryMs);
  return () => clearInterval(timer);
}
