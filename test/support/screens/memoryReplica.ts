import { wholeCharts } from '../../../renderer/replica/clientCharts.ts';
import type { ClientCharts } from '../../../renderer/replica/clientCharts.ts';
import { clientSignatures } from '../../../renderer/replica/clientSignatures.ts';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { RxStorage } from 'rxdb';
import { makeDot } from '../../../shared/merge/versionVector.ts';
import { collectionOf } from '../../../shared/records/kinds.ts';
import type { AnyRecord, CollectionName, RecordOf } from '../../../shared/records/kinds.ts';
import { trailView } from '../../../shared/audit/trailView.ts';
import type { TrailView } from '../../../shared/audit/trailView.ts';
import { changeRecords } from '../../../shared/replica/changeRecord.ts';
import type { Delivery, SyncStatus } from '../../../shared/sync/status.ts';
import type { SyncEvent } from '../../../shared/sync/syncEvents.ts';
import { signScene } from './signedScene.ts';
import { memoryFinder } from './memoryFinder.ts';
import { inventedTrails } from './inventedTrails.ts';
import { openRecords } from '../../../renderer/replica/records.ts';
import type { JsonValue, ReplicaClient } from '../../../renderer/replica/replicaClient.ts';

export interface MemoryReplicaOptions {
  readonly records: readonly AnyRecord[];
  readonly status: SyncStatus;
  readonly undelivered: ReadonlyMap<string, Delivery>;
  readonly storagePersistent: boolean;
  readonly alive: boolean;
  readonly slow: boolean;
  readonly log: readonly SyncEvent[];
  /** Whether the charts are wholly here, and how much room they take; else whole, and hardly any. */
  readonly charts?: Partial<Pick<ClientCharts, 'presence' | 'meter'>>;
  /** How long the audit trail is; 5,000 entries unless told. */
  readonly trailEntries?: number | undefined;
  /** Some acts of one chart were set aside. */
  readonly withSetAside: boolean;
}

interface SavedRecord {
  readonly documentId: string;
  readonly documentData: AnyRecord;
  readonly previousDocumentData?: AnyRecord;
}

/**
 * A replica in memory, for looking at screens only: the pages' own code over RxDB's memory storage,
 * with a status that is told instead of measured. Nothing is kept, encrypted or sent.
 */
export async function openMemoryReplica(options: MemoryReplicaOptions): Promise<ReplicaClient> {
  const scene = await signScene(options.records, options.withSetAside);
  let counter = 0;
  const records = await openRecords(
    getRxStorageMemory() as unknown as RxStorage<unknown, unknown>,
    `screens-${crypto.randomUUID()}`,
    () => makeDot('00000000000000ff', (counter += 1)),
  );
  const byCollection = new Map<CollectionName, AnyRecord[]>();
  for (const record of scene.records) {
    const name = collectionOf(record.kind);
    byCollection.set(name, [...(byCollection.get(name) ?? []), record]);
  }
  for (const [name, ofCollection] of byCollection) {
    const collection = records.collections[name] as unknown as {
      bulkInsert(records: readonly AnyRecord[]): Promise<unknown>;
    };
    await collection.bulkInsert(ofCollection);
  }

  let status: SyncStatus = {
    ...options.status,
    quarantined: [...options.status.quarantined, ...scene.setAside],
  };
  const signatures = clientSignatures(true);
  signatures.events.people(scene.people.directory().all);
  signatures.events.signatureDoubts(scene.doubts);
  const undelivered = new Map(options.undelivered);
  const statusListeners = new Set<(status: SyncStatus) => void>();
  const deliveryListeners = new Set<() => void>();
  const changes: RecordOf<'change'>[] = [];
  for (const collection of Object.values(records.collections)) {
    (
      collection as unknown as {
        $: { subscribe(next: (event: SavedRecord) => void): void };
      }
    ).$.subscribe(({ documentId, documentData, previousDocumentData }) => {
      changes.push(...changeRecords(previousDocumentData, documentData));
      undelivered.set(documentId, 'hereOnly');
      const waiting = undelivered.size - status.refused.length;
      status = { ...status, hereOnly: undelivered.size + status.heldBack, waiting };
      statusListeners.forEach((listener) => listener(status));
      deliveryListeners.forEach((listener) => listener());
    });
  }
  const journal = new Map<string, JsonValue>();
  let trails: TrailView | undefined;
  return {
    records,
    syncStatus: () => status,
    onSyncStatus: (listener) => subscribed(statusListeners, listener),
    delivery: (id) => undelivered.get(id) ?? 'onServer',
    undelivered: () => [...undelivered.keys()],
    syncLog: async () => options.log,
    sendAgain: async () => undefined,
    chooseServer: async () => undefined,
    sendHeldBack: async () => undefined,
    rescue: {
      out: async () => ({ entries: 7, leaves: 12, damaged: 0, digest: '0'.repeat(64) }),
      in: async () => ({ kind: 'refused', fault: 'wrongPassphrase' }),
    },
    newWriter: () => undefined,
    addPeople: async () => undefined,
    audit: async () => undefined,
    trailKey: async () => undefined,
    readTrails: async () =>
      (trails = trailView(await inventedTrails(options.trailEntries))).summary,
    trailPart: async (...asked) => trails!.part(...asked),
    charts: { ...wholeCharts(), ...options.charts },
    patients: memoryFinder(records),
    signatures,
    evidence: async (recordId) => scene.evidence(recordId),
    history: async (recordId) => [
      ...options.records
        .filter(({ id }) => id === recordId)
        .flatMap((record) => changeRecords(undefined, record)),
      ...changes.filter((change) => change.recordId === recordId),
    ],
    chartHistory: async (patientId) => changes.filter((change) => change.patientId === patientId),
    onDelivery: (listener) => subscribed(deliveryListeners, listener),
    alive: () => options.alive,
    slow: () => options.slow,
    onAlive: () => () => undefined,
    journal: {
      write: async (key, value) => void journal.set(key, value),
      read: async (key) => journal.get(key),
      remove: async (key) => void journal.delete(key),
      keys: async () => [...journal.keys()],
    },
    storagePersistent: options.storagePersistent,
    snapshotDamaged: false,
    close: () => records.close(),
  };
}

function subscribed<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
