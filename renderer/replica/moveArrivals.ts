import type { Arrivals } from '../../shared/replica/leafStore.ts';
import type { Replica } from '../../shared/replica/replica.ts';

/** So long nothing is stored before packs are moved: a first fill and a save come before. */
const quietMs = 3000;
/** So many packs are moved between two checkpoints of delivery. */
const packsPerCheckpoint = 20;

/**
 * Moves what the first fill packed into the store's rows, when nothing else is to do, with a rest
 * as long as each pack took: half a core at most.
 * @param moved called now and then, and when all is moved: rows have sequences now
 */
export function moveArrivals(
  replica: Replica,
  arrivals: Arrivals,
  moved: () => void,
): { stop(): Promise<void> } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  let running: Promise<void> = Promise.resolve();
  let storedAtMs = performance.now();
  let asleep = true;

  function wait(): void {
    asleep = false;
    clearTimeout(timer);
    timer = setTimeout(() => void (running = move()), quietMs);
  }

  async function move(): Promise<void> {
    for (let count = 1; !stopped; count += 1) {
      if (performance.now() - storedAtMs < quietMs) return wait();
      const startedMs = performance.now();
      // A disk that is full takes no rows: they stay packed until there is room or another opening.
      const more = await arrivals.moveOne().catch(() => undefined);
      if (more !== true) {
        asleep = true;
        if (more === false && count > 1) moved();
        return;
      }
      if (count % packsPerCheckpoint === 0) moved();
      const tookMs = performance.now() - startedMs;
      await new Promise((resolve) => setTimeout(resolve, tookMs));
    }
  }

  replica.onStored(() => {
    storedAtMs = performance.now();
    if (asleep) wait();
  });
  wait();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
