/** How far this workstation's clock is off, by what the server's answers say of the time. */
export interface ServerClock {
  /**
   * Call when a request goes out; call the result when its answer's head is here, with its `Date`;
   * and the result of that once the answer was found to come from the server.
   */
  asked(): (dateHeader: string | null) => () => void;
  /** The server's clock less this one's, in ms, and when it was measured (ms since 1970, here). */
  offset(): { readonly offsetMs: number; readonly measuredAtMs: number } | undefined;
}

interface Sample {
  readonly offsetMs: number;
  readonly measuredAtMs: number;
}

/** The median of so many: one answer that was held up on its way moves nothing. */
const samplesKept = 5;
/** An answer that was on its way longer says too little; half of this is the most it can be wrong. */
const mostRoundTripMs = 10_000;
/** `Date` is cut to the second (RFC 9110, 5.6.7): on average half a second is missing. */
const cutOffMs = 500;
/** The clock was set, or the machine slept: what was measured before says nothing any more. */
const jumpMs = 2000;

/**
 * Estimates the offset from the `Date` of each answer, taken at half of the round trip. The round
 * trip is measured by a clock that nobody sets.
 */
export function serverClock(
  wallMs: () => number = () => Date.now(),
  steadyMs: () => number = () => performance.now(),
): ServerClock {
  let samples: readonly Sample[] = [];
  let anchorMs = wallMs() - steadyMs();

  function forgetAfterJump(): void {
    const standing = wallMs() - steadyMs();
    if (Math.abs(standing - anchorMs) > jumpMs) samples = [];
    anchorMs = standing;
  }

  return {
    asked() {
      const askedMs = steadyMs();
      return (dateHeader) => {
        const roundTripMs = steadyMs() - askedMs;
        const measuredAtMs = wallMs();
        const standing = measuredAtMs - steadyMs();
        const serverMs = Date.parse(dateHeader ?? '') + cutOffMs;
        return () => {
          forgetAfterJump();
          if (!Number.isFinite(serverMs) || roundTripMs > mostRoundTripMs) return;
          if (Math.abs(standing - anchorMs) > jumpMs) return;
          const offsetMs = serverMs - (measuredAtMs - roundTripMs / 2);
          samples = [...samples, { offsetMs, measuredAtMs }].slice(-samplesKept);
        };
      };
    },
    offset() {
      forgetAfterJump();
      const last = samples.at(-1);
      if (!last) return undefined;
      const sorted = samples.map(({ offsetMs }) => offsetMs).sort((a, b) => a - b);
      const offsetMs = Math.round(sorted[Math.floor((sorted.length - 1) / 2)]!);
      return { offsetMs, measuredAtMs: last.measuredAtMs };
    },
  };
}
