import { generationOf } from '../replica/revision.ts';
import { parseRecordId } from '../records/ids.ts';
import type { Replica } from '../replica/replica.ts';
import { followAdmissions } from './admissions.ts';
import type { CentralClient } from './centralClient.ts';
import { openChartRegister } from './chartRegister.ts';
import { fetchCharts } from './fetchCharts.ts';
import { keepStorage } from './keepStorage.ts';
import type { StorageOptions } from './keepStorage.ts';
import { startLoops } from './loops.ts';
import { ordinaryPace } from './pace.ts';
import type { Pace } from './pace.ts';
import { emptyMeter, fetchAheadToShare } from './storageMeter.ts';
import type { StorageMeter } from './storageMeter.ts';
import type { Sync } from './sync.ts';
import { isKeptOfEverybody, needOf } from './workingSet.ts';
import type { Need } from './workingSet.ts';

/** Whether a chart is wholly on this workstation. */
export type ChartPresence = 'whole' | 'fetching' | 'partial';

/** The charts of this workstation: which are wanted, which are whole, and how they come and go. */
export interface Charts {
  /** Whether the feed's record is to be fetched. Its id alone decides. */
  wanted(id: string): boolean;
  presence(patientId: string): ChartPresence;
  /** Every chart that isn't partial. */
  present(): readonly (readonly [patientId: string, presence: ChartPresence])[];
  onPresence(listener: (changes: readonly (readonly [string, ChartPresence])[]) => void): void;
  /** A chart is on the screen: it is fetched as soon as the server can be reached, and stays. */
  open(patientId: string): void;
  close(patientId: string): void;
  /** The first fill has stored all visits of these: whoever of them is in the ward comes at once. */
  wardHere(patientIds: readonly string[]): void;
  meter(): StorageMeter;
  /** Measures now, and makes room where the bound is near. */
  measure(): Promise<StorageMeter>;
  onMeter(listener: (meter: StorageMeter) => void): void;
  /** Called with how many charts left to make room. */
  onEvicted(listener: (count: number) => void): void;
  /** Begins to fetch and to make room, beside a running sync. */
  follow(sync: Sync): void;
  stop(): Promise<void>;
}

export interface ChartsOptions extends StorageOptions {
  readonly replica: Replica;
  readonly client: Pick<CentralClient, 'chartIds' | 'bulkGet' | 'documentCount'>;
  /** Codes of the workstation's wards. */
  readonly wards: readonly string[];
  readonly nowMs?: () => number;
  readonly pace?: Partial<Pace>;
}

/** Charts fetched in one go when nobody waits for them. */
const chartsAtATime = 20;
/** How often the disk is measured while nothing else happens. */
const measureEveryMs = 30_000;
const shortestMeasureMs = 2000;
/** A chart of which the server didn't give everything is asked for again after this. */
const askAgainAfterMs = 60_000;
/** The same of one that somebody is looking at. */
const shownAgainAfterMs = 3_000;

/**
 * Follows the visits of all patients and keeps the charts that D7 names. A chart that a patient
 * leaves behind by moving to another ward stays until room is needed; one whose patient moves in is
 * fetched. From the moment a fetch begins, the feed's entries of that patient are taken too, so
 * that nothing can fall between the two.
 */
export async function openCharts(options: ChartsOptions): Promise<Charts> {
  const { replica, nowMs = Date.now } = options;
  const pace = { ...ordinaryPace, ...options.pace };
  const wards = new Set(options.wards);
  const register = await openChartRegister(replica.store);
  const admissions = followAdmissions(replica);
  /** Patients whose charts are shown, and on how many screens. */
  const onScreen = new Map<string, number>();
  const fetching = new Set<string>();
  /** Patients of the own ward whose visits are here, while the first fill goes on. */
  let early: readonly string[] = [];
  /** Patients of whom something didn't come, and when it is asked for again. */
  const incomplete = new Map<string, number>();
  const presenceListeners: ((changes: readonly (readonly [string, ChartPresence])[]) => void)[] =
    [];
  const meterListeners: ((meter: StorageMeter) => void)[] = [];
  const evictedListeners: ((count: number) => void)[] = [];
  const loops = startLoops(pace, () => undefined);
  let follow:
    | {
        readonly sync: Sync;
        readonly storage: ReturnType<typeof keepStorage>;
        /** Asks nothing of a server that wasn't recognised: its records may be another hospital's. */
        readonly client: ChartsOptions['client'];
      }
    | undefined;
  /** Opened charts that are to be compared with the server, though they are whole. */
  const toCompare = new Set<string>();

  function presence(patientId: string): ChartPresence {
    if (register.isWhole(patientId)) return 'whole';
    return fetching.has(patientId) ? 'fetching' : 'partial';
  }
  function announce(patientIds: readonly string[]): void {
    if (patientIds.length === 0) return;
    const changes = patientIds.map((patientId) => [patientId, presence(patientId)] as const);
    for (const listener of presenceListeners) listener(changes);
  }
  const needOfChart = (patientId: string): Need =>
    needOf(admissions.of(patientId), wards, onScreen.has(patientId), nowMs());

  // Whoever registers somebody here has written everything that there is of them.
  replica.onStored(({ revisions }) => {
    const born = revisions.flatMap(({ id, rev, origin }) => {
      const parts = parseRecordId(id);
      const isBirth = origin === 'local' && generationOf(rev) === 1 && parts?.kind === 'patient';
      return isBirth && !register.isWhole(parts.patientId) ? [parts.patientId] : [];
    });
    register.add(born);
    announce(born);
    if (revisions.some(({ id }) => isKeptOfEverybody(id))) loops.nudge();
  });

  async function fetch(patientIds: readonly string[]): Promise<void> {
    const { sync, client } = follow!;
    const fresh = patientIds.filter((patientId) => !fetching.has(patientId));
    for (const patientId of fresh) fetching.add(patientId);
    announce(fresh);
    try {
      // An eviction that began before they were wanted ends first; a later one leaves them alone.
      await replica.queue.run(async () => undefined);
      const came = await fetchCharts(replica, client, sync.delivery, fresh);
      register.add(came.filter((patientId) => !register.isWhole(patientId)));
      for (const patientId of fresh) {
        toCompare.delete(patientId);
        const afterMs = onScreen.has(patientId) ? shownAgainAfterMs : askAgainAfterMs;
        incomplete.set(patientId, nowMs() + afterMs);
      }
      for (const patientId of came) incomplete.delete(patientId);
    } finally {
      for (const patientId of fresh) fetching.delete(patientId);
      announce(fresh);
    }
  }

  const lacks = (patientId: string): boolean =>
    !register.isWhole(patientId) &&
    !fetching.has(patientId) &&
    (incomplete.get(patientId) ?? 0) <= nowMs();

  /** Whose charts are fetched next: those on the screen, then the own wards', then the others'. */
  async function next(): Promise<readonly string[]> {
    const { sync, storage } = follow!;
    if (!sync.isRecognised()) return [];
    const opened = [...onScreen.keys()].filter(
      (patientId) => lacks(patientId) || (toCompare.has(patientId) && !fetching.has(patientId)),
    );
    if (opened.length > 0) return opened;
    // Before the feed was read to its end, a visit may look open whose closing is still to come.
    const { firstFill, feedRead } = sync.status();
    const filling = firstFill !== undefined || !feedRead;
    if (filling && early.length === 0) return [];
    await admissions.update();
    const lacking = (filling ? early : [...admissions.all().keys()]).filter(lacks);
    const ownWard = lacking.filter((patientId) => needOfChart(patientId) === 'ownWard');
    if (ownWard.length > 0) return ownWard.slice(0, chartsAtATime);
    if (filling) return [];
    const hospital = lacking.filter((patientId) => needOfChart(patientId) === 'hospital');
    if (hospital.length === 0 || (await storage.look()).share > fetchAheadToShare) return [];
    return hospital.slice(0, chartsAtATime);
  }

  async function fetchTurn(): Promise<number> {
    const patientIds = await next();
    if (patientIds.length === 0) {
      const isAwaited = [...onScreen.keys()].some((patientId) => !register.isWhole(patientId));
      return isAwaited ? Math.min(shownAgainAfterMs, pace.longestWaitMs) : pace.longestWaitMs;
    }
    await fetch(patientIds);
    return 0;
  }

  let measuredAtMs = -Infinity;
  async function measure(): Promise<StorageMeter> {
    const meter = await follow!.storage.measure();
    measuredAtMs = nowMs();
    for (const listener of meterListeners) listener(meter);
    return meter;
  }
  async function measureTurn(): Promise<number> {
    const restMs = measuredAtMs + shortestMeasureMs - nowMs();
    if (restMs > 0 && restMs <= shortestMeasureMs) return restMs;
    await measure();
    return follow!.storage.waitsForProof() ? shortestMeasureMs : measureEveryMs;
  }

  return {
    wanted(id) {
      if (isKeptOfEverybody(id)) return true;
      const patientId = parseRecordId(id)?.patientId;
      if (patientId === undefined) return false;
      return register.isWhole(patientId) || fetching.has(patientId);
    },
    presence,
    present: () => [
      ...[...register.whole().keys()].map((patientId) => [patientId, 'whole'] as const),
      ...[...fetching].map((patientId) => [patientId, presence(patientId)] as const),
    ],
    onPresence(listener) {
      presenceListeners.push(listener);
    },
    open(patientId) {
      onScreen.set(patientId, (onScreen.get(patientId) ?? 0) + 1);
      register.use(patientId);
      incomplete.delete(patientId);
      toCompare.add(patientId);
      // Nobody who waits before a screen waits for a batch of other charts.
      if (follow && !fetching.has(patientId)) void fetch([patientId]).catch(() => loops.nudge());
    },
    close(patientId) {
      const left = (onScreen.get(patientId) ?? 1) - 1;
      if (left > 0) onScreen.set(patientId, left);
      else {
        onScreen.delete(patientId);
        toCompare.delete(patientId);
      }
    },
    wardHere(patientIds) {
      early = patientIds;
      loops.nudge();
    },
    meter: () => follow?.storage.meter() ?? emptyMeter,
    measure,
    onMeter(listener) {
      meterListeners.push(listener);
    },
    onEvicted(listener) {
      evictedListeners.push(listener);
    },
    follow(sync) {
      const storage = keepStorage(replica, register, sync.delivery, options, {
        needOf: needOfChart,
        isBusy: (patientId) => fetching.has(patientId),
        gone(patientIds) {
          announce(patientIds);
          for (const listener of evictedListeners) listener(patientIds.length);
        },
        canComeBack: () => sync.isRecognised(),
        isConfirmed: () => sync.confirmServer(),
      });
      follow = { sync, storage, client: sync.guard(options.client) };
      let online = false;
      sync.onStatus(({ connection, feedRead }) => {
        const now = connection.kind === 'online' && feedRead && sync.isRecognised();
        if (now && !online) loops.nudge();
        online = now;
      });
      loops.run(fetchTurn, () => undefined);
      loops.run(measureTurn, () => undefined);
    },
    async stop() {
      await loops.stop();
      await register.flush().catch(() => undefined);
    },
  };
}
