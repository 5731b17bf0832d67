import { isHistoryId } from '../../../shared/records/kinds.ts';
import type { NewRevision } from '../../../shared/replica/leafStore.ts';
import { hashOf } from '../../../shared/replica/revision.ts';
import type { Replica } from '../../../shared/replica/replica.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import type { FaultProxy, ServerAnswer } from './startFaultProxy.ts';

export interface TruthWatch {
  /** What was said and wasn't so; grows as it happens. */
  readonly lies: readonly string[];
  /** The server was put back to an earlier state: what it has is what it says from now on. */
  serverWentBack(): void;
}

/**
 * Compares every status with what the server itself has said (invariant 7), from its answers as they
 * leave it, before any fault. While the server lacks a leaf of ours, its record isn't told as on the
 * server, and `hereOnly` counts it; what waits, is held back and is refused add up to that; and no
 * time of hearing from the server moves without an answer of its own from between the two times.
 */
export function watchTruth(proxy: FaultProxy, replica: Replica, sync: Sync): TruthWatch {
  const lies: string[] = [];
  const onServer = new Set<string>();
  const own = new Map<string, string[]>();
  const tombstones = new Set<string>();
  let heardAt = sync.status().heardAt;
  let wentBack = false;

  proxy.onAnswer((answer) => {
    for (const leaf of leavesSeen(answer)) onServer.add(leaf);
  });
  replica.onStored(({ revisions }) => {
    for (const revision of revisions) {
      own.set(revision.id, leavesAfter(own.get(revision.id), revision));
      if (revision.deleted) tombstones.add(`${revision.id} ${revision.rev}`);
    }
  });
  sync.onStatus((status) => {
    // What it lost can be known from the moment on at which it is known to have gone back.
    if (status.server.kind === 'comparing') wentBack = false;
    const lacking = (wentBack ? [] : [...own]).flatMap(([id, revs]) =>
      revs.map((rev) => `${id} ${rev}`).filter((leaf) => !onServer.has(leaf)),
    );
    // A closing tombstone says nothing new: a record of which only that is lacking may count as sent.
    const ofRecords = lacking.filter((leaf) => !tombstones.has(leaf)).map(idOf);
    for (const id of ofRecords) {
      if (sync.delivery.delivery(id) === 'onServer') lies.push(`told as on the server: ${id}`);
    }
    const entries = new Set(ofRecords.filter((id) => !isHistoryId(id)));
    if (status.hereOnly < Math.max(entries.size, Math.min(lacking.length, 1))) {
      lies.push(`${String(status.hereOnly)} here only, of ${lacking.join(', ')}`);
    }
    const refused = new Set(status.refused.map(({ id }) => id)).size;
    if (status.waiting + status.heldBack + refused !== status.hereOnly) {
      lies.push(
        `${String(status.waiting)} waiting, ${String(status.heldBack)} held back and ${String(refused)} refused of ${String(status.hereOnly)}`,
      );
    }
    if (status.hereOnly === 0 && sync.delivery.undelivered().size > 0) {
      lies.push(`all sent, but ${[...sync.delivery.undelivered().keys()].join(', ')}`);
    }
    if (status.heardAt === heardAt) return;
    const [before, told] = [Date.parse(heardAt ?? '') || 0, Date.parse(status.heardAt ?? '') || 0];
    heardAt = status.heardAt;
    const answered = proxy.honestAnswers('changes').map((at) => at.getTime());
    if (!answered.some((atMs) => atMs > before && atMs <= told)) {
      lies.push(`heard from the server at ${String(heardAt)}`);
    }
  });
  return {
    lies,
    serverWentBack() {
      onServer.clear();
      wentBack = true;
    },
  };
}

const idOf = (leaf: string): string => leaf.slice(0, leaf.indexOf(' '));

/** Own leaves of a record after one more revision: it stands in the place of what it extends. */
function leavesAfter(before: readonly string[] = [], revision: NewRevision): string[] {
  const rest = before.filter(
    (rev) => rev !== revision.rev && !revision.ancestors.includes(hashOf(rev)),
  );
  return revision.origin === 'local' ? [...rest, revision.rev] : rest;
}

interface Given {
  readonly _id: string;
  readonly _revisions: { readonly start: number; readonly ids: readonly string[] };
}

/** Leaves that the server holds by its own word: it took them, names them, or gives them. */
function leavesSeen({ phase, sent, status, text }: ServerAnswer): string[] {
  if (status >= 300) return [];
  if (phase === 'bulkDocs') {
    const { docs } = JSON.parse(sent) as { docs: { _id: string; _rev: string }[] };
    const refused = new Set(
      (JSON.parse(text) as { id: string; error?: string }[])
        .filter(({ error }) => error !== undefined)
        .map(({ id }) => id),
    );
    return docs.filter(({ _id }) => !refused.has(_id)).map(({ _id, _rev }) => `${_id} ${_rev}`);
  }
  if (phase === 'bulkGet') {
    // What it took while the sender had already given up is known from what it gives.
    const { results } = JSON.parse(text) as { results: { docs: { ok?: Given }[] }[] };
    return results.flatMap(({ docs }) =>
      docs.flatMap(({ ok }) =>
        ok
          ? ok._revisions.ids.map(
              (hash, index) => `${ok._id} ${String(ok._revisions.start - index)}-${hash}`,
            )
          : [],
      ),
    );
  }
  if (phase === 'changes') {
    const { results } = JSON.parse(text) as {
      results: { id: string; changes: { rev: string }[] }[];
    };
    return results.flatMap(({ id, changes }) => changes.map(({ rev }) => `${id} ${rev}`));
  }
  return [];
}
