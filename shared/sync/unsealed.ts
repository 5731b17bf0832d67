/**
 * What was read back from the server and has no mark (witness) behind it there yet. A server that
 * answers is one thing, and the database that held the earlier deliveries is another: until our last
 * mark was seen on it and a higher one left, this counts as delivered nowhere but in itself.
 */
export interface Unsealed<Entry> {
  add(entry: Entry): void;
  /** Also those whose mark is under way. */
  all(): readonly Entry[];
  /**
   * Leaves a mark behind all of them; answers how many it settled. Where `mark` rejects, they wait
   * on, and this rejects too.
   */
  seal(mark: () => Promise<unknown>): Promise<number>;
  /** Takes them all out, those too whose mark is under way: it settles none of them any more. */
  takeAll(): readonly Entry[];
}

export function unsealed<Entry extends object>(): Unsealed<Entry> {
  let waiting: Entry[] = [];
  let sealing: Entry[] = [];
  return {
    add(entry) {
      waiting.push(entry);
    },
    all: () => [...sealing, ...waiting],
    async seal(mark) {
      // Both loops leave marks, and each settles what it began with.
      const behind = new Set(waiting);
      sealing = [...sealing, ...waiting];
      waiting = [];
      const take = () => {
        const taken = sealing.filter((entry) => behind.has(entry));
        sealing = sealing.filter((entry) => !behind.has(entry));
        return taken;
      };
      try {
        await mark();
        return take().length;
      } catch (error) {
        waiting = [...take(), ...waiting];
        throw error;
      }
    },
    takeAll() {
      const all = [...sealing, ...waiting];
      waiting = [];
      sealing = [];
      return all;
    },
  };
}
