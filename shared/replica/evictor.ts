/** What an eviction took from the disk. `bytes` are of the rows themselves, before compression. */
export interface Evicted {
  readonly ids: readonly string[];
  readonly revisions: number;
  readonly bytes: number;
}

/**
 * Takes records from the durable store with all their revisions, as if they had never been here.
 * PouchDB can't: its deletions replicate, and its IndexedDB adapter has no purge.
 */
export interface Evictor {
  /** Why it can't be used here, in one word, or undefined where it can. Asked once, at the start. */
  unusable(): Promise<'otherAdapter' | 'otherStores' | undefined>;
  /** Ids of everything that is stored of these patients, deleted records included. */
  idsOf(patientIds: readonly string[]): Promise<readonly string[]>;
  /** Removes these records in one transaction, or rejects and removes none. */
  evict(ids: readonly string[]): Promise<Evicted>;
}
