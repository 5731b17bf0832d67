/** Whether the Worker answers. A Worker that is lost stays lost: the page has to be opened anew. */
export interface Heartbeat {
  alive(): boolean;
  /**
   * Whether something that was given to `whileAlive` waits longer than any disk needs: the Worker
   * lives, and its disk doesn't answer. What waits may still be written.
   */
  slow(): boolean;
  /** Told of each change, of `slow` too. */
  onChange(listener: (alive: boolean) => void): () => void;
  /** As `pending`, but rejects with `lost()` when the Worker is lost before it settles. */
  whileAlive<T>(pending: Promise<T>, lost: () => Error): Promise<T>;
  stop(): void;
}

/**
 * Watches a Worker: its error events, and a question at every interval.
 * @param ping asks the Worker; its answer proves that it lives
 */
export function watchWorker(
  worker: Worker,
  ping: () => Promise<unknown>,
  { intervalMs = 2000, lostAfterMs = 8000, slowAfterMs = 6000 } = {},
): Heartbeat {
  const listeners = new Set<(alive: boolean) => void>();
  let alive = true;
  let asking = false;
  /** Intervals that a question has waited. Not time: a sleeping computer's clock goes on, its Worker doesn't. */
  let waited = 0;
  /** The intervals that each pending write has waited. */
  const writes = new Set<{ waited: number }>();
  let slow = false;

  function report(now: boolean): void {
    if (now === alive) return;
    alive = now;
    for (const listener of [...listeners]) listener(alive);
  }
  function reportSlow(): void {
    const now = [...writes].some((write) => write.waited * intervalMs >= slowAfterMs);
    if (now === slow) return;
    slow = now;
    for (const listener of [...listeners]) listener(alive);
  }
  const timer = setInterval(() => {
    for (const write of writes) write.waited += 1;
    reportSlow();
    if (asking) {
      waited += 1;
      if (waited * intervalMs >= lostAfterMs) report(false);
      return;
    }
    asking = true;
    waited = 0;
    ping().then(
      () => {
        asking = false;
        report(true);
      },
      // A question that can't be asked any more stays without an answer.
      () => undefined,
    );
  }, intervalMs);
  worker.addEventListener('error', () => report(false));

  return {
    alive: () => alive,
    slow: () => slow,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whileAlive(pending, lost) {
      const write = { waited: 0 };
      writes.add(write);
      return new Promise((resolve, reject) => {
        const give = () => reject(lost());
        const listener = (now: boolean) => {
          if (!now) give();
        };
        listeners.add(listener);
        if (!alive) give();
        pending.then(resolve, reject).finally(() => {
          listeners.delete(listener);
          writes.delete(write);
          reportSlow();
        });
      });
    },
    stop: () => clearInterval(timer),
  };
}
