import { localInstant } from '../../../shared/records/instant.ts';
import { centralClient } from '../../../shared/sync/centralClient.ts';
import type { CentralClientOptions } from '../../../shared/sync/centralClient.ts';
import { identityClient } from '../../../shared/sync/identityClient.ts';
import { openCharts } from '../../../shared/sync/keepCharts.ts';
import type { Charts } from '../../../shared/sync/keepCharts.ts';
import { defaultStorageBound } from '../../../shared/sync/storageMeter.ts';
import type { Pace } from '../../../shared/sync/pace.ts';
import { startSync } from '../../../shared/sync/sync.ts';
import type { Sync } from '../../../shared/sync/sync.ts';
import type { TestCentral } from '../central.ts';
import { openNodeReplica } from '../replica/nodeReplica.ts';
import type { NodeReplica } from '../replica/nodeReplica.ts';
import { startFaultProxy } from './startFaultProxy.ts';
import type { FaultProxy } from './startFaultProxy.ts';
import { watchTruth } from './watchTruth.ts';
import { openWrongAddresses } from './wrongAddresses.ts';
import type { WrongAddresses } from './wrongAddresses.ts';

/** A workstation whose line to the server is a fault proxy, and whose status is watched. */
export interface FaultyStation {
  readonly proxy: FaultProxy;
  readonly addresses: WrongAddresses;
  readonly replica: NodeReplica;
  readonly sync: Sync;
  /** Every time the status said what wasn't so. */
  readonly lies: readonly string[];
  /** The server was put back to an earlier state. */
  serverWentBack(): void;
  /** Where it keeps charts. */
  readonly charts: Charts | undefined;
  close(): Promise<void>;
}

/** Waits so short that a hundred faults fit into a minute. */
export const shortPace: Pace = {
  shortestWaitMs: 10,
  longestWaitMs: 80,
  longestUnreachedWaitMs: 40,
  longPollMs: 150,
  owedWaitMs: 30,
  unprovedWaitMs: 20,
  sealEveryMs: 40,
  refusedWaitMs: 40,
  refusedLongestWaitMs: 160,
};

export interface FaultyStationOptions {
  readonly pace?: Partial<Pace>;
  /** How long nothing may come. */
  readonly timeoutMs?: number;
  /** Which records this workstation keeps; all unless told. */
  readonly wanted?: (id: string) => boolean;
  /** Wards whose charts it keeps, instead of everything. */
  readonly keepsChartsOf?: readonly string[];
  /** The ward whose records come first. */
  readonly ward?: string;
  /** The key by which it recognises its server; without one it takes any server for its own. */
  readonly workstation?: string;
  /** Called before the first request. */
  readonly prepare?: (line: Pick<FaultyStation, 'proxy' | 'addresses'>) => void;
}

export async function openFaultyStation(
  server: Pick<TestCentral, 'url' | 'database' | 'account'>,
  {
    pace = {},
    timeoutMs = 300,
    wanted,
    keepsChartsOf,
    ward,
    workstation,
    prepare,
  }: FaultyStationOptions = {},
): Promise<FaultyStation> {
  const proxy = await startFaultProxy(server.url);
  const addresses = await openWrongAddresses();
  const replica = await openNodeReplica();
  const access: CentralClientOptions = {
    url: proxy.url,
    database: server.database,
    ...server.account,
    fetch: addresses.fetch,
    timeoutMs,
    mostAnswerBytes: 4 * 1024 * 1024,
  };
  prepare?.({ proxy, addresses });
  const client = centralClient(access);
  const charts =
    keepsChartsOf &&
    (await openCharts({
      replica,
      client,
      wards: keepsChartsOf,
      bound: defaultStorageBound,
      estimate: async () => undefined,
      canEvict: false,
      pace: { ...shortPace, ...pace },
    }));
  const keeps = charts?.wanted ?? wanted;
  const sync = await startSync({
    replica,
    client,
    ...(workstation ? { identity: { client: identityClient(access), workstation, ward } } : {}),
    now: () => localInstant(new Date()),
    pace: { ...shortPace, ...pace },
    ward,
    ...(keeps ? { wanted: keeps } : {}),
  });
  charts?.follow(sync);
  const truth = watchTruth(proxy, replica, sync);
  return {
    proxy,
    addresses,
    replica,
    sync,
    charts,
    ...truth,
    async close() {
      await charts?.stop();
      await sync.stop();
      await replica.close();
      await addresses.close();
      await proxy.close();
    },
  };
}
