/** Which store a page measures: ours, or RxDB on Dexie with the same schemas and records. */
export type StoreName = 'ours' | 'rxdbDexie';

/** Durations in milliseconds, one for each repetition. */
export type Durations = readonly number[];

/** What the page puts on `window.bench`. One page measures one store. */
export interface BenchApi {
  /** Opens the store and asks the first query; resolves to the milliseconds until its answer. */
  open(store: StoreName, replicaName: string): Promise<number>;
  /** Fills an open store with a synthetic hospital of exactly so many records; resolves to milliseconds. */
  fill(records: number): Promise<number>;
  /** Ours only: resolves when its packed snapshot is on disk. */
  snapshotWritten(replicaName: string): Promise<void>;
  /** Ours only, while it is closed: takes the packed snapshot away. */
  dropSnapshot(replicaName: string): Promise<void>;
  /** Single saves of notes about 1 KB long, one after the other. */
  saves(count: number): Promise<Durations>;
  /** Bare IndexedDB transactions with strict durability, each of 1 KB, in a database of their own. */
  strictPuts(count: number): Promise<Durations>;
  /** 50 records of one kind from a time on, in the index's own order. */
  fromATimeOn(count: number): Promise<Durations>;
  /** The 50 newest records of one kind: the index backwards. */
  newestOfKind(count: number): Promise<Durations>;
  /** Everything of one patient; another patient each time. */
  charts(count: number): Promise<Durations>;
  /** How many records of a kind there are from a time on. */
  counts(count: number): Promise<Durations>;
  /** Heap of the page and its Workers, in bytes, garbage collected before. */
  heapBytes(): Promise<number>;
  records(): Promise<number>;
  close(): Promise<void>;
}

declare global {
  interface Window {
    bench: BenchApi;
  }
  /** The page's, in functions that a test hands over to it. */
  const bench: BenchApi;
  interface Performance {
    /** Chromium's, on a cross-origin isolated page. */
    measureUserAgentSpecificMemory(): Promise<{ bytes: number }>;
  }
}
