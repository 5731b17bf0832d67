import * as z from 'zod';
import { isHistoryId } from '../records/kinds.ts';
import type { NewRevision, StoredLeaf } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import { hashOf } from '../replica/revision.ts';
import type { Delivery, RefusedRecord } from './status.ts';

const refusalSchema = z.strictObject({ rev: z.string(), reason: z.string(), at: z.string() });

/** Sealed local document of push: up to `seq` every leaf is on the server, or in `refused`. */
const pushStateSchema = z.strictObject({
  seq: z.int().min(0),
  refused: z.record(z.string(), z.array(refusalSchema)),
});

const documentName = 'push';

interface Pending {
  readonly rev: string;
  /** A tombstone that closes a leaf. */
  readonly deleted: boolean;
  /** Why the server refused it, or the version that it corrects; only reading back ends that. */
  refusal: { readonly reason: string; readonly at: string } | undefined;
  /** It goes again, refused as it is. */
  retrying: boolean;
}

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
   * count by themselves only when nothing else is left, so that zero means that all is sent.
   */
  hereOnly(): number;
  refused(): readonly RefusedRecord[];
  /** Leaves that wait to be sent; refused ones wait for a correction or for `retryRefused`. */
  waiting(limit: number): readonly { readonly id: string; readonly rev: string }[];
  /** The server was seen to hold these leaves. */
  readBack(leaves: readonly { readonly id: string; readonly rev: string }[]): void;
  /** Puts these after everything else that waits: they were tried and not proved. */
  postpone(leaves: readonly { readonly id: string }[]): void;
  /** These revisions are no leaves any more: what stands on them is listed, or on the server. */
  superseded(revisions: readonly { readonly id: string; readonly rev: string }[]): void;
  refuse(leaf: { readonly id: string; readonly rev: string }, reason: string, at: string): void;
  /** Sends refused leaves again, of these records or all; they stay refused until read back. */
  retryRefused(ids?: readonly string[]): void;
  /** Makes what is known survive a restart, where nothing waits. Throws `StoreFailed`. */
  checkpoint(): Promise<void>;
  onChange(listener: (ids: readonly string[]) => void): void;
}

/** Derives the undelivered leaves from the store and follows the replica from then on. */
export async function trackDelivery(replica: Replica): Promise<DeliveryTracker> {
  const pending = new Map<string, Pending[]>();
  const listeners: ((ids: readonly string[]) => void)[] = [];
  let saved = pushStateSchema.parse(
    (await replica.store.readLocal(documentName)) ?? { seq: 0, refused: {} },
  );
  let savedText = JSON.stringify(saved);

  await replica.queue.run(async () => {
    const changed = new Set<string>(Object.keys(saved.refused));
    let since = saved.seq;
    for (;;) {
      const page = await replica.store.changes(since, 1000);
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
    const refusals = Object.hasOwn(saved.refused, id) ? saved.refused[id]! : [];
    const own = leaves
      .filter((leaf) => leaf.origin === 'local')
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

  function stored(revisions: readonly NewRevision[]): void {
    const touched: string[] = [];
    for (const { id, rev, ancestors, deleted, origin } of revisions) {
      const standing = pending.get(id) ?? [];
      // A newer leaf names its ancestors: when it is read back, so are they.
      const rest = standing.filter(
        (leaf) => leaf.rev !== rev && !ancestors.includes(hashOf(leaf.rev)),
      );
      // What corrects a refused version is offered at once, and nothing disappears by being edited.
      const refusal = standing.find((leaf) => leaf.refusal && !rest.includes(leaf))?.refusal;
      const own: Pending = { rev, deleted, refusal, retrying: refusal !== undefined };
      const next = origin === 'local' ? [...rest, own] : rest;
      if (next.length === 0 && standing.length === 0) continue;
      if (next.length === 0) pending.delete(id);
      else pending.set(id, next);
      touched.push(id);
    }
    if (touched.length > 0) changed(touched);
  }

  /** A closing tombstone says nothing new: a record of which only that waits is on the server. */
  function stateOf(leaves: readonly Pending[] | undefined): Delivery {
    const live = (leaves ?? []).filter((leaf) => !leaf.deleted);
    if (live.length === 0) return 'onServer';
    return live.some((leaf) => leaf.refusal) ? 'refused' : 'hereOnly';
  }

  /**
   * What may be sent of a record now. A tombstone goes only after every live leaf was read back: a
   * server that took the tombstone and refused the joined leaf would have deleted what it covers.
   */
  function sendable(leaves: readonly Pending[]): readonly Pending[] {
    const live = leaves.filter((leaf) => !leaf.deleted);
    return (live.length > 0 ? live : leaves).filter((leaf) => !leaf.refusal || leaf.retrying);
  }

  function drop(leaves: readonly { readonly id: string; readonly rev: string }[]): void {
    const touched: string[] = [];
    for (const { id, rev } of leaves) {
      const standing = pending.get(id);
      if (!standing?.some((leaf) => leaf.rev === rev)) continue;
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
    return entries;
  }

  return {
    delivery: (id) => stateOf(pending.get(id)),
    undelivered,
    hereOnly: () => undelivered().size || pending.size,
    refused: () =>
      [...pending].flatMap(([id, leaves]) =>
        leaves.flatMap(({ rev, refusal, retrying }) =>
          refusal ? [{ id, rev, ...refusal, retrying }] : [],
        ),
      ),
    waiting(limit) {
      const found: { id: string; rev: string }[] = [];
      for (const [id, leaves] of pending) {
        for (const { rev } of sendable(leaves)) found.push({ id, rev });
        if (found.length >= limit) break;
      }
      return found.slice(0, limit);
    },
    readBack: (leaves) => drop(leaves),
    postpone(leaves) {
      for (const { id } of leaves) {
        const standing = pending.get(id);
        if (!standing) continue;
        pending.delete(id);
        pending.set(id, standing);
      }
    },
    superseded: (revisions) => drop(revisions),
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
          if (!leaf.refusal || leaf.retrying) continue;
          leaf.retrying = true;
          touched.push(id);
        }
      }
      if (touched.length > 0) changed(touched);
    },
    async checkpoint() {
      await replica.queue.run(async () => {
        const leaves = [...pending.values()].flat();
        if (leaves.some((leaf) => !leaf.refusal)) return;
        const refused = Object.fromEntries(
          [...pending].map(([id, ofRecord]) => [
            id,
            ofRecord.map(({ rev, refusal }) => ({ rev, ...refusal! })),
          ]),
        );
        const next = { seq: await replica.store.sequence(), refused };
        const text = JSON.stringify(next);
        if (text === savedText) return;
        await replica.store.writeLocal(documentName, next);
        saved = next;
        savedText = text;
      });
    },
    onChange(listener) {
      listeners.push(listener);
    },
  };
}
