import type { Evidence } from '../../shared/replica/evidence.ts';
import type { RecordOf } from '../../shared/records/kinds.ts';
import type { DataKey } from '../../shared/replica/envelope.ts';
import type { Delivery, SyncStatus } from '../../shared/sync/status.ts';
import type { StorageBound } from '../../shared/sync/storageMeter.ts';
import type { SyncEvent } from '../../shared/sync/syncEvents.ts';
import type { ServerChoice } from '../../shared/sync/serverGate.ts';
import type { SearchAnswer } from '../../shared/identity/search/keepSearch.ts';
import type { LikelyMatch, SuspectedPair } from '../../shared/identity/matching/keepMatches.ts';
import type { PairPage, PairQuery } from '../../shared/identity/links/pairWork.ts';
import type { SaidOfPerson } from '../../shared/identity/matching/traits.ts';
import type { AuditEvent } from '../../shared/audit/entry.ts';
import type { EnrolledWorkstation } from '../../shared/audit/silentWorkstations.ts';
import type { TrailKey } from '../../shared/audit/vouching.ts';
import type { TrailFilter } from '../../shared/audit/trailFilter.ts';
import type { TrailPart, TrailSummary } from '../../shared/audit/trailView.ts';
import type { PeopleDocuments } from '../../shared/people/knownPeople.ts';
import type { Trust } from '../../shared/people/peopleDirectory.ts';
import type { SignatureEvents } from './clientSignatures.ts';
import type { JsonValue, OpenFailure } from './replicaClient.ts';
import type { ChartEvents } from './workerCharts.ts';
import type { WorkerRescue } from './workerRescue.ts';

/*
 * What pages and Worker say to each other beside RxDB's port: plain values, for comlink carries
 * them.
 */

export interface OpenOptions {
  readonly replicaName: string;
  /** An AES-GCM key that can't be exported. */
  readonly key: DataKey;
  /** Without it the replica doesn't sync (tests and benchmarks). */
  readonly central?: {
    readonly url: string;
    readonly database: string;
    readonly username: string;
    readonly password: string;
    /** Key of this workstation, for its witness on the server; without it any server is believed. */
    readonly workstation?: string;
  };
  /** The workstation's key: without it there is no audit trail (tests and benchmarks). */
  readonly workstation?: string;
  /** The workstation's own ward: its records come first when everything comes. */
  readonly ward?: string;
  /** How much may be stored here, where IT has set it. */
  readonly storageBound?: StorageBound | undefined;
  /** What signatures are verified by; without it none is (tests and benchmarks). */
  readonly people?: PeopleDocuments & { readonly trust: Trust };
  /** `everything` keeps what the server has, not the working set alone (benchmarks). */
  readonly keeps?: 'everything';
}

/** The newest entries alone, in a moment, or everything, verified. */
export type TrailStep = 'newest' | 'whole';

export type OpenResult =
  | {
      readonly kind: 'opened';
      /** The packed snapshot was damaged; everything was read record by record, nothing is lost. */
      readonly snapshotDamaged: boolean;
    }
  | { readonly kind: 'failed'; readonly code: OpenFailure };

/** What the Worker tells the page; the page never asks for it. */
export interface ReplicaEvents extends ChartEvents, SignatureEvents {
  /** There is no replica yet; it is made once this resolves. */
  newReplica(): Promise<void>;
  loading(records: number): void;
  syncStatus(status: SyncStatus): void;
  /** Records whose delivery changed. */
  delivery(changes: readonly (readonly [id: string, delivery: Delivery])[]): void;
}

/** The Worker's own calls, beside RxDB's port. None of them throws across the port in `open`. */
export interface ReplicaWorker {
  open(options: OpenOptions, rxdb: MessagePort, events: ReplicaEvents): Promise<OpenResult>;
  ping(): Promise<true>;
  wakeSync(): Promise<void>;
  /** A chart is on the screen, and is not any more. */
  openChart(patientId: string): Promise<void>;
  closeChart(patientId: string): Promise<void>;
  /** Offers these refused records to the server again. */
  sendAgain(ids: readonly string[]): Promise<void>;
  /** Another server answers, and somebody chose what becomes of it. */
  chooseServer(choice: ServerChoice): Promise<void>;
  /** Somebody chose to send what was held back since somebody began anew. */
  sendHeldBack(): Promise<void>;
  readonly rescueOut: WorkerRescue['out'];
  readonly rescueIn: WorkerRescue['in'];
  /** What happened to sync, the oldest first. */
  syncLog(): Promise<readonly SyncEvent[]>;
  /** Counted now: everything that was acknowledged before the asking is in it. */
  syncStatusNow(): Promise<SyncStatus>;
  journalWrite(key: string, value: JsonValue): Promise<void>;
  journalRead(key: string): Promise<JsonValue | undefined>;
  journalRemove(key: string): Promise<void>;
  journalKeys(): Promise<readonly string[]>;
  history(recordId: string): Promise<readonly RecordOf<'change'>[]>;
  chartHistory(patientId: string): Promise<readonly RecordOf<'change'>[]>;
  evidence(recordId: string): Promise<readonly Evidence[]>;
  /** Patients who fit what was typed or scanned. */
  searchPatients(text: string, limit: number): Promise<SearchAnswer>;
  /** The highest sequence of a block of record numbers that is known here. */
  highestOfBlock(block: string): Promise<number>;
  /** Patient ids of everybody on this workstation. */
  patientIds(): Promise<readonly string[]>;
  likelyPatients(said: SaidOfPerson, limit: number): Promise<readonly LikelyMatch[]>;
  pairPage(query: PairQuery): Promise<PairPage>;
  comparePatients(a: string, b: string): Promise<SuspectedPair | undefined>;
  /** Certificates and revocations that became known; resolves when signatures are verified by them. */
  addPeople(documents: PeopleDocuments): Promise<void>;
  /** Resolves when the entry is in the audit trail. */
  audit(event: AuditEvent): Promise<void>;
  trailKey(): Promise<TrailKey | undefined>;
  readTrails(
    step: TrailStep,
    /** Whose trails there should be; without it no workstation is called silent. */
    enrolled?: readonly EnrolledWorkstation[],
  ): Promise<TrailSummary>;
  trailPart(filter: TrailFilter, from: number, limit: number): Promise<TrailPart>;
  close(): Promise<void>;
}
