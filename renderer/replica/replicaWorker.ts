import { exposeRxStorageRemote } from 'rxdb/plugins/storage-remote';
import type { MessageFromRemote, MessageToRemote } from 'rxdb/plugins/storage-remote';
import { Subject } from 'rxjs';
import { isHistoryId } from '../../shared/records/kinds.ts';
import type { RecordOf } from '../../shared/records/kinds.ts';
import { localInstant } from '../../shared/records/instant.ts';
import { withArrivalPacks } from '../../shared/replica/arrivalPacks.ts';
import { cipherFor } from '../../shared/replica/envelope.ts';
import { checkFormat } from '../../shared/replica/format.ts';
import { StoreFailed } from '../../shared/replica/leafStore.ts';
import { leafStoreOver } from '../../shared/replica/pouchLeafStore.ts';
import { openRecordMemory } from '../../shared/replica/memory.ts';
import { readEvidence } from '../../shared/replica/evidence.ts';
import type { Evidence } from '../../shared/replica/evidence.ts';
import { openReplicaOver } from '../../shared/replica/replica.ts';
import { snapshotOver } from '../../shared/replica/snapshot.ts';
import { replicaStorage } from '../../shared/replica/storage.ts';
import { centralClient } from '../../shared/sync/centralClient.ts';
import { identityClient } from '../../shared/sync/identityClient.ts';
import { serverClock } from '../../shared/sync/serverClock.ts';
import type { Charts } from '../../shared/sync/keepCharts.ts';
import type { SyncEvent } from '../../shared/sync/syncEvents.ts';
import { keepSyncLog } from '../../shared/sync/syncLog.ts';
import { startSync } from '../../shared/sync/sync.ts';
import type { Sync } from '../../shared/sync/sync.ts';
import { keepPatientSearch } from '../../shared/identity/search/keepSearch.ts';
import type { PatientSearch } from '../../shared/identity/search/keepSearch.ts';
import { sealedIndexOver } from '../../shared/identity/search/sealedIndex.ts';
import { keepMatches } from '../../shared/identity/matching/keepMatches.ts';
import type { PatientMatches } from '../../shared/identity/matching/keepMatches.ts';
import { keepPairWork } from '../../shared/identity/links/keepPairWork.ts';
import type { PairWork } from '../../shared/identity/links/keepPairWork.ts';
import { patientsOfReplica } from '../../shared/identity/matching/patientsOfReplica.ts';
import { knownPeople } from '../../shared/people/knownPeople.ts';
import type { KnownPeople } from '../../shared/people/knownPeople.ts';
import { tellSignatures } from './clientSignatures.ts';
import { openJournal } from './journal.ts';
import type { Journal } from './journal.ts';
import { openPouch } from './openPouch.ts';
import { pouchConnection } from './pouchConnection.ts';
import { idbEvictor } from './idbEvictor.ts';
import { idbInserter } from './idbInserter.ts';
import { idbTrees } from './idbTrees.ts';
import { keepSnapshot } from './keepSnapshot.ts';
import { countLedAway } from './ledAway.ts';
import { moveArrivals } from './moveArrivals.ts';
import { openPackStorage, packsName } from './packStorage.ts';
import { openWorkerAudit } from './workerAudit.ts';
import type { WorkerAudit } from './workerAudit.ts';
import { takeProfileLock } from './profileLock.ts';
import type { OpenFailure } from './replicaClient.ts';
import { openSnapshotStorage } from './snapshotStorage.ts';
import type { OpenOptions, ReplicaEvents, ReplicaWorker } from './workerContract.ts';
import { workerRescue } from './workerRescue.ts';
import type { WorkerRescue } from './workerRescue.ts';
import { workerCharts } from './workerCharts.ts';

interface Opened {
  readonly audit: WorkerAudit | undefined;
  readonly people: KnownPeople | undefined;
  readonly journal: Journal;
  readonly snapshotDamaged: boolean;
  history(recordId: string): Promise<readonly RecordOf<'change'>[]>;
  chartHistory(patientId: string): Promise<readonly RecordOf<'change'>[]>;
  evidence(recordId: string): Promise<readonly Evidence[]>;
  readonly patients: PatientSearch;
  readonly matches: PatientMatches;
  readonly pairs: PairWork;
  close(): Promise<void>;
  wake(): void;
  readonly charts: Charts | undefined;
  sendAgain(ids: readonly string[]): void;
  readonly sync: Sync | undefined;
  readonly rescue: WorkerRescue;
  syncLog(): readonly SyncEvent[];
}

export function replicaWorker(): ReplicaWorker {
  let opened: Opened | undefined;
  const replica = (): Opened => {
    if (!opened) throw new Error('the replica is not open');
    return opened;
  };
  return {
    async open(options, rxdb, events) {
      try {
        const result = await open(options, rxdb, events);
        if ('journal' in result) {
          opened = result;
          return { kind: 'opened', snapshotDamaged: result.snapshotDamaged };
        }
        return result;
      } catch (error) {
        return { kind: 'failed', code: openFailureOf(error) };
      }
    },
    async ping() {
      return true;
    },
    async wakeSync() {
      opened?.wake();
    },
    async openChart(patientId) {
      opened?.charts?.open(patientId);
    },
    async closeChart(patientId) {
      opened?.charts?.close(patientId);
    },
    async sendAgain(ids) {
      opened?.sendAgain(ids);
    },
    async chooseServer(choice) {
      await opened?.sync?.chooseServer(choice);
    },
    async sendHeldBack() {
      await opened?.sync?.sendHeldBack();
    },
    rescueOut: (...asked) => replica().rescue.out(...asked),
    rescueIn: (text, facility, key) => replica().rescue.in(text, facility, key),
    async syncLog() {
      return opened?.syncLog() ?? [];
    },
    async syncStatusNow() {
      const { sync } = replica();
      if (!sync) throw new Error('this replica does not sync');
      return sync.status();
    },
    journalWrite: (key, value) => replica().journal.write(key, value),
    journalRead: (key) => replica().journal.read(key),
    journalRemove: (key) => replica().journal.remove(key),
    journalKeys: () => replica().journal.keys(),
    history: (recordId) => replica().history(recordId),
    chartHistory: (patientId) => replica().chartHistory(patientId),
    evidence: (recordId) => replica().evidence(recordId),
    searchPatients: (text, limit) => replica().patients.search(text, limit),
    highestOfBlock: (block) => replica().patients.highestOfBlock(block),
    patientIds: () => replica().patients.patientIds(),
    likelyPatients: (said, limit) => replica().matches.likely(said, limit),
    pairPage: (query) => replica().pairs.page(query),
    comparePatients: (a, b) => replica().matches.compare(a, b),
    async addPeople(documents) {
      await replica().people?.add(documents);
    },
    async audit(event) {
      await replica().audit?.append(event);
    },
    async trailKey() {
      return replica().audit?.trailKey();
    },
    async readTrails(step, enrolled) {
      const { audit } = replica();
      if (!audit) throw new Error('there is no audit trail here');
      return audit.read(step, enrolled);
    },
    async trailPart(...asked) {
      return (await replica().audit?.part(...asked)) ?? { count: 0, entries: [] };
    },
    async close() {
      await opened?.close();
      opened = undefined;
    },
  };
}

async function open(
  options: OpenOptions,
  rxdb: MessagePort,
  events: ReplicaEvents,
): Promise<Opened | { kind: 'failed'; code: OpenFailure }> {
  const { replicaName, key, central, ward, storageBound, keeps } = options;
  if (typeof indexedDB === 'undefined') return { kind: 'failed', code: 'noIndexedDb' };
  if (!(await takeProfileLock(replicaName))) return { kind: 'failed', code: 'alreadyOpen' };

  const cipher = cipherFor(key, replicaName);
  const evictor = idbEvictor(replicaName);
  const connection = pouchConnection(replicaName);
  const inserter = idbInserter(connection);
  const readTrees = idbTrees(connection);
  // An adapter that isn't the one whose stores are known here reads and writes for itself.
  let known: boolean | undefined;
  const isKnown = async () => (known ??= (await evictor.unusable()) === undefined);
  const rows = leafStoreOver(() => openPouch(replicaName), cipher, 'bytes', {
    insert: async (documents) => (await isKnown()) && inserter.insert(documents),
    readTrees: async (ids) => ((await isKnown()) ? readTrees(ids) : undefined),
    close: () => connection.close(),
  });
  const format = await checkFormat(rows, () => events.newReplica());
  if (format.kind !== 'ok') return { kind: 'failed', code: format.kind };
  const packs = await openPackStorage(packsName(replicaName));
  const store = withArrivalPacks(rows, packs, cipher, format.lookupSecret);

  const people = options.people && (await knownPeople(options.people.trust, options.people));
  const replica = await openReplicaOver({
    store,
    people,
    evictor,
    memory: await openRecordMemory(`${replicaName}-${crypto.randomUUID()}`),
    snapshot: snapshotOver(
      await openSnapshotStorage(`${replicaName}-snapshot`),
      cipher,
      format.lookupSecret,
    ),
    onLoading: (records) => events.loading(records),
  });
  tellSignatures(replica, people, events);
  const snapshots = keepSnapshot(replica);
  const patients = keepPatientSearch({
    replica,
    sealed: sealedIndexOver(
      await openSnapshotStorage(`${replicaName}-search`),
      cipher,
      format.lookupSecret,
    ),
    ward,
    now: () => new Date(),
  });
  const matches = keepMatches(patientsOfReplica(replica));
  const pairs = keepPairWork(replica, matches, patients);
  const journal = await openJournal(`${replicaName}-journal`, cipher, format.lookupSecret);
  const audit = await openWorkerAudit(options, cipher, people);
  serveRxdb(replicaStorage(replica), rxdb);

  const clock = serverClock();
  const line = {
    fetch: ((...request) => fetch(...request)) as typeof fetch,
    ledAway: countLedAway(self),
  };
  const client = central && centralClient({ ...central, ...line, clock });
  const charts =
    client && keeps !== 'everything'
      ? await workerCharts(replica, client, evictor, { ward, storageBound }, events)
      : undefined;
  const sync =
    client &&
    (await startSync({
      replica,
      client,
      ...(central.workstation === undefined
        ? {}
        : {
            identity: {
              client: identityClient({ ...central, ...line }),
              workstation: central.workstation,
              ward,
            },
          }),
      now: () => localInstant(new Date()),
      clock,
      ward,
      ...(charts ? { wanted: charts.wanted, onWardHere: charts.wardHere } : {}),
    }));
  const log = sync && (await keepSyncLog(replica, sync, () => localInstant(new Date()), charts));
  if (sync) {
    charts?.follow(sync);
    const { delivery } = sync;
    events.delivery([...delivery.undelivered()]);
    events.syncStatus(sync.status());
    delivery.onChange((ids) =>
      events.delivery(
        ids.filter((id) => !isHistoryId(id)).map((id) => [id, delivery.delivery(id)]),
      ),
    );
    sync.onStatus((status) => events.syncStatus(status));
  }
  const moving = moveArrivals(replica, store.arrivals, () => sync?.checkpoint());
  return {
    journal,
    snapshotDamaged: replica.snapshotDamaged,
    history: (recordId) => replica.history(recordId),
    chartHistory: (patientId) => replica.chartHistory(patientId),
    evidence: (recordId) => readEvidence(replica, recordId),
    patients,
    matches,
    pairs,
    audit,
    people,
    wake() {
      sync?.wake();
      audit?.wake();
    },
    charts,
    sendAgain(ids) {
      sync?.delivery.retryRefused(ids);
      sync?.wake();
    },
    sync,
    rescue: workerRescue(replica, sync),
    syncLog: () => log?.entries() ?? [],
    async close() {
      // A trail that can't be written holds up nothing else.
      await audit?.close().catch(() => undefined);
      await charts?.stop();
      await sync?.stop();
      await log?.close();
      await patients.stop();
      await moving.stop();
      matches.stop();
      await snapshots.stop();
      await replica.close();
      journal.close();
    },
  };
}

/** RxDB's remote storage over one port. Everything is open before the first `create` comes (D2). */
function serveRxdb(storage: ReturnType<typeof replicaStorage>, port: MessagePort): void {
  const messages = new Subject<MessageToRemote>();
  port.onmessage = (event: MessageEvent<MessageToRemote>) => messages.next(event.data);
  exposeRxStorageRemote({
    storage,
    messages$: messages,
    send: (message: MessageFromRemote) => port.postMessage(message),
  });
}

function openFailureOf(error: unknown): OpenFailure {
  if (error instanceof StoreFailed && error.code === 'full') return 'storageFull';
  const text = String(error instanceof Error ? `${error.name} ${error.message}` : error);
  return /quota/i.test(text) ? 'storageFull' : 'storageFailed';
}
