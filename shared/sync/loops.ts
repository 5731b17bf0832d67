import { CentralFailure } from './centralFailure.ts';
import type { Pace } from './pace.ts';

/** One turn of a loop. Answers how long it may rest, 0 for not at all, and throws what failed. */
export type Turn = () => Promise<number>;

/**
 * Loops that don't wait for each other. Each repeats its turn; after a failure it waits, twice as
 * long each time and with jitter, and never less than the server asked for.
 */
export interface Loops {
  run(turn: Turn, failed: (error: unknown) => void): void;
  /** There is something to do, or the server was just reached: ends rests and back-offs. */
  nudge(): void;
  /**
   * The network is another one, or the machine slept: what is under way hangs on a connection that
   * may be dead. It is abandoned and begun anew at once, whatever was waited for.
   */
  wake(): void;
  stop(): Promise<void>;
}

/** The longest that a server's Retry-After is obeyed: a maintenance page may say a day. */
const longestAskedWaitMs = 10 * 60_000;

interface Rest {
  /** The server asked for it: only `wake` ends it. */
  readonly asked: boolean;
  end(): void;
}

/** @param abandon gives up the requests under way */
export function startLoops(pace: Pace, abandon: () => void): Loops {
  const stopping = new AbortController();
  const rests = new Set<Rest>();
  const running: Promise<void>[] = [];
  let nudges = 0;

  function rest(ms: number, asked: boolean): Promise<void> {
    return new Promise((resolve) => {
      const entry: Rest = {
        asked,
        end() {
          clearTimeout(timer);
          rests.delete(entry);
          resolve();
        },
      };
      const timer = setTimeout(() => entry.end(), ms);
      rests.add(entry);
      if (stopping.signal.aborted) entry.end();
    });
  }

  async function repeat(turn: Turn, failed: (error: unknown) => void): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      // What comes up in mid-turn isn't slept over.
      const nudgesBefore = nudges;
      const begunMs = performance.now();
      try {
        const restMs = await turn();
        failures = 0;
        if (restMs > 0 && nudges === nudgesBefore) await rest(restMs, false);
      } catch (error) {
        if (stopping.signal.aborted) return;
        if (error instanceof CentralFailure && error.fault === 'abandoned') continue;
        failures += 1;
        failed(error);
        const askedMs = error instanceof CentralFailure ? (error.retryAfterMs ?? 0) : 0;
        const waitMs = Math.max(
          Math.min(askedMs, longestAskedWaitMs),
          backOffMs(
            pace.shortestWaitMs,
            longestAfter(error, performance.now() - begunMs, pace),
            failures,
          ),
        );
        await rest(waitMs, askedMs > 0);
      }
    }
  }

  return {
    run(turn, failed) {
      running.push(repeat(turn, failed));
    },
    nudge() {
      nudges += 1;
      for (const entry of [...rests]) if (!entry.asked) entry.end();
    },
    wake() {
      nudges += 1;
      abandon();
      for (const entry of [...rests]) entry.end();
    },
    async stop() {
      stopping.abort();
      abandon();
      for (const entry of [...rests]) entry.end();
      await Promise.all(running);
    },
  };
}

/** A try that took long met somebody who is slow, and is followed by as long a rest. */
function longestAfter(
  error: unknown,
  tookMs: number,
  { longestWaitMs, longestUnreachedWaitMs }: Pace,
): number {
  const isUnreached = error instanceof CentralFailure && error.fault === 'unreachable';
  return isUnreached
    ? Math.min(longestWaitMs, Math.max(longestUnreachedWaitMs, tookMs))
    : longestWaitMs;
}

/** Doubling waits with jitter, so that sixty workstations don't return in one instant. */
export function backOffMs(
  shortestMs: number,
  longestMs: number,
  failures: number,
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(longestMs, shortestMs * 2 ** Math.min(failures - 1, 20));
  return ceiling / 2 + random() * (ceiling / 2);
}
