import type { AuditEvent } from '../../shared/audit/entry.ts';
import type { LikelyMatch, SuspectedPair } from '../../shared/identity/matching/keepMatches.ts';
import type { PairPage, PairQuery } from '../../shared/identity/links/pairWork.ts';
import type { SaidOfPerson } from '../../shared/identity/matching/traits.ts';
import type { SearchAnswer } from '../../shared/identity/search/keepSearch.ts';
import type { EnrolledWorkstation } from '../../shared/audit/silentWorkstations.ts';
import type { TrailKey } from '../../shared/audit/vouching.ts';
import type { TrailFilter } from '../../shared/audit/trailFilter.ts';
import type { TrailPart, TrailSummary } from '../../shared/audit/trailView.ts';
import type { Evidence } from '../../shared/replica/evidence.ts';
import type { RecordOf } from '../../shared/records/kinds.ts';
import type { ServerChoice } from '../../shared/sync/serverGate.ts';
import type { Delivery, SyncStatus } from '../../shared/sync/status.ts';
import type { PeopleDocuments } from '../../shared/people/knownPeople.ts';
import type { ClientCharts } from './clientCharts.ts';
import type { ClientSignatures } from './clientSignatures.ts';
import type { SyncEvent } from '../../shared/sync/syncEvents.ts';
import type { Records } from './records.ts';
import type { TrailStep } from './workerContract.ts';
import type { WorkerRescue } from './workerRescue.ts';

export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface PatientFinder {
  /** Who may be the person of whom this is said, the likeliest first. */
  likely(said: SaidOfPerson, limit: number): Promise<readonly LikelyMatch[]>;
  /** A page of the pairs that look like one person, and of those that somebody answered. */
  pairs(query: PairQuery): Promise<PairPage>;
  /** What two records say for and against one person. */
  compare(a: string, b: string): Promise<SuspectedPair | undefined>;
  /** Patients who fit what was typed or scanned, those of the ward and of late first. */
  search(text: string, limit: number): Promise<SearchAnswer>;
  /** The highest sequence of a block of record numbers that is known here; 0 for none. */
  highestOfBlock(block: string): Promise<number>;
  /** Patient ids of everybody on this workstation, once all are known; in no order. */
  ids(): Promise<readonly string[]>;
}

/** An unlocked replica as the pages see it. */
export interface ReplicaClient {
  readonly records: Records;
  /**
   * Somebody else writes from now on, as a new actor. A vector tells of one actor how far it was
   * seen: under one for two people, a form of the one would count as having seen what the other
   * wrote in between.
   */
  newWriter(): void;
  /** The current status; a new object at every change. */
  syncStatus(): SyncStatus;
  /** Called after every change of the status. Returns the function that ends it. */
  onSyncStatus(listener: (status: SyncStatus) => void): () => void;
  /** One record's delivery; undefined for a record that isn't here. */
  delivery(id: string): Delivery | undefined;
  /** Ids of the records that no server is known to have, refused ones included. */
  undelivered(): readonly string[];
  /** Called after the delivery of any record changed. Returns the function that ends it. */
  onDelivery(listener: () => void): () => void;
  /** Offers these refused records to the server again; they stay refused until they are read back. */
  sendAgain(ids: readonly string[]): Promise<void>;
  /** Another server answers. Until somebody chooses, nothing is sent and nothing taken. */
  chooseServer(choice: ServerChoice): Promise<void>;
  /** Sends what was held back since somebody began anew from another server. */
  sendHeldBack(): Promise<void>;
  /** Which charts are wholly here, and how much room they take. */
  readonly charts: ClientCharts;
  /** Rescue files; `write` gets the sealed text in order. */
  readonly rescue: WorkerRescue;
  /** Who signed what is shown, and whether that was verified. */
  readonly signatures: ClientSignatures;
  /** What happened to sync, the oldest first: ids, codes, counts and times only. */
  syncLog(): Promise<readonly SyncEvent[]>;
  /** What each save of a record wrote, by stated time; every acknowledged value is in it. */
  history(recordId: string): Promise<readonly RecordOf<'change'>[]>;
  /** What each edit in a chart wrote; a birth that no edit has told yet isn't among them. */
  chartHistory(patientId: string): Promise<readonly RecordOf<'change'>[]>;
  /** What is kept and not used of a record, to be read as evidence and nothing else. */
  evidence(recordId: string): Promise<readonly Evidence[]>;
  /** All patients of this workstation, by an index that lives in the Worker. */
  readonly patients: PatientFinder;
  /** Adds to the workstation's audit trail; resolves when it is written. No screen waits for it. */
  audit(event: AuditEvent): Promise<void>;
  /** What whoever signs in signs, so that the trail is theirs; undefined where there is none. */
  trailKey(): Promise<TrailKey | undefined>;
  /** Certificates and revocations that became known; the Worker verifies them itself. */
  addPeople(documents: PeopleDocuments): Promise<void>;
  /**
   * Everybody's audit trails from the server, else this workstation's own, verified. They stay in
   * the Worker. `newest` reads the last of them alone, in a moment, and rejects without a server.
   */
  readTrails(
    step: TrailStep,
    /** Whose trails there should be; without it no workstation is called silent. */
    enrolled?: readonly EnrolledWorkstation[],
  ): Promise<TrailSummary>;
  /** Some entries of the last reading that fit, the newest first. */
  trailPart(filter: TrailFilter, from: number, limit: number): Promise<TrailPart>;
  /** Whether the Worker answers; false means that nothing can be saved, and the screen says so. */
  alive(): boolean;
  /** Whether a save waits for the disk beyond all measure; it isn't acknowledged, and may still be. */
  slow(): boolean;
  /** Told of each change of `alive` and `slow`. */
  onAlive(listener: (alive: boolean) => void): () => void;
  /**
   * Keystrokes of forms that aren't saved yet: a local encrypted journal, never synced, one entry a
   * key (`<person>/<form>/<record or patient id>`). `write` may be called at every keystroke.
   */
  readonly journal: {
    write(key: string, value: JsonValue): Promise<void>;
    read(key: string): Promise<JsonValue | undefined>;
    /** Removes an entry, after what it held was saved or given up by its author. */
    remove(key: string): Promise<void>;
    keys(): Promise<readonly string[]>;
  };
  /** Whether the browser promised never to evict the storage (`navigator.storage.persist()`). */
  readonly storagePersistent: boolean;
  /** The packed snapshot on disk was damaged; it was made anew from the records, none is lost. */
  readonly snapshotDamaged: boolean;
  close(): Promise<void>;
}

/** Why a replica couldn't be opened. Each has a sentence; nothing is lost in any of them. */
export type OpenFailure =
  'alreadyOpen' | 'noIndexedDb' | 'wrongKey' | 'storageFull' | 'storageFailed' | 'fromNewerVersion';

export class ReplicaNotOpened extends Error {
  constructor(readonly code: OpenFailure) {
    super(`the replica was not opened: ${code}`);
    this.name = 'ReplicaNotOpened';
  }
}
