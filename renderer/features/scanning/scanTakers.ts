/** Takes a scan, or leaves it to whoever stood there before. */
export type ScanTaker = (text: string) => boolean;

/**
 * What a page remembers when a character is typed that may begin a scan, so that what the scan's
 * first characters did to it can be put back.
 */
export type Remembering = () => () => void;

export interface ScanTakers {
  /** The newest is asked first. @returns takes it away again */
  add(taker: ScanTaker, remembering?: Remembering): () => void;
  /** @returns whether anybody could use it */
  give(text: string): boolean;
  /** What the newest puts back, if it remembers anything. */
  remember(): (() => void) | undefined;
}

/** Who on the screen waits for scans. */
export function scanTakers(): ScanTakers {
  let takers: readonly { readonly taker: ScanTaker; readonly remembering?: Remembering }[] = [];
  return {
    add(taker, remembering) {
      // The same function twice is two places.
      const own = { taker, ...(remembering ? { remembering } : {}) };
      takers = [...takers, own];
      return () => {
        takers = takers.filter((other) => other !== own);
      };
    },
    give: (text) => takers.toReversed().some(({ taker }) => taker(text)),
    remember: () => takers.at(-1)?.remembering?.(),
  };
}
