/** Why the machine is being left. */
export type MachineLeft = 'sleep' | 'screenLock';

/** Resolves at the machine's next sleep or screen lock; at once as `notWatched` when called anew. */
export interface LockSignal {
  (): Promise<MachineLeft | 'notWatched'>;
  /** Called at each of them, whether or not a page waits. */
  onLeft(listener: (because: MachineLeft) => void): void;
}

/** What is asked of Electron's `powerMonitor`. */
export interface PowerEvents {
  on(event: 'suspend' | 'lock-screen', listener: () => void): unknown;
}

/** Follows the machine's power events: for the main process itself, and for the one page that waits. */
export function lockSignalOf(power: PowerEvents): LockSignal {
  const listeners: ((because: MachineLeft) => void)[] = [];
  let waiting: ((because: MachineLeft | 'notWatched') => void) | undefined;
  const tell = (because: MachineLeft | 'notWatched') => {
    const listener = waiting;
    waiting = undefined;
    listener?.(because);
  };
  const leave = (because: MachineLeft) => {
    for (const listener of listeners) listener(because);
    tell(because);
  };
  power.on('suspend', () => leave('sleep'));
  power.on('lock-screen', () => leave('screenLock'));
  const next = () => {
    // A page that was loaded anew asks again; the one before is gone.
    tell('notWatched');
    return new Promise<MachineLeft | 'notWatched'>((resolve) => (waiting = resolve));
  };
  return Object.assign(next, {
    onLeft: (listener: (because: MachineLeft) => void) => void listeners.push(listener),
  });
}
