import { isHistoryId } from '../records/kinds.ts';
import type { NewRevision, StoredLeaf } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { hashOf } from '../replica/revision.ts';
import { comparison, released } from './comparison.ts';
import type { Comparison } from './comparison.ts';
import type { DeliveryTracker } from './deliveryTracker.ts';
import {
  heldBackReason,
  isHeldBack,
  isRefused,
  isSecondTry,
  letAllGo,
  refusalsOf,
  sendableOf,
  stateOf,
} from './pendingLeaf.ts';
import type { Pending } from './pendingLeaf.ts';
import { readPushState } from './pushState.ts';
import type { Delivery } from './status.ts';
import { countUndelivered } from './undeliveredCounts.ts';
import { unsealed } from './unsealed.ts';

export type { DeliveryTracker } from './deliveryTracker.ts';

const changesPage = 1000;
const unnamedAtATime = 500;
/** So often a leaf is sent and not given back before that is filed as its own fault. */
const giveBackTries = 5;

/** Derives the undelivered leaves from the store and follows the replica from then on. */
export async function trackDelivery(replica: Replica): Promise<DeliveryTracker> {
  const pending = new Map<string, Pending[]>();
  const listeners: ((ids: readonly string[]) => void)[] = [];
  const kept = await readPushState(replica);
  /** What isn't proved any more; it stays after the feed's end until all of it is waiting. */
  let unproved: Comparison | undefined = kept.now().demoted ? comparison() : undefined;
  const unmarked = unsealed<{ readonly id: string; readonly leaf: Pending }>();
  let trusted = true;
  /** How often something of ours was proved: what isn't while others are is no fault of the line. */
  let proved = 0;
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
          corrects: refusal !== undefined && refusal.rev !== rev,
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
      const corrects = refusal !== undefined;
      const own: Pending = { rev, deleted, refusal, retrying: corrects, corrects };
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
    if (readBack && touched.length > 0) proved += 1;
    if (touched.length > 0) changed(touched);
  }

  function postpone(leaves: readonly { readonly id: string }[]): void {
    for (const { id } of leaves) {
      const standing = pending.get(id);
      if (!standing) continue;
      pending.delete(id);
      pending.set(id, standing);
    }
  }

  function refuse(
    { id, rev }: { readonly id: string; readonly rev: string },
    reason: string,
    at: string,
  ): void {
    const leaf = pending.get(id)?.find((entry) => entry.rev === rev);
    if (!leaf) return;
    leaf.refusal = { reason, at };
    leaf.retrying = false;
    leaf.corrects = false;
    changed([id]);
  }

  /** Records of which something was read back that has no mark behind it; tombstones say nothing new. */
  const unmarkedIds = (): string[] =>
    unmarked.all().flatMap(({ id, leaf }) => (leaf.deleted ? [] : [id]));

  function undelivered(withUnmarked = true): Map<string, Delivery> {
    const entries = new Map<string, Delivery>();
    const add = (id: string, state: Delivery) => {
      if (state !== 'onServer' && !isHistoryId(id) && !entries.has(id)) entries.set(id, state);
    };
    for (const [id, leaves] of pending) add(id, stateOf(leaves));
    if (unproved && phase === 'unnamed') for (const id of unproved.ids()) add(id, 'hereOnly');
    if (withUnmarked) for (const id of unmarkedIds()) add(id, 'hereOnly');
    return entries;
  }

  function deliveryOf(id: string): Delivery {
    const state = stateOf(pending.get(id));
    if (state !== 'onServer') return state;
    if (unmarked.of(id).some(({ leaf }) => !leaf.deleted)) return 'hereOnly';
    if (!unproved) return 'onServer';
    if (phase === 'collecting') return 'toCompare';
    if (!unproved.holds(id)) return 'onServer';
    return phase === 'comparing' ? 'toCompare' : 'hereOnly';
  }

  const countsOf = (withUnmarked: boolean) =>
    countUndelivered({
      entries: undelivered(withUnmarked),
      pending,
      unmarked: withUnmarked ? unmarked.all().map(({ id }) => id) : [],
      comparing: unproved && phase === 'comparing' ? unproved : undefined,
      inAll: unproved && phase === 'collecting' ? replica.recordCount() : undefined,
    });

  return {
    delivery: deliveryOf,
    undelivered: () => undelivered(),
    counts: () => countsOf(true),
    notReadBack: () => countsOf(false).hereOnly,
    refused: () =>
      [...pending].flatMap(([id, leaves]) =>
        leaves
          .filter(isRefused)
          .map(({ rev, refusal, retrying }) => ({ id, rev, ...refusal!, retrying })),
      ),
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
    waiting(limit, tries = 'all') {
      const fresh: { id: string; rev: string }[] = [];
      const tried: { id: string; rev: string }[] = [];
      for (const [id, leaves] of pending) {
        for (const leaf of sendableOf(leaves, unproved?.holds(id) ?? false)) {
          if (tries !== 'all' && isSecondTry(leaf) !== (tries === 'second')) continue;
          // What was sent and not given back takes turns with what is offered again.
          const isTried = leaf.refusal !== undefined || leaf.provedBefore !== undefined;
          (isTried ? tried : fresh).push({ id, rev: leaf.rev });
        }
        if (fresh.length >= limit) break;
      }
      return [...fresh, ...tried].slice(0, limit);
    },
    readBack: (leaves) => drop(leaves, true),
    postpone,
    notGivenBack(leaves, amongProved, at) {
      for (const leaf of leaves) {
        const tried = pending.get(leaf.id)?.find(({ rev }) => rev === leaf.rev);
        if (!tried) continue;
        tried.provedBefore ??= proved;
        if (!amongProved && !(leaves.length === 1 && proved > tried.provedBefore)) continue;
        tried.unanswered = (tried.unanswered ?? 0) + 1;
        if (tried.unanswered >= giveBackTries) refuse(leaf, 'notReadBack', at);
      }
      postpone(leaves);
    },
    superseded: (revisions) => drop(revisions, false),
    refuse,
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
        const isUnproved = unproved !== undefined || unmarked.isWaiting();
        if (isUnproved || leaves.some((leaf) => !leaf.refusal)) return;
        await kept.keep({ seq, refused: refusalsOf(pending), demoted: false });
      });
    },
    async seal(mark) {
      const settled = await unmarked.seal(mark);
      if (settled.length > 0) changed([...new Set(settled.map(({ id }) => id))]);
    },
    isUnsealed: () => unmarked.isWaiting(),
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
    isTrusted: () => trusted && unproved === undefined && !unmarked.isWaiting(),
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
            .map(({ rev, deleted }) => ({
              rev,
              deleted,
              refusal: held,
              retrying: false,
              corrects: false,
            }));
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
