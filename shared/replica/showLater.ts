import type { SerialQueue } from './serialQueue.ts';

/** A disk that failed may do at once what it didn't do now. */
const againAfterMs = 1000;

/**
 * Records that are stored and aren't shown yet. Where the disk fails between the two, no server will
 * name them again and no start is due: they are shown by themselves as soon as the disk lets it.
 */
export interface ShowLater {
  /** Shows these by `act`; where it rejects, this does too, and they are tried again later. */
  showing(stored: readonly { readonly id: string }[], act: () => Promise<void>): Promise<void>;
  /** Whether what is shown is all that is stored; asked in a turn of the queue. */
  isAllShown(): boolean;
  stop(): void;
}

/** @param show reads these records and shows them; runs in a turn of the queue */
export function showLater(
  queue: SerialQueue,
  show: (ids: readonly string[]) => Promise<void>,
): ShowLater {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;

  function later(): void {
    if (!stopped) timer ??= setTimeout(() => void again(), againAfterMs);
  }

  async function again(): Promise<void> {
    timer = undefined;
    const turn = () => {
      const ids = [...waiting];
      return showing(
        ids.map((id) => ({ id })),
        () => show(ids),
      );
    };
    await queue.run(turn).catch(() => undefined);
  }

  async function showing(
    stored: readonly { readonly id: string }[],
    act: () => Promise<void>,
  ): Promise<void> {
    for (const { id } of stored) waiting.add(id);
    try {
      await act();
    } catch (error) {
      later();
      throw error;
    }
    for (const { id } of stored) waiting.delete(id);
  }

  return {
    showing,
    isAllShown: () => waiting.size === 0,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
