import { localInstant } from '../records/instant.ts';
import type { Replica } from '../replica/replica.ts';
import type { CentralClient } from './centralClient.ts';
import { watchConnections } from './connections.ts';
import type { Direction } from './connections.ts';
import { trackDelivery } from './delivery.ts';
import type { DeliveryTracker } from './delivery.ts';
import { keepExchangeTimes } from './exchangeTimes.ts';
import { startLoops } from './loops.ts';
import { ordinaryPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { offerRefused } from './offerRefused.ts';
import { firstFill } from './firstFill.ts';
import type { FirstFill } from './firstFill.ts';
import { owedLoop } from './owedLoop.ts';
import { changesLimit, pullSizer, storeChanges } from './pull.ts';
import { pullProgress, readPullState, resetPullState } from './pullState.ts';
import { pushBatch, pushSizer } from './push.ts';
import { onResumed } from './resumed.ts';
import type { WrongClock } from './ownClock.ts';
import type { ServerClock } from './serverClock.ts';
import { openServerGate } from './serverGate.ts';
import type { ServerChoice } from './serverGate.ts';
import type { ServerWatchOptions } from './serverWatch.ts';
import type { SyncStatus } from './status.ts';

export interface Sync {
  readonly delivery: DeliveryTracker;
  status(): SyncStatus;
  onStatus(listener: (status: SyncStatus) => void): void;
  /** The network may be another one, or somebody asks for it: begin anew now, whatever is waited for. */
  wake(): void;
  /** Another database answers, and a person says that it is ours, and what it gets from here. */
  chooseServer(choice: ServerChoice): Promise<void>;
  /** A person's word: what was held back since somebody began anew is sent. */
  sendHeldBack(): Promise<void>;
  /** The store has new sequences: what is delivered is written down soon, so that a start is short. */
  checkpoint(): void;
  /** Whether the server that answers is the one that is believed. */
  isRecognised(): boolean;
  /**
   * Asks the server, now, whether it is the one that holds what was delivered: a backup may have been
   * restored without a broken connection. False where it can't be asked.
   */
  confirmServer(): Promise<boolean>;
  /** A client whose requests end as `abandoned` while the server isn't recognised. */
  guard<Client extends object>(client: Client): Client;
  stop(): Promise<void>;
}

export interface SyncOptions {
  readonly replica: Replica;
  readonly client: CentralClient;
  /** The local instant with offset, as records carry it. */
  readonly now: () => string;
  /** The one that the client tells the time of each answer. */
  readonly clock?: ServerClock;
  /** How the server is recognised; without it any server is taken for the one that it was (tests). */
  readonly identity?: ServerWatchOptions;
  /** Whether this workstation keeps a record (its working set); everything by default. */
  readonly wanted?: (id: string) => boolean;
  /** The workstation's own ward: its records come first when everything comes. */
  readonly ward?: string | undefined;
  /** Told, while the first fill goes on, whose visits in the own ward are here. */
  readonly onWardHere?: (patientIds: readonly string[]) => void;
  /** Other waits than the ordinary ones. */
  readonly pace?: Partial<Pace>;
}

/** Owed records that are told by their ids; they are counted all. */
const owedListed = 100;
/** After so long, what the first fill wrote is on the disk for certain. */
const fillSettlesAfterMs = 60_000;

/**
 * Live sync in loops that don't wait for each other (D7): one sends what waits and reads it back, one
 * offers again what was refused, one follows the server's feed, one asks for what that owes. Each
 * tries again by itself, with growing, jittered waits.
 */
export async function startSync(options: SyncOptions): Promise<Sync> {
  const { replica, now, clock, ward, wanted, onWardHere } = options;
  const pace = { ...ordinaryPace, ...options.pace };
  const delivery = await trackDelivery(replica);
  // What was refused in an earlier run is offered once more: the server may have changed.
  delivery.retryRefused();
  const listeners: ((status: SyncStatus) => void)[] = [];
  const stopping = new AbortController();
  const connections = watchConnections(now);
  const loops = startLoops(pace, () => {
    options.client.abandon?.();
    options.identity?.client.abandon();
  });
  const { arrivals } = replica.store;
  const readState = await readPullState(replica);
  // What can't be read any more is lacking: the comparison finds it.
  const pulled = pullProgress(
    replica,
    arrivals?.isDamaged() ? { ...readState, fill: 'needed' } : readState,
  );
  const times = await keepExchangeTimes(replica);
  let fill: FirstFill | undefined;
  let filledAtMs = -Infinity;
  const gate = await openServerGate({
    replica,
    identity: options.identity && {
      ...options.identity,
      clockOffsetMs: () => clock?.offset()?.offsetMs,
    },
    delivery,
    now,
    hasRead: () => pulled.state().since !== 0,
    async forgetFeed() {
      await pulled.adopt(await resetPullState(replica));
      fill = undefined;
      behind = true;
      feedReadAt = undefined;
    },
    changed: () => announce(),
    opened: () => loops.nudge(),
  });
  const client = gate.guard(options.client);
  const owed = owedLoop({
    replica,
    client,
    progress: pulled,
    wanted,
    pace,
    isOpen: () => gate.isOpen() && pulled.state().fill !== 'needed',
    changed() {
      tellHeard();
      announce();
    },
  });

  function status(): SyncStatus {
    const counts = delivery.counts();
    const isOther = gate.standing().kind === 'other';
    // What another server had is proved of none that answers.
    const hereOnly = isOther ? Math.max(replica.recordCount(), counts.hereOnly) : counts.hereOnly;
    return {
      connection: connections.worst(),
      sending: connections.of('sending'),
      receiving: connections.of('receiving'),
      hereOnly,
      waiting: hereOnly - counts.heldBack - counts.refused,
      refused: delivery.refused(),
      heldBack: counts.heldBack,
      quarantined: [...replica.withheld(), ...owed.setAside()],
      owed: owed.count(),
      owedIds: owed.ids(owedListed),
      heardAt: times.heardAt(),
      feedRead: feedReadAt !== undefined,
      sentAt: times.sentAt(),
      clock: clockEstimate(clock, gate.wrongClock()),
      server: gate.standing(),
      peers: gate.peers(),
      firstFill: fill?.progress(),
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

  function succeeded(direction: Direction): void {
    // The other direction needn't sit out its back-off: the server answers.
    if (connections.succeeded(direction)) loops.nudge();
    announce();
  }
  function doubtServer(): void {
    // The loop that listens to the feed for half a minute recognises the server first.
    if (gate.doubt()) options.client.abandon?.();
  }
  const failedIn = (direction: Direction) => (error: unknown) => {
    doubtServer();
    connections.failed(direction, error);
    announce();
  };

  const sizer = pushSizer();
  const offers = offerRefused(delivery, pace);
  let sealedAtMs = -Infinity;
  /**
   * Leaves a mark behind what was read back: when nothing waits, and now and then while something
   * does, for until then it counts as here only. False where another machine answers in the server's
   * place.
   */
  async function seal(nothingWaits: boolean): Promise<boolean> {
    if (!nothingWaits && performance.now() - sealedAtMs < pace.sealEveryMs) return true;
    sealedAtMs = performance.now();
    try {
      return await gate.seal();
    } catch (error) {
      // A mark that can't be left holds up no entry.
      if (nothingWaits) throw error;
      return true;
    }
  }
  async function pushTurn(): Promise<number> {
    if (!gate.isOpen()) return pace.longestWaitMs;
    const isNothingLeft = () => delivery.waiting(1, 'first').length === 0;
    const nothingWaits = isNothingLeft() && !(await delivery.takeUnnamed());
    if (!(await seal(nothingWaits))) {
      // The pull loop recognises whoever answers before anything else.
      options.client.abandon?.();
      return pace.longestWaitMs;
    }
    if (nothingWaits) {
      await delivery.checkpoint();
      if (isNothingLeft()) {
        connections.idle('sending');
        announce();
        return pace.longestWaitMs;
      }
    }
    const unproved = await gate.pushing(() =>
      pushBatch(replica, client, delivery, now, sizer, 'first'),
    );
    succeeded('sending');
    // Sent and not read back: the server or something before it isn't honest; don't hammer it.
    return unproved > 0 ? pace.unprovedWaitMs : 0;
  }

  const offerSizer = pushSizer();
  /** Beside `pushTurn`: a server that says nothing to what it refused keeps no fresh entry waiting. */
  async function offerTurn(): Promise<number> {
    if (!gate.isOpen()) return pace.longestWaitMs;
    const offerInMs = offers.offer();
    if (delivery.waiting(1, 'second').length === 0) return Math.min(offerInMs, pace.longestWaitMs);
    const unproved = await gate.pushing(() =>
      pushBatch(replica, client, delivery, now, offerSizer, 'second'),
    );
    // The push loop leaves the mark behind what was proved.
    if (delivery.isUnsealed()) loops.nudge();
    return unproved > 0 ? pace.unprovedWaitMs : 0;
  }

  const pageSizer = pullSizer();
  let behind = true;
  let feedReadAt: string | undefined;
  function tellHeard(): void {
    if (feedReadAt !== undefined && owed.count() === 0) times.heard(feedReadAt);
  }
  async function pullTurn(): Promise<number> {
    if (!(await gate.pass())) {
      succeeded('receiving');
      return pace.longestWaitMs;
    }
    if (pulled.state().fill === 'needed') {
      const onProgress = () => succeeded('receiving');
      fill ??= firstFill({ replica, client, delivery, ward, wanted, onProgress, onWardHere });
      await pulled.adopt(await fill.run(stopping.signal));
      fill = undefined;
      await arrivals?.forgetDamaged();
      filledAtMs = performance.now();
      // The list of a fill names everything that the server has.
      delivery.feedEnded();
      loops.nudge();
      succeeded('receiving');
      return 0;
    }
    const page = await client.changes({
      since: pulled.state().since,
      limit: changesLimit,
      ...(behind ? {} : { longPollMs: pace.longPollMs }),
    });
    succeeded('receiving');
    // What others wrote while this page is stored isn't known yet, however long that takes.
    const answeredAt = now();
    const owedBefore = owed.count();
    const unsealedBefore = delivery.isUnsealed();
    await storeChanges(replica, client, delivery, pulled, page, wanted, pageSizer);
    const { fill: filled } = pulled.state();
    if (filled === 'written' && performance.now() - filledAtMs > fillSettlesAfterMs) {
      await pulled.change((state) => ({ ...state, fill: 'settled' }));
    }
    behind = page.results.length >= changesLimit;
    const isNewlyProved = !unsealedBefore && delivery.isUnsealed();
    if (owed.count() > owedBefore || isNewlyProved) loops.nudge();
    if (!behind) feedReadAt = answeredAt;
    tellHeard();
    announce();
    return 0;
  }

  delivery.onChange((ids) => {
    if (ids.some((id) => delivery.delivery(id) === 'onServer')) times.sent(now());
    announce();
  });
  replica.onStored(({ revisions }) => {
    if (revisions.some((revision) => revision.origin === 'local')) loops.nudge();
    announce();
  });
  const endResumed = onResumed(() => {
    gate.doubt();
    loops.wake();
  });
  loops.run(pushTurn, failedIn('sending'));
  loops.run(pullTurn, failedIn('receiving'));
  // That something refused doesn't go says nothing of the line.
  loops.run(offerTurn, doubtServer);
  // The feed's own loop tells how the line is.
  loops.run(owed.turn, () => undefined);

  return {
    delivery,
    status,
    onStatus(listener) {
      listeners.push(listener);
    },
    wake() {
      // Another network may lead to another server.
      gate.doubt();
      loops.wake();
    },
    checkpoint: () => loops.nudge(),
    isRecognised: () => gate.isOpen(),
    async confirmServer() {
      const before = gate.isOpen();
      const stands = await gate.confirm().catch(() => false);
      // The loop that listens to the feed recognises whoever answers now.
      if (before && !gate.isOpen()) options.client.abandon?.();
      return stands;
    },
    guard: (other) => gate.guard(other),
    async chooseServer(choice) {
      await gate.choose(choice);
      loops.wake();
    },
    async sendHeldBack() {
      await delivery.letGo();
      loops.wake();
    },
    async stop() {
      endResumed();
      stopping.abort();
      await loops.stop();
      await times.close();
    },
  };
}

function clockEstimate(
  clock: ServerClock | undefined,
  wrongClock: readonly WrongClock[],
): SyncStatus['clock'] {
  const measured = clock?.offset();
  if (!measured) return undefined;
  const { offsetMs, measuredAtMs } = measured;
  return {
    offsetMs,
    measuredAt: localInstant(new Date(measuredAtMs)),
    ...(wrongClock.length > 0 ? { wrongClock } : {}),
  };
}
