import { parseRecordId } from '../records/ids.ts';
import { StoreFailed } from '../replica/leafStore.ts';
import type { Replica } from '../replica/replica.ts';
import type { ChartRegister } from './chartRegister.ts';
import type { DeliveryTracker } from './delivery.ts';
import { evictDownToShare, evictFromShare, stillCounted, storageMeter } from './storageMeter.ts';
import type { StorageBound, StorageEstimate, StorageMeter } from './storageMeter.ts';
import { evictionOrder, isKeptOfEverybody } from './workingSet.ts';
import type { HeldChart, Need } from './workingSet.ts';

export interface StorageOptions {
  readonly bound: StorageBound;
  /** What the browser says of the disk; undefined where it doesn't. */
  readonly estimate: () => Promise<StorageEstimate | undefined>;
  /** The evictor can be used on this store. */
  readonly canEvict: boolean;
}

export interface KeptStorage {
  meter(): StorageMeter;
  /** Measures only. */
  look(): Promise<StorageMeter>;
  /** Measures, and makes room where the bound is near. Rejects with what the store failed with. */
  measure(): Promise<StorageMeter>;
  /** Room is wanted, and it isn't proved yet what the server has: a moment later it may be. */
  waitsForProof(): boolean;
}

/** Charts in one turn of the queue: a save waits no longer than they take. */
const chartsAtATime = 10;

/**
 * Keeps the workstation below its bound. Nothing goes that any server isn't known to have.
 * @param charts how much each is needed now; whether it is being fetched, and then it isn't touched;
 *   and who has to know that it went
 */
export function keepStorage(
  replica: Replica,
  register: ChartRegister,
  delivery: DeliveryTracker,
  { bound, estimate, canEvict }: StorageOptions,
  charts: {
    needOf(patientId: string): Need;
    isBusy(patientId: string): boolean;
    gone(patientIds: readonly string[]): void;
    /** The server that holds them answers: what goes can be fetched again. */
    canComeBack(): boolean;
    /** Asks that server, now, whether it is still the one that has them. */
    isConfirmed(): Promise<boolean>;
  },
): KeptStorage {
  let usageBefore: number | undefined;
  let nothingMayGo = false;
  let waits = false;
  let latest = meterOf(0, undefined);

  function meterOf(records: number, measured: StorageEstimate | undefined): StorageMeter {
    return storageMeter(bound, {
      records,
      estimate: measured,
      freedBytes: register.freedBytes(),
      charts: register.whole().size,
      evictionOff: !canEvict,
      nothingMayGo,
    });
  }

  async function look(): Promise<StorageMeter> {
    const [records, measured] = await Promise.all([replica.store.count(), estimate()]);
    if (measured) {
      const before = usageBefore ?? measured.usage;
      register.setFreedBytes(stillCounted(register.freedBytes(), before, measured.usage));
      usageBefore = measured.usage;
    }
    return meterOf(records, measured);
  }

  /** Charts of which anything may go: those that are whole, and what is left of others. */
  async function candidates(): Promise<readonly HeldChart[]> {
    const lastUse = new Map(register.whole());
    for (const collection of ['encounters', 'notes', 'orders', 'findings'] as const) {
      for (const { id, patientId } of await replica.memory.all(collection)) {
        if (!lastUse.has(patientId) && !isKeptOfEverybody(id)) lastUse.set(patientId, 0);
      }
    }
    return evictionOrder(
      [...lastUse].map(([patientId, use]) => ({
        patientId,
        need: charts.needOf(patientId),
        lastUse: use,
      })),
    ).filter(({ patientId }) => !charts.isBusy(patientId));
  }

  async function makeRoom(): Promise<void> {
    const order = [...(await candidates())];
    let confirmed = true;
    while (latest.share > evictDownToShare && order.length > 0) {
      // The last meeting may be a minute old, and what goes may be the only copy by now.
      confirmed = await charts.isConfirmed();
      if (!confirmed) break;
      const turn = order.splice(0, chartsAtATime).map(({ patientId }) => patientId);
      let owing: ReadonlySet<string> | undefined;
      const evicted = await replica.evict({
        patientIds: turn,
        keeps: isKeptOfEverybody,
        mayGo(patientId) {
          owing ??= new Set([...(delivery.owing() ?? [])].map(patientOf));
          const need = charts.needOf(patientId);
          return (
            charts.canComeBack() &&
            delivery.isTrusted() &&
            !owing.has(patientId) &&
            !charts.isBusy(patientId) &&
            (need === 'lately' || need === 'hospital')
          );
        },
        beforeRemoval: (patientIds) => register.forget(patientIds),
      });
      charts.gone(evicted.patientIds);
      register.setFreedBytes(register.freedBytes() + evicted.bytes);
      latest = await look();
    }
    nothingMayGo = latest.share > evictDownToShare && (order.length === 0 || !confirmed);
  }

  async function measure(): Promise<StorageMeter> {
    latest = await look();
    if (latest.share < evictDownToShare) nothingMayGo = false;
    waits = false;
    if (canEvict && latest.share >= evictFromShare) {
      waits = charts.canComeBack() && !delivery.isTrusted();
      try {
        // Offline, or before the server is known again, nobody knows what it still has.
        if (charts.canComeBack() && !waits) await makeRoom();
        else nothingMayGo = true;
      } catch (error) {
        // A disk that is full takes not even the note of what goes; the meter says so.
        if (!(error instanceof StoreFailed)) throw error;
        nothingMayGo = true;
      }
      latest = await look();
    }
    return latest;
  }

  let measuring: Promise<StorageMeter> | undefined;
  return {
    meter: () => latest,
    look: async () => (latest = await look()),
    waitsForProof: () => waits,
    measure: () => (measuring ??= measure().finally(() => (measuring = undefined))),
  };
}

function patientOf(id: string): string {
  return parseRecordId(id)?.patientId ?? id;
}
