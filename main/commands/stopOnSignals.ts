export interface Stopping {
  isAsked(): boolean;
  /** What is to be ended when the time comes; at once when it has come already. */
  onStop(end: () => Promise<void>): void;
  stop(): void;
}

/** Ctrl-C ends everything once, in order; a second one ends this process as it stands. */
export function stopOnSignals(): Stopping {
  let asked = false;
  let end: (() => Promise<void>) | undefined;
  const finish = () => {
    void end?.().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  const stop = () => {
    if (asked) return;
    asked = true;
    console.log('Stopping.');
    finish();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (asked && end === undefined) process.exit(130);
      stop();
    });
  }
  return {
    isAsked: () => asked,
    onStop(given) {
      end = given;
      if (asked) finish();
    },
    stop,
  };
}
