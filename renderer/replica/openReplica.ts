import { proxy } from 'comlink';
import { fromBase64 } from '../../shared/json/base64.ts';
import type { AppDescription } from '../../shared/bridge/contract.ts';
import { makeDot } from '../../shared/merge/versionVector.ts';
import type { Dot } from '../../shared/merge/versionVector.ts';
import { importDataKey } from '../../shared/replica/envelope.ts';
import type { Delivery, SyncStatus } from '../../shared/sync/status.ts';
import { clientCharts } from './clientCharts.ts';
import { clientSignatures } from './clientSignatures.ts';
import { watchWorker } from './heartbeat.ts';
import { openRecords } from './records.ts';
import { connectWorker } from './connectWorker.ts';
import type { ReplicaClient } from './replicaClient.ts';
import { countsOf, keepUndeliveredNote, withinPatience } from './undeliveredNote.ts';
import type { UndeliveredCounts } from './undeliveredNote.ts';
import type { OpenOptions } from './workerContract.ts';

/** How long a Worker may take to close before it is ended. */
const closeWithinMs = 2500;

/** What the main process hands over when somebody has unlocked the workstation. */
export interface UnlockedKeys {
  /** 256-bit data key, base64. */
  readonly dataKey: string;
  readonly account: { readonly username: string; readonly password: string };
}

/** What is kept of a replica outside it, in the profile. Each resolves once it is durable. */
export interface ReplicaNotes {
  /** How much no server has. */
  undelivered(counts: UndeliveredCounts): Promise<unknown>;
  /** There is no replica in this browser's store, and one is about to be made. */
  newReplica(): Promise<unknown>;
}

/**
 * Starts the replica Worker, opens the encrypted replica in it and connects the collections.
 * Rejects with `ReplicaNotOpened`.
 */
export async function openReplica(
  app: AppDescription,
  keys: UnlockedKeys,
  onLoading: (records: number) => void = () => undefined,
  notes?: ReplicaNotes,
): Promise<ReplicaClient> {
  const bytes = fromBase64(keys.dataKey);
  return connectReplica(
    {
      replicaName: app.replicaName,
      key: await importDataKey(bytes),
      central: { ...app.central, ...keys.account, workstation: app.workstation.key },
      ward: app.workstation.ward,
      storageBound: app.storageBound,
      workstation: app.workstation.key,
      ...(app.certified ? { people: trusted(app.facility.code, app.certified) } : {}),
    },
    onLoading,
    notes,
  );
}

function trusted(
  facility: string,
  { rootKey, ...documents }: NonNullable<AppDescription['certified']>,
): NonNullable<OpenOptions['people']> {
  return { trust: { facility, rootKey }, ...documents };
}

/** As `openReplica`, from a key and without the main process; tests and benchmarks use it. */
export async function connectReplica(
  options: OpenOptions,
  onLoading: (records: number) => void = () => undefined,
  notes?: ReplicaNotes,
): Promise<ReplicaClient> {
  const storagePersistent = (await navigator.storage?.persist?.()) ?? false;
  const undelivered = new Map<string, Delivery>();
  const listeners = listenerSets();
  let status: SyncStatus = initialStatus;
  const signatures = clientSignatures(options.people !== undefined);
  const charts = clientCharts(options.central !== undefined, () => calls);
  const note =
    notes &&
    keepUndeliveredNote(notes.undelivered, async () => countsOf(await calls.syncStatusNow()));
  const { worker, calls, storage, snapshotDamaged } = await connectWorker(options, {
    loading: onLoading,
    // Nobody is kept from a patient by a note that can't be made.
    async newReplica() {
      const noted = notes?.newReplica().then(
        () => true,
        () => false,
      );
      if (noted) await withinPatience(noted);
    },
    syncStatus(next) {
      status = next;
      listeners.syncStatus.forEach((listener) => listener(status));
      note?.follow(countsOf(status));
    },
    delivery(changes) {
      for (const [id, delivery] of changes) {
        if (delivery === 'onServer' || delivery === 'toCompare') undelivered.delete(id);
        else undelivered.set(id, delivery);
      }
      listeners.delivery.forEach((listener) => listener());
    },
    ...charts.events,
    ...signatures.events,
  });

  const heartbeat = watchWorker(worker, () => calls.ping());
  let nextDot = dots();
  const records = await openRecords(storage, options.replicaName, () => nextDot(), heartbeat, note);
  const wake = () => void calls.wakeSync();
  // 'online' tells of a cable, 'change' of another network; neither says that the server is there.
  const { connection } = navigator as { connection?: EventTarget };
  globalThis.addEventListener('online', wake);
  connection?.addEventListener('change', wake);

  return {
    records,
    newWriter() {
      nextDot = dots();
      note?.tellAgain();
    },
    syncStatus: () => status,
    onSyncStatus: (listener) => subscribe(listeners.syncStatus, listener),
    delivery(id) {
      const told = undelivered.get(id);
      if (told) return told;
      const { kind } = status.server;
      return kind === 'comparing' || kind === 'other' ? 'toCompare' : 'onServer';
    },
    undelivered: () => [...undelivered.keys()],
    onDelivery: (listener) => subscribe(listeners.delivery, listener),
    syncLog: () => calls.syncLog(),
    sendAgain: (ids) => calls.sendAgain(ids),
    chooseServer: (choice) => calls.chooseServer(choice),
    rescue: {
      out: (about, key, write, one) => calls.rescueOut(about, key, proxy(write), one),
      async in(text, facility, key) {
        const outcome = await calls.rescueIn(text, facility, key);
        await note?.raised();
        return outcome;
      },
    },
    sendHeldBack: () => calls.sendHeldBack(),
    charts,
    signatures,
    alive: heartbeat.alive,
    slow: heartbeat.slow,
    onAlive: (listener) => heartbeat.onChange(listener),
    journal: {
      write: (key, value) => calls.journalWrite(key, value),
      read: (key) => calls.journalRead(key),
      remove: (key) => calls.journalRemove(key),
      keys: () => calls.journalKeys(),
    },
    history: (recordId) => calls.history(recordId),
    chartHistory: (patientId) => calls.chartHistory(patientId),
    evidence: (recordId) => calls.evidence(recordId),
    patients: {
      search: (text, limit) => calls.searchPatients(text, limit),
      highestOfBlock: (block) => calls.highestOfBlock(block),
      ids: () => calls.patientIds(),
      likely: (said, limit) => calls.likelyPatients(said, limit),
      pairs: (query) => calls.pairPage(query),
      compare: (a, b) => calls.comparePatients(a, b),
    },
    audit: (event) => calls.audit(event),
    addPeople: (documents) => calls.addPeople(documents),
    trailKey: () => calls.trailKey(),
    readTrails: (step, enrolled) => calls.readTrails(step, enrolled),
    trailPart: (filter, from, limit) => calls.trailPart(filter, from, limit),
    storagePersistent,
    snapshotDamaged,
    async close() {
      heartbeat.stop();
      globalThis.removeEventListener('online', wake);
      connection?.removeEventListener('change', wake);
      const asked = records.close().then(() => calls.close());
      const tooLong = new Promise<void>((resolve) => setTimeout(resolve, closeWithinMs));
      try {
        await Promise.race([asked, tooLong]);
      } finally {
        // A Worker that hangs would hold the profile's lock; nothing it hasn't acknowledged counts.
        worker.terminate();
      }
    },
  };
}

const initialStatus: SyncStatus = {
  connection: { kind: 'connecting' },
  sending: { kind: 'connecting' },
  receiving: { kind: 'connecting' },
  hereOnly: 0,
  waiting: 0,
  refused: [],
  heldBack: 0,
  quarantined: [],
  owed: 0,
  owedIds: [],
  heardAt: undefined,
  feedRead: false,
  sentAt: undefined,
  clock: undefined,
  server: { kind: 'unmet' },
  peers: [],
  firstFill: undefined,
};

/** Dots of one person's turn at the workstation: a random actor, and a counter that no record decides (D4). */
function dots(): () => Dot {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  const actor = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  let counter = 0;
  return () => makeDot(actor, (counter += 1));
}

function listenerSets() {
  return {
    syncStatus: new Set<(status: SyncStatus) => void>(),
    delivery: new Set<() => void>(),
  };
}

function subscribe<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => set.delete(listener);
}
