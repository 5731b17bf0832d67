import type { Replica } from '../replica/replica.ts';
import { sameValue } from '../json/canonical.ts';
import { serialQueue } from '../replica/serialQueue.ts';
import type { IdentityClient } from './identityClient.ts';
import { ownClock } from './ownClock.ts';
import type { WrongClock } from './ownClock.ts';
import { judgeServer, readServer, standsAsLeft, writeServer } from './serverIdentity.ts';
import type { MetServer, RememberedServer, Verdict } from './serverIdentity.ts';
import { continuesOurs, successionKeyAfter } from './succession.ts';
import { peersAmong, witnessName } from './witness.ts';
import type { Peer, Witness } from './witness.ts';

/** So many unanswered witnesses are remembered; the oldest are forgotten first. */
const attemptsKept = 8;
const uuidsKept = 16;

export interface ServerWatchOptions {
  readonly client: IdentityClient;
  readonly workstation: string;
  readonly ward?: string | undefined;
  /** The server's clock less this workstation's, in ms, where it was measured. */
  readonly clockOffsetMs?: (() => number | undefined) | undefined;
}

/** A server that a person has to say something of. */
export type OtherServer = NonNullable<RememberedServer['other']>;

/** How many records of those that were saved up to an instant no server is known to have. */
export interface CountedAt {
  readonly hereOnly: number;
  /** The local instant. */
  readonly at: string;
}

/** What was found at one meeting. `first`: this replica had met no server before. */
export interface Meeting {
  readonly verdict: Verdict | 'first';
  /** Whether the database holds no record; known only of `other` and `copy`. */
  readonly empty: boolean;
}

/**
 * This workstation's acquaintance with its server. A meeting comes before anything else is believed
 * of a connection; about every minute it is repeated, and leaves a higher witness.
 */
export interface ServerWatch {
  /**
   * Recognises the server. Nothing is remembered of it until `accept`. Throws `CentralFailure`.
   */
  meet(): Promise<Meeting>;
  /**
   * Takes the server that was met last for the one that holds our deliveries, and leaves a witness.
   * False where the server doesn't let us write one: nothing will tell a restored backup.
   */
  accept(counted: CountedAt): Promise<boolean>;
  /**
   * Raises the witness behind what was delivered since, if our last one still stands there. False
   * where another stands, or none: another machine has taken over without a broken connection (a
   * standby behind one address), and a higher witness would hide from every later meeting that it
   * went back.
   */
  raise(counted: CountedAt): Promise<boolean>;
  /** Whether our last witness stands there at this moment. Throws `CentralFailure`. */
  stands(): Promise<boolean>;
  /** Keeps over restarts, until `accept`, that another server answers. Throws `StoreFailed`. */
  keepOther(other: OtherServer): Promise<void>;
  other(): OtherServer | undefined;
  /** Reads the other workstations' witnesses, and keeps them over restarts. */
  readPeers(): Promise<void>;
  peers(): readonly Peer[];
  /** When this workstation's own clock was found wrong. */
  wrongClock(): readonly WrongClock[];
}

/** Opens what the replica remembers. `now` is the local instant with its offset. */
export async function openServerWatch(
  replica: Replica,
  { client, workstation, ward, clockOffsetMs = () => undefined }: ServerWatchOptions,
  now: () => string,
): Promise<ServerWatch> {
  let remembered = await readServer(replica.store);
  let allSentAt = remembered?.allSentAt;
  let peers: readonly Peer[] = (remembered?.peers ?? []).map(rememberedPeer);
  let wrongClock: readonly WrongClock[] = [];
  const own = ownClock(now());
  // Both loops leave witnesses, and each must be higher than the last.
  const queue = serialQueue();
  let met:
    (MetServer & { readonly verdict: Meeting['verdict']; readonly replica: string }) | undefined;

  async function remember(next: RememberedServer): Promise<void> {
    const complete = {
      ...next,
      ...(allSentAt === undefined ? {} : { allSentAt }),
      ...(peers.length === 0 ? {} : { peers: peers.map(keptPeer) }),
    };
    await writeServer(replica.store, complete);
    remembered = complete;
  }

  return {
    async meet() {
      const replicaKey = remembered?.replica ?? randomHex(4);
      const [papers, witness] = await Promise.all([
        client.papers(),
        client.witness(witnessName(workstation, replicaKey)),
      ]);
      const empty = remembered && !witness ? await client.isEmpty() : false;
      const found: MetServer = { ...papers, witness, empty };
      const verdict = remembered ? await recognise(remembered, found) : 'first';
      met = {
        ...found,
        verdict,
        // A copy of this replica goes on under the old name: from now on we have our own.
        replica: verdict === 'doubled' ? randomHex(4) : replicaKey,
      };
      return { verdict, empty };
    },

    accept: (counted) => queue.run(() => accept(counted)),
    raise: (counted) =>
      queue.run(async () => {
        if (!(await stands())) return false;
        await accept(counted);
        return true;
      }),
    // Not while another one is on its way.
    stands: () => queue.run(stands),
    async readPeers() {
      const heard = peersAmong(await client.witnesses(), workstation);
      const news = JSON.stringify(heard) !== JSON.stringify(peers);
      peers = heard;
      if (news) await queue.run(async () => remembered && remember(remembered));
    },
    keepOther: (other) =>
      queue.run(async () => {
        if (remembered && !sameValue(remembered.other, other)) {
          await remember({ ...remembered, other });
        }
      }),
    other: () => remembered?.other,
    peers: () => peers,
    wrongClock: () => wrongClock,
  };

  async function stands(): Promise<boolean> {
    if (!remembered) throw new Error('no server was met');
    const witness = await client.witness(witnessName(workstation, remembered.replica));
    return standsAsLeft(remembered, witness);
  }

  async function accept({ hereOnly, at }: CountedAt): Promise<boolean> {
    if (!met) throw new Error('no server was met');
    if (hereOnly === 0) allSentAt = at;
    const before = remembered;
    const { uuid, verdict, replica: replicaKey } = met;
    // The witness outranks the papers: a database whose identity was taken away is still ours.
    const replaced = verdict === 'other' || verdict === 'copy' || verdict === 'continued';
    const lineage = met.lineage ?? (replaced ? undefined : before?.lineage);
    const successionKey = successionKeyAfter(verdict, before?.successionKey, met);
    const knownUuids = replaced ? [] : (before?.uuids ?? []);
    const attempts = before?.attempts ?? [];
    const highest = Math.max(
      met.witness?.counter ?? 0,
      before?.confirmed?.counter ?? 0,
      ...attempts.map(({ counter }) => counter),
    );
    const mark = { counter: highest + 1, token: randomHex(8) };
    const uuids = [...new Set([...(uuid ? [uuid] : []), ...knownUuids])];
    const next: RememberedServer = {
      ...(lineage === undefined ? {} : { lineage }),
      ...(successionKey === undefined ? {} : { successionKey }),
      uuids: uuids.slice(0, uuidsKept),
      database: met.database,
      replica: replicaKey,
      ...(before?.confirmed ? { confirmed: before.confirmed } : {}),
      attempts: [mark, ...attempts].slice(0, attemptsKept),
    };
    // Remembered before it is sent: an answer that is lost on its way must not make us strangers.
    await remember(next);
    if (met.witness) own.resume(met.witness.wrongClock ?? [], met.witness.at);
    wrongClock = own.note(clockOffsetMs(), now());
    const written: Witness = {
      format: 1,
      workstation,
      ...(ward === undefined ? {} : { ward }),
      replica: replicaKey,
      ...mark,
      at,
      ...(allSentAt === undefined ? {} : { allSentAt }),
      hereOnly,
      ...(wrongClock.length > 0 ? { wrongClock: [...wrongClock] } : {}),
    };
    const witnessed = await client.writeWitness(witnessName(workstation, replicaKey), written);
    const { confirmed: _given, ...unconfirmed } = next;
    await remember(
      witnessed ? { ...next, confirmed: mark, attempts: [] } : { ...unconfirmed, attempts: [] },
    );
    return witnessed;
  }
}

async function recognise(remembered: RememberedServer, met: MetServer): Promise<Verdict> {
  const verdict = judgeServer(remembered, met);
  return verdict === 'other' && (await continuesOurs(remembered, met)) ? 'continued' : verdict;
}

type RememberedPeer = NonNullable<RememberedServer['peers']>[number];

const rememberedPeer = ({
  workstation,
  ward,
  allSentAt,
  at,
  hereOnly,
  wrongClock,
}: RememberedPeer): Peer => ({
  workstation,
  ward,
  allSentAt,
  at,
  hereOnly,
  ...(wrongClock === undefined ? {} : { wrongClock }),
});

const keptPeer = ({ ward, allSentAt, wrongClock, ...rest }: Peer): RememberedPeer => ({
  ...rest,
  ...(ward === undefined ? {} : { ward }),
  ...(allSentAt === undefined ? {} : { allSentAt }),
  ...(wrongClock === undefined ? {} : { wrongClock: [...wrongClock] }),
});

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
