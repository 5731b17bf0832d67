import type { KnownPeople } from '../../../shared/people/knownPeople.ts';
import type { LeafStore } from '../../../shared/replica/leafStore.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import type { CentralClient } from '../../../shared/sync/centralClient.ts';
import { identityClient } from '../../../shared/sync/identityClient.ts';
import { serverClock } from '../../../shared/sync/serverClock.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { TestCentral } from '../central.ts';
import { openNodeReplica } from './nodeReplica.ts';
import type { NodeReplica } from './nodeReplica.ts';

/** What stands between a workstation and the server; a test sets what it does. */
export interface Line {
  cut: boolean;
  /** Answers in the server's place where it returns something. */
  intercept?: ((url: string, init: RequestInit) => Response | undefined) | undefined;
  /** The same, with a body that is handed on as it comes. */
  stream?: ((url: string, init: RequestInit) => Response | undefined) | undefined;
  /** Another server that answers at the same address. */
  leadsTo?: Server | undefined;
  /** Changes what the server answered, as the line stands when the answer comes. */
  change?: ((url: string, body: object) => object) | undefined;
}

type Server = Pick<TestCentral, 'url' | 'database' | 'account'>;

/** A replica in this process with its two loops, over a line that a test can cut. */
export interface SyncStation {
  replica: NodeReplica;
  sync: Sync;
  /** Asks whoever answers, recognised or not. */
  readonly client: CentralClient;
  readonly line: Line;
  /** The workstation's clock. */
  now(): Date;
  restart(): Promise<void>;
  /** Restarts with another server in its settings. */
  pointTo(server: Server): Promise<void>;
  close(): Promise<void>;
}

export async function openSyncStation(
  server: Server,
  {
    clockOffByMs = 0,
    workstation = 'noi-1',
    ward,
    people,
    wrapStore,
  }: {
    /** How far the workstation's clock is ahead. */
    readonly clockOffByMs?: number;
    readonly workstation?: string;
    readonly ward?: string;
    /** By whom signatures are verified; without them none is looked at. */
    readonly people?: KnownPeople;
    /** What stands between the replica and its store. */
    readonly wrapStore?: (store: LeafStore) => LeafStore;
  } = {},
): Promise<SyncStation> {
  const line: Line = { cut: false };
  const lineFetch: typeof fetch = async (input, init) => {
    if (line.cut) throw new TypeError('line cut');
    const answered = line.intercept?.(String(input), init ?? {});
    if (answered) return answered;
    const streamed = line.stream?.(String(input), init ?? {});
    if (streamed) return streamed;
    const response = await (line.leadsTo
      ? fetch(...elsewhere(String(input), init ?? {}, settings, line.leadsTo))
      : fetch(input, init));
    const text = await response.text();
    const { status, headers } = response;
    const changed = line.change
      ? JSON.stringify(line.change(String(input), JSON.parse(text) as object))
      : text;
    return new Response(changed, { status, headers });
  };
  const now = () => new Date(Date.now() + clockOffByMs);
  let settings = server;
  const accessTo = ({ url, database, account }: Server) => ({
    url,
    database,
    ...account,
    fetch: lineFetch,
  });
  const start = (replica: NodeReplica) => {
    const clock = serverClock(() => now().getTime());
    const access = accessTo(settings);
    return startSync({
      replica,
      client: centralClient({ ...access, clock }),
      identity: { client: identityClient(access), workstation, ward },
      now: () => localInstant(now()),
      clock,
      pace: { longPollMs: 1000, owedWaitMs: 200 },
    });
  };
  const replica = await openNodeReplica(undefined, wrapStore, undefined, people);
  const station: SyncStation = {
    replica,
    sync: await start(replica),
    client: centralClient(accessTo(server)),
    line,
    now,
    async restart() {
      await station.sync.stop();
      station.replica = await station.replica.reopen();
      station.sync = await start(station.replica);
    },
    async pointTo(other) {
      settings = other;
      await station.restart();
    },
    async close() {
      await station.sync.stop();
      await station.replica.close();
    },
  };
  return station;
}

/** A request as it comes to the other server: only its address and its account differ. */
function elsewhere(input: string, init: RequestInit, from: Server, to: Server) {
  const { username, password } = to.account;
  const headers = new Headers(init.headers);
  headers.set('authorization', `Basic ${btoa(`${username}:${password}`)}`);
  const address = input.replace(from.url, to.url).replace(`/${from.database}`, `/${to.database}`);
  return [address, { ...init, headers }] as const;
}
