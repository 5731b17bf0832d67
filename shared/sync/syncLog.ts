import * as z from 'zod';
import { isHistoryId } from '../records/kinds.ts';
import type { Replica } from '../replica/replica.ts';
import type { Charts } from './keepCharts.ts';
import type { Sync } from './sync.ts';
import { eventsBetween, syncEventSchema } from './syncEvents.ts';
import type { SyncEvent } from './syncEvents.ts';

const documentName = 'syncLog';
const logSchema = z.array(syncEventSchema);

/** As many events are kept, the newest: a week of a bad line. */
export const mostEvents = 500;
/** Batches within this time are one event. */
const batchMs = 60_000;
/** The disk is told this often at most; a crash costs so much of the log and nothing else. */
const keepEveryMs = 60_000;

/** What is counted up within a minute instead of told one by one. */
const batchKinds = ['sent', 'received', 'evicted'] as const;
type BatchKind = (typeof batchKinds)[number];

/** What happened to sync, the oldest first: sealed in the profile, bounded, never sent anywhere. */
export interface SyncLog {
  entries(): readonly SyncEvent[];
  /** Writes what isn't on disk yet, and follows no more. */
  close(): Promise<void>;
}

/** Follows the sync of a replica. It only watches: nothing waits for it and nothing fails by it. */
export async function keepSyncLog(
  replica: Replica,
  sync: Pick<Sync, 'status' | 'onStatus' | 'delivery'>,
  now: () => string,
  charts?: Pick<Charts, 'onEvicted'>,
): Promise<SyncLog> {
  const read = logSchema.safeParse((await replica.store.readLocal(documentName)) ?? []);
  let status = sync.status();
  let entries: readonly SyncEvent[] = [
    ...(read.success ? read.data : []),
    { kind: 'started', at: now(), hereOnly: status.hereOnly },
  ];
  let closed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let writing: Promise<void> = Promise.resolve();

  function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    // A log that can't be written is no reason to disturb anybody.
    writing = writing
      .then(() => replica.store.writeLocal(documentName, [...entries]))
      .catch(() => undefined);
    return writing;
  }
  function add(events: readonly SyncEvent[]): void {
    if (events.length === 0 || closed) return;
    entries = [...entries, ...events].slice(-mostEvents);
    timer ??= setTimeout(() => void write(), keepEveryMs);
  }
  /** Adds to the last event of its kind while that is young and nothing else happened since. */
  function addBatch(kind: BatchKind, count: number): void {
    if (count === 0) return;
    const at = now();
    const recent = entries.slice(-batchKinds.length);
    const index = recent.findIndex((event) => event.kind === kind);
    const last = recent[index];
    const between = recent.slice(index + 1);
    if (
      last?.kind === kind &&
      between.every(({ kind: other }) => (batchKinds as readonly string[]).includes(other)) &&
      Math.abs(Date.parse(at) - Date.parse(last.at)) < batchMs
    ) {
      entries = entries.map((event) =>
        event === last ? { ...last, count: last.count + count } : event,
      );
      timer ??= setTimeout(() => void write(), keepEveryMs);
      return;
    }
    add([{ kind, at, count }]);
  }

  sync.onStatus((next) => {
    add(eventsBetween(status, next, now()));
    status = next;
  });
  sync.delivery.onChange((ids) => {
    const delivered = ids.filter(
      (id) => !isHistoryId(id) && sync.delivery.delivery(id) === 'onServer',
    );
    addBatch('sent', delivered.length);
  });
  replica.onStored(({ revisions }) => {
    const received = revisions.filter(({ id, origin }) => origin === 'server' && !isHistoryId(id));
    addBatch('received', new Set(received.map(({ id }) => id)).size);
  });

  charts?.onEvicted((count) => addBatch('evicted', count));

  return {
    entries: () => entries,
    close() {
      closed = true;
      return write();
    },
  };
}
