/** Work that nobody waits for, one piece after the other. */
export interface WorkBehind {
  /** Done after what was given before it; what fails is tried at the next contact. */
  later(act: () => Promise<unknown>): void;
  /** Aborted when the work is to end: whoever asks a server gives up. */
  readonly ended: AbortSignal;
  /**
   * Ends it. What is on its way has a moment to arrive; a server that says nothing holds nobody up.
   */
  end(): Promise<void>;
}

const lastMomentMs = 2000;

export function workBehind(): WorkBehind {
  const ending = new AbortController();
  let work: Promise<unknown> = Promise.resolve();
  return {
    later(act) {
      work = work.then(act).catch(() => undefined);
    },
    ended: ending.signal,
    async end() {
      const timer = setTimeout(() => ending.abort(), lastMomentMs);
      await work;
      clearTimeout(timer);
    },
  };
}
