import type { Evictor } from '../../shared/replica/evictor.ts';
import type { Replica } from '../../shared/replica/replica.ts';
import type { CentralClient } from '../../shared/sync/centralClient.ts';
import { openCharts } from '../../shared/sync/keepCharts.ts';
import type { ChartPresence, Charts } from '../../shared/sync/keepCharts.ts';
import { defaultStorageBound } from '../../shared/sync/storageMeter.ts';
import type {
  StorageBound,
  StorageEstimate,
  StorageMeter,
} from '../../shared/sync/storageMeter.ts';

/** What the Worker tells the page of the charts that are here, and of the room that they take. */
export interface ChartEvents {
  chartPresence(changes: readonly (readonly [patientId: string, presence: ChartPresence])[]): void;
  storageMeter(meter: StorageMeter): void;
}

export interface ChartSettings {
  /** The workstation's ward; without one no ward's charts are kept before others'. */
  readonly ward?: string | undefined;
  /** What IT allows; the default bound where nothing is set. */
  readonly storageBound?: StorageBound | undefined;
}

/** Keeps the working set in the Worker, with what only a browser has: the figures of its disk. */
export async function workerCharts(
  replica: Replica,
  client: CentralClient,
  evictor: Evictor,
  { ward, storageBound = defaultStorageBound }: ChartSettings,
  events: ChartEvents,
): Promise<Charts> {
  const charts = await openCharts({
    replica,
    client,
    wards: ward === undefined ? [] : [ward],
    bound: storageBound,
    estimate,
    canEvict: (await evictor.unusable()) === undefined,
  });
  events.chartPresence(charts.present());
  charts.onPresence((changes) => events.chartPresence(changes));
  charts.onMeter((meter) => events.storageMeter(meter));
  return charts;
}

async function estimate(): Promise<StorageEstimate | undefined> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return usage === undefined || quota === undefined ? undefined : { usage, quota };
}
