import { parseRecordId } from '../records/ids.ts';
import type { NewRevision } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { arrivalsOf, notGiven } from './arrivals.ts';
import type { GivenLeaf, NamedLeaf } from './arrivals.ts';
import { CentralFailure } from './centralFailure.ts';
import type { CentralClient } from './centralClient.ts';
import type { DeliveryTracker } from './delivery.ts';
import { batchSizer } from './batchSize.ts';
import { fillProgress } from './fillProgress.ts';
import { lackingIn, listRecords, storedLeaves, wardRecords } from './fillPlan.ts';
import type { FillList } from './fillPlan.ts';
import { fillQueue } from './fillQueue.ts';
import { writePullState } from './pullState.ts';
import type { PullState } from './pullState.ts';
import { receiveApart } from './receiveApart.ts';
import type { FirstFillProgress } from './status.ts';

/**
 * The first fill (D7): everything that the server has and this replica lacks, own ward first, and
 * then the feed from where the list ended.
 *
 * What is here is never written down beside the store, where it could differ from it: each opening
 * lists the server's records and compares them with the store's own leaves. A kill at any point
 * therefore costs what was in flight, and a list that changes meanwhile is simply another list.
 *
 * Its writes are relaxed, for they can be fetched again. The state that says "filled" is a strict
 * write after all of them: the browser's log is one sequence for all databases of the origin, and a
 * sync of its end syncs what stands before it. When the log has just begun a new file, the end of
 * the file before may still wait for the disk, so the state says `written` until some time has
 * passed; who opens a replica in that state compares once more. A save of somebody in between is
 * strict, is one batch of its own in that log, and reads nothing but what it wrote itself: it is
 * whole on the disk when it is acknowledged, whatever became of relaxed writes before it. Of an
 * earlier version that is lost with them, the tree names the revision, and the server has it.
 */
export interface FirstFill {
  /**
   * Runs until all is stored and the checkpoint has moved. Rejects with `CentralFailure` or
   * `StoreFailed`; when it is called again it goes on where it was.
   */
  run(signal: AbortSignal): Promise<PullState>;
  /** Undefined as long as nothing is known to be lacking. */
  progress(): FirstFillProgress | undefined;
}

export interface FirstFillOptions {
  readonly replica: Replica;
  readonly client: CentralClient;
  readonly delivery: DeliveryTracker;
  /** The ward whose records come first. */
  readonly ward?: string | undefined;
  /** Whether this workstation keeps a record; everything by default. */
  readonly wanted?: ((id: string) => boolean) | undefined;
  readonly onProgress?: () => void;
  /** What is wanted of the own ward's records is stored; all its patients' visits are among it. */
  readonly onWardHere?: ((patientIds: readonly string[]) => void) | undefined;
  /** The most records that are asked for at a time. */
  readonly batchRecords?: number;
  /** Records that are listed at a time. */
  readonly listLimit?: number;
}

/** The first batches are small, so that the ward's board doesn't wait for a slow line. */
const firstRecords = 250;
const firstBytes = 1024 * 1024;
const mostBytes = 8 * 1024 * 1024;
/** With three batches on the way, one that is answered faster may be larger. */
const aimMs = 1500;
/** Of a record with its history, until the first ones tell. */
const guessedBytes = 1500;

/** Requests that run while a batch is stored, and the one that is stored. */
const batchesAtOnce = 3;

/** So long the fill waits to be told who lies in the own ward; after that they come when it is told. */
const wardHeadstartMs = 1000;

interface Fetched {
  readonly ids: readonly string[];
  readonly revisions: readonly NewRevision[];
  /** Records that the server stumbles over, though it answers otherwise. */
  readonly failed: readonly string[];
}

export function firstFill(options: FirstFillOptions): FirstFill {
  const { replica, client, delivery, ward, onProgress = () => undefined } = options;
  const { wanted = () => true } = options;
  const { batchRecords = 1000, listLimit } = options;
  const progress = fillProgress();
  const sizer = batchSizer({
    first: { records: Math.min(firstRecords, batchRecords), bytes: firstBytes },
    most: { records: batchRecords, bytes: mostBytes },
    aimMs,
  });
  const came = { records: 0, bytes: 0 };
  const owed: Record<string, string[]> = {};
  /** Records that are stored by this fill, or needn't be asked for. */
  const here = new Set<string>();
  let stored: ReadonlyMap<string, readonly string[]> | undefined;
  /** Records that are asked for and aren't stored yet. */
  const underWay = new Set<string>();
  let wardIds: readonly string[] | undefined;
  /** While the server hasn't said yet who lies in the own ward. */
  let wardAsked: Promise<void> | undefined;
  /** The own ward's records that are still to come; undefined while they aren't known. */
  let wardLeft: Set<string> | undefined;
  let list: FillList | undefined;
  const queue = fillQueue();
  let planning: Promise<void> | undefined;
  let begun = false;
  /** What was asked for before the list had ended, and of that what came, without the bodies. */
  const early = { asked: new Set<string>(), given: [] as GivenLeaf[] };

  /** The own ward's records, before all others that aren't asked for yet. */
  async function planWard(ownWard: string): Promise<void> {
    const ids = await wardRecords(client, ownWard);
    wardIds = ids;
    const left = ids.filter((id) => wanted(id) && !stored!.has(id) && !here.has(id));
    wardLeft = new Set(left);
    queue.addAhead(left.filter((id) => !underWay.has(id)));
    begun ||= queue.size > 0;
    tellWard();
  }

  /**
   * Waits a moment to be told the own ward. A server that has to read all its records for that (its
   * view was never read) takes longer: the fill goes on, and the ward comes as soon as it is told.
   */
  async function wardAhead(): Promise<void> {
    if (ward === undefined || wardIds !== undefined) return;
    wardAsked ??= planWard(ward).finally(() => (wardAsked = undefined));
    wardAsked.catch(() => undefined);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const moment = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, wardHeadstartMs);
    });
    await Promise.race([wardAsked, moment]).finally(() => clearTimeout(timer));
  }

  function tellWard(): void {
    if (wardLeft === undefined || wardLeft.size > 0) return;
    wardLeft = undefined;
    options.onWardHere?.([...new Set(wardIds!.map((id) => parseRecordId(id)!.patientId))]);
  }

  /** What is lacking of each page is asked for while the next page is on its way. */
  async function planAll(signal: AbortSignal): Promise<void> {
    if (list) return;
    const taken = async (page: FillList['leaves'], records: number) => {
      const lacking = new Set(await lackingIn(replica.store, stored!, page));
      for (const id of page.keys()) if (!lacking.has(id)) here.add(id);
      const left = [...lacking].filter((id) => !early.asked.has(id) && !underWay.has(id));
      // What was here as an earlier page named it may have changed since, and is named once more.
      for (const id of left) here.delete(id);
      const first = new Set(wardIds ?? []);
      queue.addAhead(left.filter((id) => first.has(id) && !queue.has(id)));
      queue.add(left);
      begun ||= queue.size > 0;
      if (stored!.size === 0) progress.of(Math.max(records, progress.read().total), here.size);
      onProgress();
    };
    const all = await listRecords(client, delivery, wanted, signal, taken, listLimit);
    list = all;
    progress.of(all.leaves.size, here.size);
    onProgress();
  }

  async function store({ ids, revisions, failed }: Fetched): Promise<void> {
    const unstored = await receiveApart(replica, revisions, 'relaxed');
    const lost = new Set([...failed]);
    const given = revisions.filter((leaf) => !lost.has(leaf.id) && !unstored.includes(leaf));
    if (list) {
      const { leaves } = list;
      const named = ids.flatMap((id) => (leaves.get(id) ?? []).map((rev) => ({ id, rev })));
      for (const { id, rev } of notGiven(named, given)) (owed[id] ??= []).push(rev);
    } else {
      for (const id of ids) early.asked.add(id);
      for (const { id, rev, ancestors } of given) early.given.push({ id, rev, ancestors });
    }
    for (const id of ids) {
      here.add(id);
      underWay.delete(id);
      wardLeft?.delete(id);
    }
    tellWard();
    progress.stored(ids.length);
    onProgress();
  }

  function nextBatch(): readonly string[] {
    const each = came.records > 0 ? came.bytes / came.records : guessedBytes;
    const { records, bytes } = sizer.size();
    const ids = queue.take(Math.max(1, Math.min(records, Math.floor(bytes / each))));
    for (const id of ids) underWay.add(id);
    return ids;
  }

  /** Fetches a batch; the next ones are as large as the line bears. */
  async function timed(ids: readonly string[]): Promise<Fetched> {
    const askedMs = performance.now();
    const isFull = queue.size > 0;
    try {
      const fetched = await fetchRecords(client, ids, (bytes) => {
        progress.received(bytes);
        came.bytes += bytes;
      });
      came.records += ids.length;
      sizer.answered(performance.now() - askedMs, isFull);
      return fetched;
    } catch (error) {
      sizer.failed();
      throw error;
    }
  }

  /** Asks, checks and stores: while one batch is stored, the next ones are on their way. */
  async function pump(listed: Promise<void>, signal: AbortSignal): Promise<void> {
    const onTheWay: { readonly ids: readonly string[]; readonly fetched: Promise<Fetched> }[] = [];
    try {
      for (;;) {
        signal.throwIfAborted();
        while (onTheWay.length < batchesAtOnce && queue.size > 0) {
          const ids = nextBatch();
          const fetched = timed(ids);
          fetched.catch(() => undefined);
          onTheWay.push({ ids, fetched });
        }
        const next = onTheWay[0];
        if (!next && list) return;
        const more = queue.added().then(() => undefined);
        if (!next) {
          await Promise.race([listed, more]);
          continue;
        }
        // There is room for another request: what is listed meanwhile doesn't wait for this answer.
        const isRoom = onTheWay.length < batchesAtOnce && !list;
        const answer = isRoom ? await Promise.race([next.fetched, more]) : await next.fetched;
        if (!answer) continue;
        await store(answer);
        onTheWay.shift();
      }
    } finally {
      // What was on its way when something failed is asked for again.
      const again = onTheWay.flatMap(({ ids }) => ids);
      for (const id of again) underWay.delete(id);
      queue.addAhead(again);
    }
  }

  return {
    async run(signal) {
      stored ??= await storedLeaves(replica.store);
      if (stored.size === 0 && !list) {
        begun = true;
        progress.of(await client.documentCount(), here.size);
        onProgress();
      }
      await wardAhead();
      await pump(planned(signal), signal);
      for (const { id, rev } of notGiven(namedEarly(), early.given)) (owed[id] ??= []).push(rev);
      const state: PullState = { since: list!.sequence, owed, fill: 'written' };
      await writePullState(replica, state);
      return state;
    },
    progress: () => (begun ? progress.read() : undefined),
  };

  /** The list goes on when a request for bodies has failed; only its own failure begins it anew. */
  function planned(signal: AbortSignal): Promise<void> {
    planning ??= planAll(signal).catch((error: unknown) => {
      planning = undefined;
      throw error;
    });
    planning.catch(() => undefined);
    return planning;
  }

  /** What the list names of records that were asked for before there was a list. */
  function namedEarly(): NamedLeaf[] {
    return [...early.asked].flatMap((id) =>
      (list!.leaves.get(id) ?? []).map((rev) => ({ id, rev })),
    );
  }
}

/**
 * All leaves of these records. Where the server answers otherwise and fails on this batch, it is
 * halved down to the record that does it: nothing waits on that one.
 */
async function fetchRecords(
  client: CentralClient,
  ids: readonly string[],
  received: (bytes: number) => void,
): Promise<Fetched> {
  try {
    const documents = await client.bulkGet(
      ids.map((id) => ({ id })),
      received,
    );
    return { ids, revisions: arrivalsOf(documents), failed: [] };
  } catch (error) {
    if (!(error instanceof CentralFailure) || !mayBeOneRecords.has(error.fault)) throw error;
    // A server that fails on everything isn't one record's fault.
    await client.documentCount();
    if (ids.length === 1) return { ids, revisions: [], failed: ids };
    const half = Math.ceil(ids.length / 2);
    const first = await fetchRecords(client, ids.slice(0, half), received);
    const second = await fetchRecords(client, ids.slice(half), received);
    return {
      ids,
      revisions: [...first.revisions, ...second.revisions],
      failed: [...first.failed, ...second.failed],
    };
  }
}

const mayBeOneRecords: ReadonlySet<string> = new Set([
  'badRequest',
  'tooLarge',
  'answerTooLarge',
  'serverError',
  'notACentralServer',
  'unreachable',
]);
