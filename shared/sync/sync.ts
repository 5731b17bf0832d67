import { localInstant } from '../records/instant.ts';
import type { Replica } from '../replica/replica.ts';
import { StoreFailed } from '../replica/leafStore.ts';
import { CentralFailure } from './centralClient.ts';
import type { CentralClient } from './centralClient.ts';
import { trackDelivery } from './delivery.ts';
import type { DeliveryTracker } from './delivery.ts';
import { keepExchangeTimes } from './exchangeTimes.ts';
import { changesLimit, readPullState, storeChanges } from './pull.ts';
import { pushBatch } from './push.ts';
import type { ServerClock } from './serverClock.ts';
import type { Connection, SyncFault, SyncStatus } from './status.ts';

export interface Sync {
  readonly delivery: DeliveryTracker;
  status(): SyncStatus;
  onStatus(listener: (status: SyncStatus) => void): void;
  /** The network may be back, or something was saved: try now instead of at the next turn. */
  wake(): void;
  stop(): Promise<void>;
}

export interface SyncOptions {
  readonly replica: Replica;
  readonly client: CentralClient;
  /** The local instant with offset, as records carry it. */
  readonly now: () => string;
  /** The one that the client tells the time of each answer. */
  readonly clock?: ServerClock;
  /** How long one long poll waits on the server. */
  readonly longPollMs?: number;
  /** Whether this workstation keeps a record (its working set); everything by default. */
  readonly wanted?: (id: string) => boolean;
}

const shortestWaitMs = 500;
const longestWaitMs = 30_000;
/** How long the feed is listened to before what is owed is asked for again. */
const owedLongPollMs = 3000;

/**
 * Live sync in two loops that don't wait for each other (D7): one sends what waits and reads it
 * back, one follows the server's feed. Each tries again by itself, with growing, jittered waits.
 */
export async function startSync(options: SyncOptions): Promise<Sync> {
  const { replica, client, now, clock, longPollMs = 25_000 } = options;
  const delivery = await trackDelivery(replica);
  // What was refused in an earlier run is offered once more: the server may have changed.
  delivery.retryRefused();
  const stopping = new AbortController();
  const listeners: ((status: SyncStatus) => void)[] = [];
  const wakers = new Set<() => void>();
  let pulled = await readPullState(replica);
  let connection: Connection = { kind: 'connecting' };
  const times = await keepExchangeTimes(replica);
  let firstFill: SyncStatus['firstFill'];

  function status(): SyncStatus {
    return {
      connection,
      hereOnly: delivery.hereOnly(),
      refused: delivery.refused(),
      quarantined: replica.withheld(),
      owed: Object.keys(pulled.owed).length,
      heardAt: times.heardAt(),
      sentAt: times.sentAt(),
      clock: clockEstimate(clock),
      peers: [],
      firstFill,
    };
  }
  let announcing = false;
  function announce(): void {
    if (announcing) return;
    announcing = true;
    queueMicrotask(() => {
      announcing = false;
      for (const listener of listeners) listener(status());
    });
  }

  function connected(): void {
    if (connection.kind !== 'online') {
      connection = { kind: 'online' };
      wake();
    }
    announce();
  }
  function failed(error: unknown): void {
    const since = 'since' in connection ? connection.since : now();
    const fault = faultOf(error);
    connection = fault ? { kind: 'fault', since, fault } : { kind: 'offline', since };
    announce();
  }

  let wakes = 0;
  function wake(): void {
    wakes += 1;
    for (const waker of [...wakers]) waker();
  }
  /** Waits until the time is over or somebody wakes the loops. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        wakers.delete(end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      wakers.add(end);
      if (stopping.signal.aborted) end();
    });
  }

  async function loop(turn: () => Promise<number>): Promise<void> {
    let failures = 0;
    while (!stopping.signal.aborted) {
      // A wake-up that comes in mid-turn isn't slept over.
      const wakesBefore = wakes;
      try {
        const waitMs = await turn();
        failures = 0;
        if (waitMs > 0 && wakes === wakesBefore) await pause(waitMs);
      } catch (error) {
        if (stopping.signal.aborted) return;
        failed(error);
        failures += 1;
        const asked = error instanceof CentralFailure ? (error.retryAfterMs ?? 0) : 0;
        await pause(Math.max(asked, backOffMs(failures)));
      }
    }
  }

  async function pushTurn(): Promise<number> {
    if (delivery.waiting(1).length === 0) {
      await delivery.checkpoint();
      if (delivery.waiting(1).length === 0) return longestWaitMs;
    }
    const unproved = await pushBatch(replica, client, delivery, now);
    connected();
    // Sent and not read back: the server or something before it isn't honest; don't hammer it.
    return unproved > 0 ? 2000 : 0;
  }

  const isOwed = () => Object.keys(pulled.owed).length > 0;
  let behind = true;
  async function pullTurn(): Promise<number> {
    if (pulled.since === 0 && firstFill === undefined) {
      firstFill = { done: 0, total: await client.documentCount() };
      announce();
    }
    const page = await client.changes({
      since: pulled.since,
      limit: changesLimit,
      ...(behind ? {} : { longPollMs: isOwed() ? owedLongPollMs : longPollMs }),
      signal: stopping.signal,
    });
    connected();
    pulled = await storeChanges(replica, client, delivery, pulled, page, options.wanted);
    behind = page.results.length >= changesLimit;
    if (firstFill) {
      const done = firstFill.done + page.results.length;
      firstFill = behind ? { done, total: Math.max(done, firstFill.total) } : undefined;
    }
    if (!behind && !isOwed()) times.heard(now());
    announce();
    return 0;
  }

  delivery.onChange((ids) => {
    if (ids.some((id) => delivery.delivery(id) === 'onServer')) times.sent(now());
    announce();
  });
  replica.onStored(({ revisions }) => {
    if (revisions.some((revision) => revision.origin === 'local')) wake();
    announce();
  });
  const loops = Promise.all([loop(pushTurn), loop(pullTurn)]);

  return {
    delivery,
    status,
    onStatus(listener) {
      listeners.push(listener);
    },
    wake,
    async stop() {
      stopping.abort();
      wake();
      await loops;
      await times.close();
    },
  };
}

function clockEstimate(clock: ServerClock | undefined): SyncStatus['clock'] {
  const measured = clock?.offset();
  if (!measured) return undefined;
  const { offsetMs, measuredAtMs } = measured;
  return { offsetMs, measuredAt: localInstant(new Date(measuredAtMs)) };
}

/** Faults that somebody has to mend; undefined where the line is simply down. */
function faultOf(error: unknown): SyncFault | undefined {
  if (error instanceof StoreFailed) return error.code === 'full' ? 'storageFull' : 'serverError';
  if (!(error instanceof CentralFailure)) return 'serverError';
  switch (error.fault) {
    case 'unreachable':
      return undefined;
    case 'accountRefused':
    case 'databaseMissing':
    case 'notACentralServer':
      return error.fault;
    default:
      return 'serverError';
  }
}

/** Doubling waits with jitter, so that sixty workstations don't return in one instant. */
function backOffMs(failures: number): number {
  const ceiling = Math.min(longestWaitMs, shortestWaitMs * 2 ** Math.min(failures, 10));
  return ceiling / 2 + Math.random() * (ceiling / 2);
}
