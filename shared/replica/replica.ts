import { covers } from '../merge/versionVector.ts';
import { classifyLeaf } from '../records/classifyLeaf.ts';
import { collectionOf, isHistoryId, kindDefinition } from '../records/kinds.ts';
import type { AnyRecord, CollectionName, RecordOf } from '../records/kinds.ts';
import { moveAll } from './arrivalPacks.ts';
import { assembleAll } from './assemble.ts';
import type { Assembled, Withheld } from './assemble.ts';
import { StoreFailed } from './leafStore.ts';
import type { Durability, LeafStore, NewRevision, StoredLeaf } from './leafStore.ts';
import { withoutRxFields } from './memory.ts';
import { nearestReadable } from './nearestReadable.ts';
import { partArrivals } from './partArrivals.ts';
import type { MemoryDocument, RecordMemory } from './memory.ts';
import { changeRecords } from './changeRecord.ts';
import { changesOfChart, historyOf } from './history.ts';
import { evictCharts } from './evictCharts.ts';
import type { EvictedCharts, EvictionRequest } from './evictCharts.ts';
import type { Evictor } from './evictor.ts';
import type { KnownPeople } from '../people/knownPeople.ts';
import { isDoubt } from '../people/signature.ts';
import type { SignatureDoubt } from '../people/signature.ts';
import { signatureWatch } from './signatureWatch.ts';
import type { DoubtChanges } from './signatureWatch.ts';
import { reassertions } from './reassert.ts';
import { rememberingStore } from './rememberingStore.ts';
import type { ReadsAndWrites } from './rememberingStore.ts';
import { resolution } from './resolve.ts';
import { localRevision } from './localRevision.ts';
import type { Prepared } from './localRevision.ts';
import { generationOf } from './revision.ts';
import { rowError } from './rowError.ts';
import type { RowError, WriteRow } from './rowError.ts';
import { boundedSteps } from './boundedSteps.ts';
import { serialQueue } from './serialQueue.ts';
import { showLater } from './showLater.ts';
import type { SerialQueue } from './serialQueue.ts';
import type { Snapshot, SnapshotEntry } from './snapshot.ts';

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
  /**
   * Stores leaves that came from the server and shows what they amount to. Throws `StoreFailed`.
   * @param durability `relaxed` only where a strict write follows before anything relies on it
   */
  receive(revisions: readonly NewRevision[], durability?: Durability): Promise<void>;
  /** What each save of a record wrote, in the order of the stated times; also after compaction. */
  history(recordId: string): Promise<RecordOf<'change'>[]>;
  /** What each edit in a chart wrote, in no order. */
  chartHistory(patientId: string): Promise<readonly RecordOf<'change'>[]>;
  /** All leaves that are kept but not joined. */
  withheld(): readonly Withheld[];
  /** Shown records whose signature isn't verified, and why. */
  doubts(): ReadonlyMap<string, SignatureDoubt>;
  onDoubts(listener: (changes: DoubtChanges) => void): void;
  /** How many records it holds, their history aside. */
  recordCount(): number;
  /** The snapshot on disk was damaged, and everything was read from the store instead. */
  readonly snapshotDamaged: boolean;
  /** Records that the start had to read from the store, past the snapshot. */
  readonly readFromStore: number;
  /** Packs what memory shows for the next start; saves go on meanwhile. */
  writeSnapshot(): Promise<void>;
  /** Takes charts from this workstation; rejects where the store can't. See `evictCharts`. */
  evict(request: EvictionRequest): Promise<EvictedCharts>;
  /** Called after each commit. */
  onStored(listener: (stored: Stored) => void): void;
  close(): Promise<void>;
}

/** What the replica holds of a record besides what memory shows. */
type Held = Pick<Assembled, 'locked' | 'parent'>;

export interface OpenReplicaOptions {
  readonly store: LeafStore;
  readonly memory: RecordMemory;
  /** Without one every start reads the whole store. */
  readonly snapshot?: Snapshot;
  /** By whose certificates signatures are verified; without them none is looked at. */
  readonly people?: KnownPeople | undefined;
  /** Without one nothing is ever evicted. */
  readonly evictor?: Evictor;
  /** Called with the number of records that are in memory so far. */
  readonly onLoading?: (records: number) => void;
}

/** Records in one chunk of the snapshot, and read from the store at a time. */
const chunkRecords = 500;

/** Loads every record into memory, from the snapshot as far as it reaches, and opens the replica. */
export async function openReplicaOver({
  store,
  memory,
  snapshot,
  people,
  evictor,
  onLoading = () => undefined,
}: OpenReplicaOptions): Promise<Replica> {
  const held = new Map<string, Held>();
  const withheld = new Map<string, readonly Withheld[]>();
  const listeners: ((stored: Stored) => void)[] = [];
  const queue = serialQueue();
  /** A snapshot that is being packed must not outlive an eviction: they take turns. */
  const snapshots = serialQueue();
  const unshown = showLater(queue, async (ids) => show(await store.read(ids)));
  const signatures = signatureWatch(people, {
    memory,
    withheld: () => [...withheld.values()].flat(),
    inTurn: (act) => queue.run(act),
    async showAgain(ids) {
      for (let start = 0; start < ids.length; start += chunkRecords) {
        const chunk = ids.slice(start, start + chunkRecords);
        await queue.run(async () => show(await store.read(chunk.filter((id) => held.has(id)))));
      }
    },
  });

  function remember(id: string, assembled: Assembled): void {
    // The history isn't held: it is written once and read by chart.
    if (!isHistoryId(id)) held.set(id, { locked: assembled.locked, parent: assembled.parent });
    if (assembled.withheld.length > 0) withheld.set(id, assembled.withheld);
    else withheld.delete(id);
    signatures.note(id, assembled.doubt);
  }

  const assembleEach = (leaves: ReadonlyMap<string, readonly StoredLeaf[]>) =>
    assembleAll(leaves, (leaf) => nearestReadable(store, signatures.judge, leaf), signatures.judge);

  async function show(
    leaves: ReadonlyMap<string, readonly StoredLeaf[]>,
    through: ReadsAndWrites = store,
  ): Promise<void> {
    const resolved = await resolve(leaves, through);
    await showAssembled(await assembleEach(new Map([...leaves, ...resolved])));
  }

  async function showAssembled(records: ReadonlyMap<string, Assembled>): Promise<void> {
    const shown: AnyRecord[] = [];
    const gone: string[] = [];
    for (const [id, assembled] of records) {
      if (!assembled.shown && held.has(id)) gone.push(id);
      remember(id, assembled);
      if (assembled.shown && !isHistoryId(id)) shown.push(assembled.shown);
    }
    await memory.show(shown);
    // What a certificate that came since shows to be nobody's.
    await memory.forget(gone);
    signatures.tell();
  }

  /**
   * Ends every revision conflict among these records at once, whatever brought it, and reads those
   * records again.
   */
  async function resolve(
    leaves: ReadonlyMap<string, readonly StoredLeaf[]>,
    through: ReadsAndWrites,
  ): Promise<ReadonlyMap<string, readonly StoredLeaf[]>> {
    const revisions: NewRevision[] = [];
    for (const ofRecord of leaves.values()) {
      if (ofRecord.filter((leaf) => !leaf.deleted).length < 2) continue;
      revisions.push(...(await resolution(ofRecord)));
    }
    if (revisions.length === 0) return new Map();
    await through.write(revisions);
    announce(revisions);
    return through.read([...new Set(revisions.map(({ id }) => id))]);
  }

  function announce(revisions: readonly NewRevision[]): void {
    for (const listener of listeners) listener({ revisions });
  }

  const fromSnapshot = await snapshot?.read(
    await store.sequence(),
    async (entries) => {
      for (const entry of entries) remember(entry.id, entry);
      await memory.show(entries.flatMap(({ shown }) => (shown ? [shown] : [])));
      onLoading(held.size);
    },
    people !== undefined,
  );
  let readFromStore = 0;
  if (fromSnapshot?.kind === 'read') await catchUp(fromSnapshot.sequence);
  else {
    for await (const batch of store.readAll(chunkRecords, (id) => !isHistoryId(id))) {
      await show(batch);
      readFromStore += batch.size;
      onLoading(held.size);
    }
  }

  for await (const packed of store.arrivals?.load() ?? []) {
    const news = packed.filter(({ id, rev }) => !isHistoryId(id) && !isShownAs(id, [rev]));
    const { fresh, again } = partArrivals(news, (id) => held.has(id));
    await show(fresh);
    await show(await store.read(again));
    onLoading(held.size);
  }
  if (fromSnapshot?.kind === 'read' && fromSnapshot.judgedBy) {
    await signatures.judgeAnew(fromSnapshot.judgedBy);
  }

  /** Whether all that the store has of a record is one leaf, and that is shown. */
  function isShownAs(id: string, leaves: readonly string[]): boolean {
    return leaves.length === 1 && held.get(id)?.parent === leaves[0];
  }

  /** Shows again what changed in the store after a sequence. */
  async function catchUp(since: number): Promise<void> {
    for (let from = since; ;) {
      const page = await store.changes(from, chunkRecords);
      if (page.length === 0) return;
      // What only moved from a pack into a row says nothing new.
      const news = page.filter(({ id, leaves }) => !isHistoryId(id) && !isShownAs(id, leaves));
      const ids = news.map(({ id }) => id);
      await show(await store.read([...new Set(ids)]));
      readFromStore += ids.length;
      from = page.at(-1)!.seq;
    }
  }

  /** Entries of all records that are held now, a chunk at a time, each as of one moment. */
  async function* entries(): AsyncIterable<SnapshotEntry[]> {
    const ids = [...held.keys()];
    for (let start = 0; start < ids.length; start += chunkRecords) {
      yield await queue.run(async () => {
        const chunk = ids.slice(start, start + chunkRecords);
        const shown = await memory.documents(chunk);
        return chunk.map((id) => {
          const document = shown.get(id);
          return {
            id,
            ...held.get(id)!,
            shown: document && withoutRxFields(document),
            withheld: withheld.get(id) ?? [],
            doubt: signatures.doubts().get(id),
          };
        });
      });
    }
  }

  /** The revision that a row becomes, or why it is refused. */
  async function prepare(collection: CollectionName, row: WriteRow): Promise<Prepared | RowError> {
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
    const { signed } = classified.definition;
    const flaw = signed ? await signatures.judge?.(classified.record, record) : undefined;
    // What every reader would set aside isn't acknowledged in the first place.
    if (flaw && !isDoubt(flaw)) return refuse(422);
    const parent = state?.parent;
    const changes = changeRecords(standing && withoutRxFields(standing), record);
    return {
      row,
      doubt: flaw,
      revision: await localRevision(record, parent),
      history: await Promise.all(changes.map((change) => localRevision(change, undefined))),
    };
  }

  async function saveNow(collection: CollectionName, rows: readonly WriteRow[]) {
    const errors: RowError[] = [];
    const accepted: Prepared[] = [];
    for (const row of rows) {
      const twice = accepted.some((other) => other.revision.id === row.document.id);
      const prepared = twice ? rowError(409, row, row.document) : await prepare(collection, row);
      if ('revision' in prepared) accepted.push(prepared);
      else errors.push(prepared);
    }
    const revisions = accepted.flatMap(({ revision, history }) => [revision, ...history]);
    try {
      await store.write(revisions);
    } catch (error) {
      const status = error instanceof StoreFailed && error.code === 'full' ? 507 : 500;
      return [...errors, ...accepted.map(({ row }) => rowError(status, row))];
    }
    for (const { revision, doubt } of accepted) {
      held.set(revision.id, { locked: false, parent: revision.rev });
      signatures.note(revision.id, doubt);
    }
    await memory.commit(
      collection,
      accepted.map(({ row }) => row),
    );
    if (revisions.length > 0) announce(revisions);
    signatures.tell();
    return errors;
  }

  async function receiveNow(
    arrivals: readonly NewRevision[],
    through: ReadsAndWrites,
    durability: Durability = 'strict',
  ): Promise<void> {
    // The history isn't held; a version of it that isn't its birth was written over one of ours.
    const isOver = ({ id, rev }: NewRevision) => isHistoryId(id) && generationOf(rev) > 1;
    const known = new Set(
      arrivals.filter((one) => held.has(one.id) || isOver(one)).map(({ id }) => id),
    );
    const standing = await through.read([...known]);
    const revisions = [...arrivals, ...(await reassertions(arrivals, standing))];
    const parted = partArrivals(revisions, (id) => held.has(id));
    // Signatures are verified while the disk writes.
    const assembling = assembleEach(parted.fresh);
    assembling.catch(() => undefined);
    await through.write(revisions, durability);
    // In the order of storing: what the resolver writes next is announced after what it closes.
    announce(revisions);
    await unshown.showing(revisions, async () => {
      await showAssembled(await assembling);
      if (parted.again.length > 0) await show(await through.read(parted.again), through);
    });
  }

  return {
    store,
    memory,
    queue,
    save: (collection, rows) => queue.run(() => saveNow(collection, rows)),
    async receive(revisions, durability) {
      const through = rememberingStore(store);
      // The queue is free between two steps: a save doesn't wait for a record of many leaves.
      for (const step of boundedSteps(revisions)) {
        await queue.run(() => receiveNow(step, through, durability));
      }
    },
    history: (recordId) => historyOf({ store, memory }, recordId),
    chartHistory: (patientId) => changesOfChart(store, patientId),
    withheld: () => [...withheld.values()].flat(),
    doubts: () => signatures.doubts(),
    onDoubts: (listener) => signatures.onDoubts(listener),
    recordCount: () => held.size,
    snapshotDamaged: fromSnapshot?.kind === 'damaged',
    readFromStore,
    writeSnapshot: () =>
      snapshots.run(async () => {
        // What changes while it is written comes after this sequence and is read again at a start.
        const judgedBy = signatures.judgedBy();
        const sequence = await queue.run(() => store.sequence());
        // A start reads only what comes after it.
        if (!unshown.isAllShown()) throw new StoreFailed('failed');
        await snapshot?.write(sequence, entries(), judgedBy);
      }),
    async evict(request) {
      await moveAll(store);
      return snapshots.run(() =>
        queue.run(async () => {
          if (!evictor) throw new Error('this replica has no evictor');
          await moveAll(store);
          return evictCharts({ evictor, memory, snapshot, held, withheld }, request);
        }),
      );
    },
    onStored(listener) {
      listeners.push(listener);
    },
    async close() {
      unshown.stop();
      await queue.run(async () => {
        await memory.close();
        await store.close();
      });
    },
  };
}
