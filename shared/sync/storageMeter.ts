import * as z from 'zod';

/**
 * How much a workstation may hold: a hard bound, which IT sets in the workstation's profile. Less
 * than the least is a slip of the hand: a ward of forty beds alone makes three hundred records.
 */
export const storageBoundSchema = z.strictObject({
  records: z.int().min(500).max(2_000_000),
  megabytes: z.int().min(128).max(65_536),
});
export type StorageBound = z.infer<typeof storageBoundSchema>;

/**
 * Without a setting: 600,000 records and 2 GB. What is kept of 100,000 people is some 410,000
 * records, the charts of open visits 70,000 more; the rest is room for charts opened lately. The
 * records that are shown lie in memory too, about 2.3 KB each: 600,000 are 1.4 GB, what an office
 * PC of 8 GB has left beside everything else.
 */
export const defaultStorageBound: StorageBound = { records: 600_000, megabytes: 2048 };

/** Eviction begins here, and ends where charts of other wards may be fetched again without it. */
export const evictFromShare = 0.95;
export const evictDownToShare = 0.85;
/** Up to here charts are fetched that nobody on this workstation has asked for. */
export const fetchAheadToShare = 0.8;

/** What the browser says of this origin's storage, in bytes. */
export interface StorageEstimate {
  readonly usage: number;
  readonly quota: number;
}

export interface StorageMeter {
  readonly records: number;
  /** As the browser tells it, without what evictions have freed and it still counts. */
  readonly bytes: number;
  readonly bound: { readonly records: number; readonly bytes: number };
  /** The fuller of the two, 1 at the bound. */
  readonly share: number;
  /**
   * - `room`: all is well;
   * - `makesRoom`: charts that nobody has opened for long go, so that there is room;
   * - `near`: the bound is near, and nothing more can go;
   * - `full`: the bound is reached, and nothing more can go. Saves are taken all the same.
   */
  readonly state: 'room' | 'makesRoom' | 'near' | 'full';
  /** Charts that are wholly here. */
  readonly charts: number;
  /** Eviction is off: the store isn't one that this version knows. */
  readonly evictionOff: boolean;
}

export interface Measured {
  readonly records: number;
  readonly estimate: StorageEstimate | undefined;
  readonly freedBytes: number;
  readonly charts: number;
  readonly evictionOff: boolean;
  /** The last eviction found nothing more that may go. */
  readonly nothingMayGo: boolean;
}

/** Part of the browser's quota that may be used: a write that meets the quota itself is refused. */
const quotaShare = 0.8;
const bytesInMegabyte = 1024 * 1024;

export function storageMeter(bound: StorageBound, measured: Measured): StorageMeter {
  const { records, estimate, freedBytes, charts, evictionOff, nothingMayGo } = measured;
  const bytes = Math.max(0, (estimate?.usage ?? 0) - freedBytes);
  const allowed = Math.min(
    bound.megabytes * bytesInMegabyte,
    estimate ? estimate.quota * quotaShare : Infinity,
  );
  const share = Math.max(records / bound.records, bytes / allowed);
  const stuck = nothingMayGo || evictionOff;
  const state =
    share < evictDownToShare ? 'room' : !stuck ? 'makesRoom' : share < 1 ? 'near' : 'full';
  return {
    records,
    bytes,
    bound: { records: bound.records, bytes: allowed },
    share,
    state,
    charts,
    evictionOff,
  };
}

/**
 * Bytes that are freed and still counted: IndexedDB's files shrink some time after rows are deleted,
 * and as the browser's figure falls, what it still owes falls with it.
 */
export function stillCounted(freedBytes: number, usageBefore: number, usageNow: number): number {
  return Math.max(0, freedBytes - Math.max(0, usageBefore - usageNow));
}

export const emptyMeter: StorageMeter = storageMeter(defaultStorageBound, {
  records: 0,
  estimate: undefined,
  freedBytes: 0,
  charts: 0,
  evictionOff: false,
  nothingMayGo: false,
});
