import type { Body } from '../records/classifyLeaf.ts';
import type { Origin } from './envelope.ts';
import type { Revision } from './revision.ts';

/** One revision to be stored, with the hashes of its ancestors, nearest first. */
export interface NewRevision {
  readonly id: string;
  readonly rev: Revision;
  readonly ancestors: readonly string[];
  readonly deleted: boolean;
  readonly body: Body;
  readonly origin: Origin;
}

/** A leaf as it lies in the store. `body` is missing when its envelope doesn't open. */
export interface StoredLeaf {
  readonly id: string;
  readonly rev: Revision;
  readonly deleted: boolean;
  readonly origin: Origin;
  readonly body: Body | undefined;
  /** Hashes of the ancestors, nearest first; empty where they weren't asked for. */
  readonly ancestors: readonly string[];
}

/** A leaf whose body needn't be read: what a revision says never changes. */
export type KnownLeaf = (id: string, rev: Revision) => StoredLeaf | undefined;

export interface LeafChange {
  readonly id: string;
  readonly seq: number;
  readonly leaves: readonly Revision[];
}

/**
 * What the answer of a write means: that it is on the disk, or that it will be there soon. A strict
 * write takes the relaxed ones before it along. Only what came from a server may be relaxed.
 */
export type Durability = 'strict' | 'relaxed';

/** A write that the store didn't take: nothing of it is stored. Or a read that the disk failed. */
export class StoreFailed extends Error {
  constructor(readonly code: 'full' | 'failed') {
    super(`store: ${code}`);
    this.name = 'StoreFailed';
  }
}

/**
 * The durable truth: revision trees in PouchDB, each body in an encrypted envelope. Ids, revisions
 * and the trees' shape are cleartext; nothing else is.
 */
export interface LeafStore {
  /**
   * Stores all of them in one transaction, or throws `StoreFailed` and stores none. A relaxed write
   * may be two transactions; the revisions of one record are never parted.
   */
  write(revisions: readonly NewRevision[], durability?: Durability): Promise<void>;
  /**
   * All leaves of these records, deleted ones too, with their ancestors.
   * @param known bodies that are at hand: which leaves there are is always read
   */
  read(
    ids: readonly string[],
    known?: KnownLeaf,
  ): Promise<ReadonlyMap<string, readonly StoredLeaf[]>>;
  /** One revision that isn't necessarily a leaf; undefined when its body isn't here. */
  readRevision(id: string, rev: Revision): Promise<StoredLeaf | undefined>;
  /** Every wanted record that has a live leaf, in batches, by id; all leaves of each. */
  readAll(
    batchSize: number,
    wanted: (id: string) => boolean,
  ): AsyncIterable<ReadonlyMap<string, readonly StoredLeaf[]>>;
  /** The live leaves of all records whose id lies in a range, both ends included. */
  readRange(startKey: string, endKey: string): Promise<readonly StoredLeaf[]>;
  /** Leaves that changed after a sequence, oldest first. */
  changes(since: number, limit: number): Promise<readonly LeafChange[]>;
  /** Sequence of the last change. */
  sequence(): Promise<number>;
  /** Number of records that aren't deleted, the history included. */
  count(): Promise<number>;
  /** Of these leaves, those that aren't in the tree yet. */
  missing(leaves: ReadonlyMap<string, readonly Revision[]>): Promise<Map<string, Revision[]>>;
  /** A small local document that never replicates; encrypted like a record. */
  readLocal(name: string): Promise<unknown>;
  writeLocal(name: string, value: unknown): Promise<void>;
  close(): Promise<void>;
  /** What came and isn't in the store's own rows yet; without it every write goes there. */
  readonly arrivals?: Arrivals;
}

/** What came from the server and lies in packs, until it is moved into the store's own rows. */
export interface Arrivals {
  /** The one leaf of each record that lies in a pack. */
  leaves(): ReadonlyMap<string, Revision>;
  /** What an earlier opening left, a pack at a time. Once, before anything is read or written. */
  load(): AsyncIterable<readonly NewRevision[]>;
  /** Whether something that was here can't be read any more: it has to be fetched again. */
  isDamaged(): boolean;
  /** Everything was compared with the server since: what is damaged isn't needed. */
  forgetDamaged(): Promise<void>;
  /** Moves the oldest pack; false when there is none. Throws `StoreFailed`, and keeps the pack. */
  moveOne(): Promise<boolean>;
}
