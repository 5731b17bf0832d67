import type { Replica } from '../replica/replica.ts';
import { CentralFailure } from './centralFailure.ts';
import type { DeliveryTracker } from './delivery.ts';
import { openServerWatch } from './serverWatch.ts';
import type { CountedAt, Meeting, ServerWatchOptions } from './serverWatch.ts';
import type { ComparingWhy, ServerStanding } from './status.ts';
import type { Peer } from './witness.ts';
import type { WrongClock } from './ownClock.ts';

/** How long a server is taken for the one that it was before it is looked at again. */
const acquaintanceMs = 60_000;

/**
 * Stands before both loops: nothing is sent or taken until the server was recognised (D7).
 *
 * Which direction stops when:
 * - the same database, whichever machine serves it: none;
 * - an earlier state of our database (a restored backup): none. What we hold and it lacks is sent
 *   again under the same revisions, which can't do harm; what it has is what we had. Until all is
 *   compared, nothing counts as delivered;
 * - another database that holds records: both. Sending would put this hospital's patients into a
 *   foreign or training database, taking would put foreign patients on this hospital's screens;
 * - a copy of our database in another place: both. It may be our server on a new machine, and it may be
 *   a training database, whose practice records belong on no screen. A person chooses;
 * - another database that takes the place of ours by IT's signed word: none, as with a backup;
 * - our database's address with an empty one behind it: both, of which only sending matters: it may
 *   have been emptied on purpose. A person chooses.
 */
export interface ServerGate {
  /**
   * The pull loop's, before each turn: recognises the server when that is due. False while a person
   * has to choose. Throws `CentralFailure`.
   */
  pass(): Promise<boolean>;
  /** Whether the push loop may work. */
  isOpen(): boolean;
  /**
   * The client as both loops use it: a turn that is under way when the server comes in doubt asks
   * nothing more of whoever answers now, and hears no answer that was on its way. Such a request
   * throws `abandoned`.
   */
  guard<Client extends object>(client: Client): Client;
  /** A turn of a loop that sends; no verdict is carried out in the midst of it. */
  pushing<T>(turn: () => Promise<T>): Promise<T>;
  /**
   * Leaves a higher witness behind what was read back: a backup from before it was delivered is
   * told by it. False where our last witness doesn't stand there any more: the server is in doubt,
   * and nothing of this counts as delivered. Throws `CentralFailure`.
   */
  seal(): Promise<boolean>;
  /**
   * Whether the server that holds our deliveries answers at this moment, by our last witness on it:
   * asked before anything leaves this workstation for good. Throws `CentralFailure`.
   */
  confirm(): Promise<boolean>;
  /** A connection failed: whoever answers next is recognised first. Answers whether that is news. */
  doubt(): boolean;
  /**
   * The person's word: what was met is our server. It holds for what they saw: one that was empty,
   * or a copy, then and isn't any more is asked about anew.
   * - `refill`: it gets everything that is here;
   * - `startAnew`: it gets what no server was known to have; what the one before it had and it lacks
   *   is held back: kept here, counted as here only, and not sent until somebody says so.
   */
  choose(choice: ServerChoice): Promise<void>;
  standing(): ServerStanding;
  peers(): readonly Peer[];
  /** When this workstation's own clock was found wrong. */
  wrongClock(): readonly WrongClock[];
}

export type ServerChoice = 'refill' | 'startAnew';

export interface ServerGateOptions {
  readonly replica: Replica;
  /** Without it every server is let through. */
  readonly identity: ServerWatchOptions | undefined;
  readonly delivery: DeliveryTracker;
  readonly now: () => string;
  /** Whether anything was ever read of a server's feed. */
  readonly hasRead: () => boolean;
  /** The feed is to be read from its beginning. */
  readonly forgetFeed: () => Promise<void>;
  readonly changed: () => void;
  /** The gate opened: the push loop may work. */
  readonly opened: () => void;
}

export async function openServerGate(options: ServerGateOptions): Promise<ServerGate> {
  const { replica, identity, delivery, now } = options;
  if (!identity) return openGate(delivery);
  const watch = await openServerWatch(replica, identity, now);
  let open = false;
  let doubted = true;
  let metAtMs = -Infinity;
  let other = watch.other();
  if (other) delivery.trust(false);
  let why: ComparingWhy = 'restored';
  let comparedUnproved = false;
  let chosen:
    { readonly choice: ServerChoice; readonly empty: boolean; readonly copy: boolean } | undefined;
  const pushes = new Set<Promise<unknown>>();

  /** Whoever answers from here on, or has answered and is heard only now, may be another server. */
  let closings = 0;

  function close(): void {
    open = false;
    closings += 1;
  }

  function doubt(): boolean {
    const news = open && !doubted;
    doubted = true;
    if (news) close();
    return news;
  }

  /**
   * How much is undelivered of everything that was saved up to an instant. The instant comes first
   * and the count in the queue's turn: a save that is under way is counted or is later.
   */
  async function counted(): Promise<CountedAt> {
    const at = now();
    return { at, hereOnly: await replica.queue.run(async () => delivery.notReadBack()) };
  }

  /** Whether everything has to be compared anew after this meeting. */
  function mustCompare({ verdict }: Meeting): boolean {
    switch (verdict) {
      case 'same':
        return delivery.interrupted();
      case 'first':
        return options.hasRead();
      case 'unproved':
        // Without a witness nothing tells a restored backup: once at every start is what is left.
        return !comparedUnproved || delivery.interrupted();
      case 'older':
      case 'doubled':
      case 'continued':
      case 'copy':
      case 'other':
        return true;
    }
  }

  return {
    async pass() {
      if (!doubted && performance.now() - metAtMs < acquaintanceMs) return true;
      const meeting = await watch.meet();
      const copy = meeting.verdict === 'copy';
      const asks = copy || meeting.verdict === 'other';
      const vouched = asks && chosen?.empty === meeting.empty && chosen.copy === copy;
      if (asks && !vouched) {
        other = { empty: meeting.empty, copy, since: other?.since ?? now() };
        chosen = undefined;
        close();
        doubted = true;
        delivery.trust(false);
        options.changed();
        await watch.keepOther(other);
        return false;
      }
      if (mustCompare(meeting)) {
        close();
        await Promise.allSettled(pushes);
        const choice = vouched ? chosen?.choice : undefined;
        why = whyCompare(meeting, choice);
        await delivery.demote(choice === 'startAnew' ? now() : choice);
        await options.forgetFeed();
      } else if (doubted) delivery.unseal();
      await delivery.seal(async () => {
        comparedUnproved = !(await watch.accept(await counted()));
      });
      await watch.readPeers();
      chosen = undefined;
      other = undefined;
      delivery.trust(true);
      doubted = false;
      metAtMs = performance.now();
      if (!open) {
        open = true;
        options.opened();
      }
      options.changed();
      return true;
    },
    isOpen: () => open && !doubted,
    guard: (client) =>
      new Proxy(client, {
        get(target, name) {
          const given: unknown = Reflect.get(target, name);
          if (typeof given !== 'function' || name === 'abandon') return given;
          return async (...values: unknown[]): Promise<unknown> => {
            const closedBefore = closings;
            if (!open || doubted) throw new CentralFailure('abandoned');
            const answer: unknown = await Reflect.apply(given, target, values);
            if (closings !== closedBefore) throw new CentralFailure('abandoned');
            return answer;
          };
        },
      }),
    pushing(turn) {
      const running = turn();
      pushes.add(running);
      return running.finally(() => pushes.delete(running));
    },
    async seal() {
      if (!delivery.isUnsealed()) return true;
      let asLeft = true;
      try {
        await delivery.seal(async () => {
          asLeft = await watch.raise(await counted());
          // What was read back stays without a mark behind it until the server is recognised.
          if (!asLeft) throw new CentralFailure('abandoned');
        });
      } catch (error) {
        if (asLeft) throw error;
        doubt();
      }
      return asLeft;
    },
    async confirm() {
      if (!open || doubted) return false;
      if (!(await watch.stands())) doubt();
      return open && !doubted;
    },
    doubt,
    async choose(choice) {
      if (other) chosen = { choice, empty: other.empty, copy: other.copy };
    },
    standing() {
      if (other) return { kind: 'other', ...other };
      const progress = delivery.comparison();
      if (progress) return { kind: 'comparing', why, ...progress };
      return { kind: metAtMs === -Infinity ? 'unmet' : 'known' };
    },
    peers: () => watch.peers(),
    wrongClock: () => watch.wrongClock(),
  };
}

function whyCompare({ verdict }: Meeting, choice: ServerChoice | undefined): ComparingWhy {
  if (choice) return choice;
  if (verdict === 'continued') return 'continued';
  return verdict === 'older' ? 'restored' : 'unproved';
}

/** Where nothing tells one server from another. */
const openGate = (delivery: DeliveryTracker): ServerGate => ({
  pass: () => Promise.resolve(true),
  isOpen: () => true,
  guard: (client) => client,
  pushing: (turn) => turn(),
  async seal() {
    await delivery.seal(() => Promise.resolve());
    return true;
  },
  confirm: () => Promise.resolve(true),
  doubt: () => false,
  choose: () => Promise.resolve(),
  standing: () => ({ kind: 'known' }),
  peers: () => [],
  wrongClock: () => [],
});
