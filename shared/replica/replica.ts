import type { RxStorageWriteError } from 'rxdb';
import { covers } from '../merge/versionVector.ts';
import { classifyLeaf } from '../records/classifyLeaf.ts';
import { collectionOf, kindDefinition } from '../records/kinds.ts';
import type { AnyRecord, CollectionName } from '../records/kinds.ts';
import { assemble, classifyStored, closingVector } from './assemble.ts';
import type { Assembled, Withheld } from './assemble.ts';
import { StoreFailed } from './leafStore.ts';
import type { LeafStore, NewRevision, StoredLeaf } from './leafStore.ts';
import { withoutRxFields } from './memory.ts';
import type { MemoryDocument, RecordMemory } from './memory.ts';
import { generationOf, revisionOf } from './revision.ts';
import { serialQueue } from './serialQueue.ts';
import type { SerialQueue } from './serialQueue.ts';

/** A row as RxDB hands it over. */
export interface WriteRow {
  readonly previous?: MemoryDocument;
  readonly document: MemoryDocument;
}

export type RowError = RxStorageWriteError<AnyRecord>;

/** What changed in the replica, for sync: which leaves were stored, and by whom. */
export interface Stored {
  readonly revisions: readonly NewRevision[];
}

/**
 * The replica: saves and arrivals go one by one through its queue, each first to the durable store
 * and then to memory. A save is acknowledged when the store has committed, never before.
 */
export interface Replica {
  readonly store: LeafStore;
  readonly memory: RecordMemory;
  readonly queue: SerialQueue;
  /** Writes rows of one collection. Never throws: what isn't stored comes back as a row error. */
  save(collection: CollectionName, rows: readonly WriteRow[]): Promise<RowError[]>;
  /** Stores leaves that came from the server and shows what they amount to. Throws `StoreFailed`. */
  receive(revisions: readonly NewRevision[]): Promise<void>;
  /** All leaves that are kept but not joined. */
  withheld(): readonly Withheld[];
  /** Called after each commit. */
  onStored(listener: (stored: Stored) => void): void;
  close(): Promise<void>;
}

/** What the replica holds of a record besides what memory shows. */
interface Held {
  readonly locked: boolean;
  /** Revision of the leaf that the next write extends. */
  readonly parent: string | undefined;
}

export interface LoadProgress {
  readonly records: number;
}

/** Loads every record of the store into memory and opens the replica. */
export async function openReplicaOver(
  store: LeafStore,
  memory: RecordMemory,
  onProgress: (progress: LoadProgress) => void = () => undefined,
): Promise<Replica> {
  const held = new Map<string, Held>();
  const withheld = new Map<string, readonly Withheld[]>();
  const listeners: ((stored: Stored) => void)[] = [];
  const queue = serialQueue();

  async function nearestReadable(leaf: StoredLeaf): Promise<AnyRecord | undefined> {
    const withAncestors =
      leaf.ancestors.length > 0 || generationOf(leaf.rev) === 1
        ? leaf
        : (await store.read([leaf.id])).get(leaf.id)?.find((other) => other.rev === leaf.rev);
    let generation = generationOf(leaf.rev);
    for (const hash of withAncestors?.ancestors ?? []) {
      generation -= 1;
      const ancestor = await store.readRevision(leaf.id, `${generation}-${hash}`);
      if (!ancestor || ancestor.body === undefined || ancestor.deleted) continue;
      const classified = classifyLeaf(leaf.id, ancestor.body);
      if (classified.kind === 'valid') return classified.record;
    }
    return undefined;
  }

  function remember(id: string, assembled: Assembled): void {
    held.set(id, { locked: assembled.locked, parent: assembled.parent?.rev });
    if (assembled.withheld.length > 0) withheld.set(id, assembled.withheld);
    else withheld.delete(id);
  }

  async function show(leaves: ReadonlyMap<string, readonly StoredLeaf[]>): Promise<void> {
    const records: AnyRecord[] = [];
    for (const [id, ofRecord] of leaves) {
      const assembled = await assemble(ofRecord, nearestReadable);
      remember(id, assembled);
      if (assembled.shown) records.push(assembled.shown);
    }
    await memory.show(records);
  }

  function announce(revisions: readonly NewRevision[]): void {
    for (const listener of listeners) listener({ revisions });
  }

  let loaded = 0;
  for await (const batch of store.readAll(1000)) {
    await show(batch);
    loaded += batch.size;
    onProgress({ records: loaded });
  }

  /** The revision that a row becomes, or why it is refused. */
  async function prepare(
    collection: CollectionName,
    row: WriteRow,
  ): Promise<NewRevision | RowError> {
    const { document } = row;
    const refuse = (status: 409 | 422, documentInDb?: MemoryDocument) =>
      rowError(status, row, documentInDb);
    const record = withoutRxFields(document);
    const standing = await memory.document(record).catch(() => undefined);
    if (standing?._rev !== row.previous?._rev) return refuse(409, standing ?? document);
    // People never delete: a correction is a new record, or a status (D5).
    if (document._deleted || Object.keys(document._attachments ?? {}).length > 0) {
      return refuse(422);
    }
    const classified = classifyLeaf(record.id, record);
    if (classified.kind !== 'valid' || collectionOf(classified.record.kind) !== collection) {
      return refuse(422);
    }
    const state = held.get(record.id);
    if (state?.locked) return refuse(422);
    if (standing) {
      if (kindDefinition(record.kind)!.immutable) return refuse(422);
      const before = standing.causality.vector;
      const after = record.causality.vector;
      if (!covers(after, before) || covers(before, after)) return refuse(422);
    }
    const parent = state?.parent;
    return {
      id: record.id,
      rev: await revisionOf(record, parent),
      ancestors: parent ? [hashOf(parent)] : [],
      deleted: false,
      body: record,
      origin: 'local',
    };
  }

  async function saveNow(collection: CollectionName, rows: readonly WriteRow[]) {
    const errors: RowError[] = [];
    const accepted: { row: WriteRow; revision: NewRevision }[] = [];
    for (const row of rows) {
      const twice = accepted.some((other) => other.revision.id === row.document.id);
      const prepared = twice ? rowError(409, row, row.document) : await prepare(collection, row);
      if ('rev' in prepared) accepted.push({ row, revision: prepared });
      else errors.push(prepared);
    }
    const revisions = accepted.map(({ revision }) => revision);
    try {
      await store.write(revisions);
    } catch (error) {
      const status = error instanceof StoreFailed && error.code === 'full' ? 507 : 500;
      return [...errors, ...accepted.map(({ row }) => rowError(status, row))];
    }
    for (const { id, rev } of revisions) held.set(id, { locked: false, parent: rev });
    await memory.commit(
      collection,
      accepted.map(({ row }) => row),
    );
    if (revisions.length > 0) announce(revisions);
    return errors;
  }

  /**
   * What must be written beside arrivals so that nothing acknowledged is hidden: a leaf of ours
   * that an arrival extends without having seen it (a foreign deletion, a damaged or forged
   * version, an edit that forgot what it stood on) is written again as a branch of its own. The
   * revision follows from the leaf alone, so every workstation that does so writes the same.
   */
  async function reassertions(arrivals: readonly NewRevision[]): Promise<NewRevision[]> {
    const known = arrivals.filter((arrival) => held.has(arrival.id));
    if (known.length === 0) return [];
    const standing = await store.read([...new Set(known.map((arrival) => arrival.id))]);
    const written: NewRevision[] = [];
    for (const arrival of known) {
      const kept = classifyStored({ ...arrival });
      const closing = closingVector({ ...arrival });
      for (const leaf of standing.get(arrival.id) ?? []) {
        if (leaf.deleted || !isAncestor(leaf.rev, arrival)) continue;
        const ours = classifyStored(leaf);
        if (ours.kind !== 'valid') continue;
        const vector = ours.record.causality.vector;
        if (!arrival.deleted && kept.kind === 'newer') continue;
        if (!arrival.deleted && kept.kind === 'valid') {
          if (covers(kept.record.causality.vector, vector)) continue;
        }
        if (closing && covers(closing, vector)) {
          const others = [
            ...(standing.get(arrival.id) ?? []),
            ...arrivals.filter((other) => other.id === arrival.id),
          ];
          const covered = others.some((other) => {
            if (other.deleted || other.rev === leaf.rev) return false;
            const classified = classifyStored({ ...other });
            return (
              classified.kind === 'valid' && covers(classified.record.causality.vector, closing)
            );
          });
          if (covered) continue;
        }
        const rev = await revisionOf(leaf.body!, leaf.rev);
        written.push({
          id: leaf.id,
          rev,
          ancestors: [hashOf(leaf.rev)],
          deleted: false,
          body: leaf.body!,
          origin: 'local',
        });
      }
    }
    return written;
  }

  async function receiveNow(arrivals: readonly NewRevision[]): Promise<void> {
    const revisions = [...arrivals, ...(await reassertions(arrivals))];
    await store.write(revisions);
    const fresh = new Map<string, StoredLeaf[]>();
    const again: string[] = [];
    for (const revision of revisions) {
      const several = fresh.has(revision.id);
      if (held.has(revision.id) || several) again.push(revision.id);
      else if (!revision.deleted) fresh.set(revision.id, [{ ...revision }]);
      else again.push(revision.id);
    }
    for (const id of again) fresh.delete(id);
    await show(fresh);
    if (again.length > 0) await show(await store.read([...new Set(again)]));
    announce(revisions);
  }

  return {
    store,
    memory,
    queue,
    save: (collection, rows) => queue.run(() => saveNow(collection, rows)),
    receive: (revisions) => queue.run(() => receiveNow(revisions)),
    withheld: () => [...withheld.values()].flat(),
    onStored(listener) {
      listeners.push(listener);
    },
    async close() {
      await queue.run(async () => {
        await memory.close();
        await store.close();
      });
    },
  };
}

/** Whether the revision is among the ancestors of an arrival. */
function isAncestor(rev: string, arrival: NewRevision): boolean {
  const distance = generationOf(arrival.rev) - generationOf(rev);
  return distance >= 1 && arrival.ancestors[distance - 1] === hashOf(rev);
}

function hashOf(rev: string): string {
  return rev.slice(rev.indexOf('-') + 1);
}

function rowError(
  status: 409 | 422 | 500 | 507,
  row: WriteRow,
  documentInDb?: MemoryDocument,
): RowError {
  return {
    status,
    isError: true,
    documentId: row.document.id,
    writeRow: row,
    ...(documentInDb ? { documentInDb } : {}),
    ...(status === 422 ? { validationErrors: [] } : {}),
  } as unknown as RowError;
}
