/** Whether the Worker answers. A Worker that is lost stays lost: the page has to be opened anew. */
export interface Heartbeat {
  alive(): boolean;
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
  { intervalMs = 2000, lostAfterMs = 8000 } = {},
): Heartbeat {
  const listeners = new Set<(alive: boolean) => void>();
  let alive = true;
  let answeredAt = performance.now();
  let asking = false;

  function report(now: boolean): void {
    if (now === alive) return;
    alive = now;
    for (const listener of [...listeners]) listener(alive);
  }
  const timer = setInterval(() => {
    if (!asking) {
      asking = true;
      void ping().then(() => {
        asking = false;
        answeredAt = performance.now();
        report(true);
      });
    }
    if (performance.now() - answeredAt > lostAfterMs) report(false);
  }, intervalMs);
  worker.addEventListener('error', () => report(false));

  return {
    alive: () => alive,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    whileAlive(pending, lost) {
      return new Promise((resolve, reject) => {
        const give = () => reject(lost());
        const listener = (now: boolean) => {
          if (!now) give();
        };
        listeners.add(listener);
        if (!alive) give();
        pending.then(resolve, reject).finally(() => listeners.delete(listener));
      });
    },
    stop: () => clearInterval(timer),
  };
}
