import type { ChartPresence } from '../../shared/sync/keepCharts.ts';
import { emptyMeter } from '../../shared/sync/storageMeter.ts';
import type { StorageMeter } from '../../shared/sync/storageMeter.ts';
import type { ChartEvents } from './workerCharts.ts';

/** Which charts are wholly on this workstation, as the pages see it. */
export interface ClientCharts {
  /** `partial` means that what is shown may be less than what the hospital has: never "empty". */
  presence(patientId: string): ChartPresence;
  /** Called after the presence of any chart changed. Returns the function that ends it. */
  onPresence(listener: () => void): () => void;
  /** A chart is on the screen: it is fetched if it can be, and stays. Returns what ends it. */
  open(patientId: string): () => void;
  /** How much is stored here, of how much; undefined until it was measured once. */
  meter(): StorageMeter | undefined;
  onMeter(listener: () => void): () => void;
}

/**
 * The page's side of the Worker's charts.
 * @param syncs without a server there is nothing that could be missing, and every chart is whole
 */
export function clientCharts(
  syncs: boolean,
  calls: () => { openChart(patientId: string): unknown; closeChart(patientId: string): unknown },
): ClientCharts & { readonly events: ChartEvents } {
  const present = new Map<string, ChartPresence>();
  const presenceListeners = new Set<() => void>();
  const meterListeners = new Set<() => void>();
  let meter: StorageMeter | undefined;
  return {
    presence: (patientId) => (syncs ? (present.get(patientId) ?? 'partial') : 'whole'),
    onPresence: (listener) => subscribe(presenceListeners, listener),
    open(patientId) {
      void calls().openChart(patientId);
      return () => void calls().closeChart(patientId);
    },
    meter: () => meter,
    onMeter: (listener) => subscribe(meterListeners, listener),
    events: {
      chartPresence(changes) {
        for (const [patientId, presence] of changes) {
          if (presence === 'partial') present.delete(patientId);
          else present.set(patientId, presence);
        }
        presenceListeners.forEach((listener) => listener());
      },
      storageMeter(next) {
        meter = next;
        meterListeners.forEach((listener) => listener());
      },
    },
  };
}

/** Charts of a replica that has everything, for pages that are shown without a Worker. */
export function wholeCharts(): ClientCharts {
  const nothing = () => undefined;
  return {
    presence: () => 'whole',
    onPresence: () => nothing,
    open: () => nothing,
    meter: () => emptyMeter,
    onMeter: () => nothing,
  };
}

function subscribe(listeners: Set<() => void>, listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
