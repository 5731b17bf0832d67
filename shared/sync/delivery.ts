import { isHistoryId } from '../records/kinds.ts';
import type { NewRevision, StoredLeaf } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { hashOf } from '../replica/revision.ts';
import { comparison, released } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import {
  heldBackReason,
  isHeldBack,
  isRefused,
  letAllGo,
  refusalsOf,
  sendableOf,
  stateOf,
} from './pendingLeaf.ts';
import type { Pending } from './pendingLeaf.ts';
import { readPushState } from './pushState.ts';
import type { Delivery, RefusedRecord } from './status.ts';
import { unsealed } from './unsealed.ts';

const changesPage = 1000;
const unnamedAtATime = 500;

/**
 * Which leaves no server is known to have (D7). A leaf leaves this list by evidence only: it was
 * read back from the server. What is listed is derived from the store's own sequence at every
 * start, so a crash between a save and its delivery forgets nothing.
 */
export interface DeliveryTracker {
  /** State of one record: refused if any of its leaves is, here only if any waits. */
  delivery(id: string): Delivery;
  /** Entries that the server isn't known to have, with their state. */
  undelivered(): ReadonlyMap<string, Delivery>;
  /**
   * How many entries are here only. Their history and closing tombstones travel beside them and
   * count by themselves only when nothing else is left, so that zero means that all is sent. What
   * was read back and has no mark behind it counts last of all: whoever answered may be a standby
   * that took over a moment ago and lacks what was delivered before.
   */
  hereOnly(): number;
  /** The same, without what only waits for its mark. */
  notReadBack(): number;
  refused(): readonly RefusedRecord[];
  /** Entries that are held back since somebody began anew from a server that lacks them. */
  heldBack(): number;
  /** Somebody's word: what was held back is sent like the rest. Throws `StoreFailed`. */
  letGo(): Promise<void>;
  /**
   * Ids of everything that a server isn't known to have for good, history and tombstones among it;
   * undefined while that isn't known, or while another server answers: then it may be everything.
   */
  owing(): ReadonlySet<string> | undefined;
  /** Leaves that wait to be sent; refused ones wait for a correction or for `retryRefused`. */
  waiting(limit: number): readonly { readonly id: string; readonly rev: string }[];
  /** The server was seen to hold these leaves. */
  readBack(leaves: readonly { readonly id: string; readonly rev: string }[]): void;
  /** Puts these after everything else that waits: they were tried and not proved. */
  postpone(leaves: readonly { readonly id: string }[]): void;
  /** These revisions are no leaves any more: what stands on them is listed, or on the server. */
  superseded(revisions: readonly { readonly id: string; readonly rev: string }[]): void;
  refuse(leaf: { readonly id: string; readonly rev: string }, reason: string, at: string): void;
  /**
   * Sends refused leaves again, of these records or all that a server refused; they stay refused
   * until read back.
   */
  retryRefused(ids?: readonly string[]): void;
  /** Makes what is known survive a restart, where nothing waits. Throws `StoreFailed`. */
  checkpoint(): Promise<void>;
  /**
   * Leaves a mark on the server behind everything that was read back so far (the witness), by which
   * a backup from before will be told. Until then `checkpoint` waits. Rejects as `mark` does.
   */
  seal(mark: () => Promise<unknown>): Promise<void>;
  /** Whether something was read back that no mark stands behind. */
  isUnsealed(): boolean;
  /** The connection broke before the mark was left: what stands behind none has to be proved again. */
  unseal(): void;
  /**
   * The server went back, or is another one: nothing counts as delivered until the server's feed,
   * read from its beginning, has named it. Survives a restart until `checkpoint`. Throws `StoreFailed`.
   * @param then what becomes of what the feed doesn't name: sent, or held back since an instant;
   *   left out, it stays as it was begun
   */
  demote(then?: 'refill' | (string & {})): Promise<void>;
  /** It was demoted before a restart, and the comparison has to begin again. */
  interrupted(): boolean;
  /** The feed was read to its end: what it didn't name is here only. */
  feedEnded(): void;
  /** Puts some of what the feed didn't name among the waiting leaves; false when none is left. */
  takeUnnamed(): Promise<boolean>;
  /** Another server answers than the one that holds what was delivered; or it is that one again. */
  trust(known: boolean): void;
  /** Whether what counts as delivered is known to be on the server that answers: only then may it go from here. */
  isTrusted(): boolean;
  /** How far the comparison is, in records and their history; undefined when none is under way. */
  comparison(): { readonly done: number; readonly total: number } | undefined;
  onChange(listener: (ids: readonly string[]) => void): void;
}

/** Derives the undelivered leaves from the store and follows the replica from then on. */
export async function trackDelivery(replica: Replica): Promise<DeliveryTracker> {
  const pending = new Map<string, Pending[]>();
  const listeners: ((ids: readonly string[]) => void)[] = [];
  const kept = await readPushState(replica);
  /** What isn't proved any more; it stays after the feed's end until all of it is waiting. */
  let unproved: Comparison | undefined = kept.now().demoted ? comparison() : undefined;
  const unmarked = unsealed<{ readonly id: string; readonly leaf: Pending }>();
  let trusted = true;
  let phase: 'collecting' | 'comparing' | 'unnamed' = 'collecting';

  await replica.queue.run(async () => {
    const { seq, refused } = kept.now();
    const changed = new Set<string>(Object.keys(refused));
    let since = seq;
    for (;;) {
      const page = await replica.store.changes(since, changesPage);
      if (page.length === 0) break;
      for (const change of page) changed.add(change.id);
      since = page.at(-1)!.seq;
    }
    const ids = [...changed];
    for (let start = 0; start < ids.length; start += 500) {
      const leaves = await replica.store.read(ids.slice(start, start + 500));
      for (const [id, ofRecord] of leaves) restore(id, ofRecord);
    }
    replica.onStored(({ revisions }) => stored(revisions));
  });

  function restore(id: string, leaves: readonly StoredLeaf[]): void {
    const { refused } = kept.now();
    const refusals = Object.hasOwn(refused, id) ? refused[id]! : [];
    const own = leaves
      .filter((leaf) => leaf.origin === 'local' || refusals.some(({ rev }) => rev === leaf.rev))
      .map(({ rev, deleted, ancestors }): Pending => {
        const refusal = refusals.find(
          (entry) => entry.rev === rev || ancestors.includes(hashOf(entry.rev)),
        );
        return {
          rev,
          deleted,
          refusal: refusal && { reason: refusal.reason, at: refusal.at },
          retrying: refusal !== undefined && refusal.rev !== rev,
        };
      });
    if (own.length > 0) pending.set(id, own);
  }

  function changed(ids: readonly string[]): void {
    for (const listener of listeners) listener(ids);
  }

  /** Records that were told as here only by the comparison, and aren't any more after this. */
  const freed = (ids: readonly string[], act: (from: Comparison) => void): string[] =>
    unproved ? released(unproved, phase === 'unnamed' ? ids : [], act) : [];

  function stored(revisions: readonly NewRevision[]): void {
    const touched: string[] = [];
    for (const revision of revisions) {
      const { id, rev, ancestors, deleted, origin } = revision;
      touched.push(...freed([id], (from) => from.stored(revision)));
      const standing = pending.get(id) ?? [];
      // A newer leaf names its ancestors: when it is read back, so are they; now, if it came from there.
      const rest = standing.filter(
        (leaf) => leaf.rev !== rev && !ancestors.includes(hashOf(leaf.rev)),
      );
      // What corrects a refused version is offered at once, and nothing disappears by being edited.
      const refusal = standing.find((leaf) => leaf.refusal && !rest.includes(leaf))?.refusal;
      const own: Pending = { rev, deleted, refusal, retrying: refusal !== undefined };
      if (origin === 'server') {
        for (const leaf of standing) if (!rest.includes(leaf)) unmarked.add({ id, leaf });
      }
      const next = origin === 'local' ? [...rest, own] : rest;
      if (next.length === 0 && standing.length === 0) continue;
      if (next.length === 0) pending.delete(id);
      else pending.set(id, next);
      touched.push(id);
    }
    if (touched.length > 0) changed(touched);
  }

  function drop(
    leaves: readonly { readonly id: string; readonly rev: string }[],
    readBack: boolean,
  ): void {
    const ids = leaves.map(({ id }) => id);
    const touched = readBack ? freed(ids, (from) => from.named(leaves)) : [];
    for (const { id, rev } of leaves) {
      const standing = pending.get(id);
      const dropped = standing?.find((leaf) => leaf.rev === rev);
      if (!standing || !dropped) continue;
      if (readBack) unmarked.add({ id, leaf: dropped });
      const rest = standing.filter((leaf) => leaf.rev !== rev);
      if (rest.length === 0) pending.delete(id);
      else pending.set(id, rest);
      touched.push(id);
    }
    if (touched.length > 0) changed(touched);
  }

  function undelivered(): Map<string, Delivery> {
    const entries = new Map<string, Delivery>();
    for (const [id, leaves] of pending) {
      const state = stateOf(leaves);
      if (state !== 'onServer' && !isHistoryId(id)) entries.set(id, state);
    }
    if (unproved && phase === 'unnamed') {
      for (const id of unproved.ids()) {
        if (!isHistoryId(id) && !entries.has(id)) entries.set(id, 'hereOnly');
      }
    }
    return entries;
  }

  function deliveryOf(id: string): Delivery {
    const state = stateOf(pending.get(id));
    if (state !== 'onServer' || !unproved) return state;
    if (phase === 'collecting') return 'toCompare';
    if (!unproved.holds(id)) return 'onServer';
    return phase === 'comparing' ? 'toCompare' : 'hereOnly';
  }

  function notReadBack(): number {
    const entries = undelivered();
    if (!unproved || phase === 'unnamed') return entries.size || pending.size;
    if (phase === 'collecting') return Math.max(entries.size, replica.recordCount(), 1);
    let count = entries.size;
    for (const id of unproved.ids()) if (!isHistoryId(id) && !entries.has(id)) count += 1;
    return count || pending.size + unproved.size;
  }

  return {
    delivery: deliveryOf,
    undelivered,
    notReadBack,
    hereOnly() {
      const unproven = notReadBack();
      if (unproven > 0) return unproven;
      const ids = new Set(unmarked.all().map(({ id }) => id));
      return [...ids].filter((id) => !isHistoryId(id)).length || ids.size;
    },
    refused: () =>
      [...pending].flatMap(([id, leaves]) =>
        leaves
          .filter(isRefused)
          .map(({ rev, refusal, retrying }) => ({ id, rev, ...refusal!, retrying })),
      ),
    heldBack() {
      const records = [...pending].filter(([, leaves]) => leaves.some(isHeldBack));
      return records.filter(([id]) => !isHistoryId(id)).length || records.length;
    },
    async letGo() {
      const touched = letAllGo(pending);
      await replica.queue.run(() => kept.keep({ ...kept.now(), refused: refusalsOf(pending) }));
      changed(touched);
    },
    owing() {
      if (!trusted || (unproved && phase === 'collecting')) return undefined;
      const ids = new Set([...pending.keys(), ...unmarked.all().map(({ id }) => id)]);
      for (const id of unproved?.ids() ?? []) ids.add(id);
      return ids;
    },
    waiting(limit) {
      const found: { id: string; rev: string }[] = [];
      for (const [id, leaves] of pending) {
        for (const { rev } of sendableOf(leaves, unproved?.holds(id) ?? false))
          found.push({ id, rev });
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    readBack: (leaves) => drop(leaves, true),
    postpone(leaves) {
      for (const { id } of leaves) {
        const standing = pending.get(id);
        if (!standing) continue;
        pending.delete(id);
        pending.set(id, standing);
      }
    },
    superseded: (revisions) => drop(revisions, false),
    refuse({ id, rev }, reason, at) {
      const leaf = pending.get(id)?.find((entry) => entry.rev === rev);
      if (!leaf) return;
      leaf.refusal = { reason, at };
      leaf.retrying = false;
      changed([id]);
    },
    retryRefused(ids) {
      const touched: string[] = [];
      for (const id of ids ?? pending.keys()) {
        for (const leaf of pending.get(id) ?? []) {
          if (!leaf.refusal || leaf.retrying || (!ids && isHeldBack(leaf))) continue;
          leaf.retrying = true;
          touched.push(id);
        }
      }
      if (touched.length > 0) changed(touched);
    },
    async checkpoint() {
      await replica.queue.run(async () => {
        const seq = await replica.store.sequence();
        // Looked at last: the server may have come in doubt meanwhile.
        const leaves = [...pending.values()].flat();
        const isUnproved = unproved !== undefined || unmarked.all().length > 0;
        if (isUnproved || leaves.some((leaf) => !leaf.refusal)) return;
        await kept.keep({ seq, refused: refusalsOf(pending), demoted: false });
      });
    },
    async seal(mark) {
      if ((await unmarked.seal(mark)) > 0) changed([]);
    },
    isUnsealed: () => unmarked.all().length > 0,
    unseal() {
      const again = unmarked.takeAll();
      for (const { id, leaf } of again) {
        const standing = pending.get(id) ?? [];
        if (!standing.some(({ rev }) => rev === leaf.rev)) pending.set(id, [...standing, leaf]);
      }
      if (again.length > 0) changed(again.map(({ id }) => id));
    },
    async demote(then) {
      unmarked.takeAll();
      const collecting = (unproved = comparison());
      phase = 'collecting';
      // Behind a checkpoint that is being written down.
      await replica.queue.run(async () => {
        const { anewSince: begun, ...before } = kept.now();
        const since = then ?? (before.demoted ? begun : undefined);
        // The sequence stays: what waited before is found by it again after a restart.
        const anew = since === undefined || since === 'refill' ? {} : { anewSince: since };
        if (since === 'refill') letAllGo(pending);
        await kept.keep({ ...before, refused: refusalsOf(pending), demoted: true, ...anew });
      });
      const waits = ({ id, rev }: { id: string; rev: string }) =>
        pending.get(id)?.some((leaf) => leaf.rev === rev) ?? false;
      const packed = [...(replica.store.arrivals?.leaves() ?? [])];
      collecting.collect(
        packed.map(([id, rev]) => ({ id, seq: 0, leaves: [rev] })),
        waits,
      );
      for (let since = 0, more = true; more;) {
        // A page at a time, so that a save needn't wait for the whole store.
        await replica.queue.run(async () => {
          const page = await replica.store.changes(since, changesPage);
          collecting.collect(page, waits);
          since = page.at(-1)?.seq ?? since;
          more = page.length > 0;
        });
      }
      phase = 'comparing';
      changed([]);
    },
    interrupted: () => unproved !== undefined && phase === 'collecting',
    feedEnded() {
      if (!unproved || phase !== 'comparing') return;
      phase = 'unnamed';
      const unnamed = [...unproved.ids()];
      if (unnamed.length === 0) unproved = undefined;
      changed(unnamed);
    },
    trust(known) {
      trusted = known;
    },
    isTrusted: () => trusted && unproved === undefined && unmarked.all().length === 0,
    async takeUnnamed() {
      if (!unproved || phase !== 'unnamed') return false;
      const from = unproved;
      const { anewSince } = kept.now();
      const held = anewSince === undefined ? undefined : { reason: heldBackReason, at: anewSince };
      const ids = from.some(unnamedAtATime);
      await replica.queue.run(async () => {
        for (const [id, leaves] of await replica.store.read(ids)) {
          // What was seen on the server meanwhile isn't among them any more.
          const unnamed = from.of(id);
          const standing = pending.get(id) ?? [];
          const added = leaves
            .filter(({ rev }) => unnamed.includes(rev))
            .filter(({ rev }) => !standing.some((leaf) => leaf.rev === rev))
            .map(({ rev, deleted }) => ({ rev, deleted, refusal: held, retrying: false }));
          if (added.length > 0) pending.set(id, [...standing, ...added]);
        }
        // In the same breath, so that nobody counts what is on neither list.
        from.forget(ids);
      });
      // It may be another one by now: the server went back once more.
      if (from.size === 0 && unproved === from) unproved = undefined;
      changed(ids);
      return true;
    },
    comparison() {
      if (!unproved || phase === 'unnamed') return undefined;
      const total = phase === 'collecting' ? replica.recordCount() : unproved.collected;
      return { done: phase === 'collecting' ? 0 : total - unproved.size, total };
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
