/** Resolves at the machine's next sleep or screen lock; at once as `notWatched` when called anew. */
export type LockSignal = () => Promise<'sleep' | 'screenLock' | 'notWatched'>;

/** What is asked of Electron's `powerMonitor`. */
export interface PowerEvents {
  on(event: 'suspend' | 'lock-screen', listener: () => void): unknown;
}

/** Follows the machine's power events for the one page that waits. */
export function lockSignalOf(power: PowerEvents): LockSignal {
  let waiting: ((because: 'sleep' | 'screenLock' | 'notWatched') => void) | undefined;
  const tell = (because: 'sleep' | 'screenLock' | 'notWatched') => {
    const listener = waiting;
    waiting = undefined;
    listener?.(because);
  };
  power.on('suspend', () => tell('sleep'));
  power.on('lock-screen', () => tell('screenLock'));
  return () => {
    // A page that was loaded anew asks again; the one before is gone.
    tell('notWatched');
    return new Promise((resolve) => (waiting = resolve));
  };
}
