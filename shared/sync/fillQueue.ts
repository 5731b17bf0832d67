import { usefulness } from './fillPlan.ts';

/** Records that a first fill has still to ask for, the most useful first. */
export interface FillQueue {
  readonly size: number;
  has(id: string): boolean;
  /** By kind, whoever came before: who lies where and what harms them goes before any history. */
  add(ids: Iterable<string>): void;
  /** Before all others, in this order; those that wait already overtake. */
  addAhead(ids: readonly string[]): void;
  /** The first ones; they don't wait any more. */
  take(count: number): readonly string[];
  /** Resolves when something is added. */
  added(): Promise<void>;
}

export function fillQueue(): FillQueue {
  /** By kind; an id that overtook stands here still, and doesn't wait any more. */
  const ranked: string[][] = [];
  let ahead: readonly string[] = [];
  const waiting = new Set<string>();
  let told: () => void = () => undefined;
  let next = new Promise<void>((resolve) => (told = resolve));

  function tell(): void {
    told();
    next = new Promise<void>((resolve) => (told = resolve));
  }

  return {
    get size() {
      return waiting.size;
    },
    has: (id) => waiting.has(id),
    add(ids) {
      for (const id of ids) {
        if (waiting.has(id)) continue;
        waiting.add(id);
        (ranked[usefulness(id)] ??= []).push(id);
      }
      tell();
    },
    addAhead(ids) {
      for (const id of ids) waiting.add(id);
      ahead = [...ids, ...ahead];
      tell();
    },
    take(count) {
      const taken: string[] = [];
      const takeFrom = (queue: readonly string[]): number => {
        let at = 0;
        for (; at < queue.length && taken.length < count; at += 1) {
          if (waiting.delete(queue[at]!)) taken.push(queue[at]!);
        }
        return at;
      };
      ahead = ahead.slice(takeFrom(ahead));
      // A kind that nothing is of has no place of its own.
      for (const queue of ranked) queue?.splice(0, takeFrom(queue));
      return taken;
    },
    added: () => next,
  };
}
