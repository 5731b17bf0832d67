import { centralClient } from '../../../shared/sync/centralClient.ts';
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
  /** Changes what the server answered, as the line stands when the answer comes. */
  change?: ((url: string, body: object) => object) | undefined;
}

/** A replica in this process with its two loops, over a line that a test can cut. */
export interface SyncStation {
  replica: NodeReplica;
  sync: Sync;
  readonly line: Line;
  /** The workstation's clock. */
  now(): Date;
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function openSyncStation(
  server: Pick<TestCentral, 'url' | 'database' | 'account'>,
  {
    clockOffByMs = 0,
  }: { /** How far the workstation's clock is ahead. */ clockOffByMs?: number } = {},
): Promise<SyncStation> {
  const line: Line = { cut: false };
  const lineFetch: typeof fetch = async (input, init) => {
    if (line.cut) throw new TypeError('line cut');
    const answered = line.intercept?.(String(input), init ?? {});
    if (answered) return answered;
    const response = await fetch(input, init);
    const text = await response.text();
    const { status, headers } = response;
    const changed = line.change
      ? JSON.stringify(line.change(String(input), JSON.parse(text) as object))
      : text;
    return new Response(changed, { status, headers });
  };
  const now = () => new Date(Date.now() + clockOffByMs);
  const start = (replica: NodeReplica) => {
    const clock = serverClock(() => now().getTime());
    const client = centralClient({
      url: server.url,
      database: server.database,
      ...server.account,
      fetch: lineFetch,
      clock,
    });
    return startSync({
      replica,
      client,
      now: () => localInstant(now()),
      clock,
      pace: { longPollMs: 1000 },
    });
  };
  const replica = await openNodeReplica();
  const station: SyncStation = {
    replica,
    sync: await start(replica),
    line,
    now,
    async restart() {
      await station.sync.stop();
      station.replica = await station.replica.reopen();
      station.sync = await start(station.replica);
    },
    async close() {
      await station.sync.stop();
      await station.replica.close();
    },
  };
  return station;
}
