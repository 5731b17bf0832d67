/** Takes a scan, or leaves it to whoever stood there before. */
export type ScanTaker = (text: string) => boolean;

export interface ScanTakers {
  /** The newest is asked first. @returns takes it away again */
  add(taker: ScanTaker): () => void;
  /** @returns whether anybody could use it */
  give(text: string): boolean;
}

/** Who on the screen waits for scans. */
export function scanTakers(): ScanTakers {
  let takers: readonly ScanTaker[] = [];
  return {
    add(taker) {
      // The same function twice is two places.
      const own: ScanTaker = (text) => taker(text);
      takers = [...takers, own];
      return () => {
        takers = takers.filter((other) => other !== own);
      };
    },
    give: (text) => takers.toReversed().some((taker) => taker(text)),
  };
}
