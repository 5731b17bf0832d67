/**
 * What was read back from the server and has no mark (witness) behind it there yet. A server that
 * answers is one thing, and the database that held the earlier deliveries is another: until our last
 * mark was seen on it and a higher one left, this counts as delivered nowhere but in itself.
 */
export interface Unsealed<Entry extends { readonly id: string }> {
  add(entry: Entry): void;
  /** Also those whose mark is under way. */
  all(): readonly Entry[];
  /** Those of one record. */
  of(id: string): readonly Entry[];
  /** Whether there are any. */
  isWaiting(): boolean;
  /**
   * Leaves a mark behind all of them; answers which it settled. Where `mark` rejects, they wait on,
   * and this rejects too.
   */
  seal(mark: () => Promise<unknown>): Promise<readonly Entry[]>;
  /** Takes them all out, those too whose mark is under way: it settles none of them any more. */
  takeAll(): readonly Entry[];
}

export function unsealed<Entry extends { readonly id: string }>(): Unsealed<Entry> {
  const byId = new Map<string, Entry[]>();

  function take(wanted: (entry: Entry) => boolean): Entry[] {
    const taken: Entry[] = [];
    for (const [id, entries] of byId) {
      const rest = entries.filter((entry) => !wanted(entry));
      taken.push(...entries.filter(wanted));
      if (rest.length === 0) byId.delete(id);
      else byId.set(id, rest);
    }
    return taken;
  }
  const all = () => [...byId.values()].flat();

  return {
    add(entry) {
      const ofRecord = byId.get(entry.id);
      if (ofRecord) ofRecord.push(entry);
      else byId.set(entry.id, [entry]);
    },
    all,
    of: (id) => byId.get(id) ?? [],
    isWaiting: () => byId.size > 0,
    async seal(mark) {
      // Both loops leave marks, and each settles what it began with.
      const behind = new Set(all());
      await mark();
      return take((entry) => behind.has(entry));
    },
    takeAll: () => take(() => true),
  };
}
