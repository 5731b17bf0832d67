/** Whether the pages may have the camera now. */
export interface CameraLease {
  /** The panel that reads cards opened, or closed. */
  set(allowed: boolean): void;
  isAllowed(): boolean;
}

/** A panel that never said that it closed (its page died) doesn't keep the camera allowed. */
const longestMs = 10 * 60_000;

/**
 * The camera is the pages' only while they show the panel that reads cards. `monotonicMs` is a
 * clock that nobody can set.
 */
export function cameraLease(monotonicMs: () => number = () => performance.now()): CameraLease {
  let until: number | undefined;
  return {
    set: (allowed) => (until = allowed ? monotonicMs() + longestMs : undefined),
    isAllowed: () => until !== undefined && monotonicMs() < until,
  };
}
