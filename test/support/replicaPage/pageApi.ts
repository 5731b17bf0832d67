import type { Edits } from '../../../shared/merge/join.ts';
import type { AnyRecord, FieldsOf, Kind, RecordOf } from '../../../shared/records/kinds.ts';
import type { JsonValue } from '../../../renderer/replica/replicaClient.ts';

/** The cost of one view on the audit trail, in milliseconds. */
export interface TimedView {
  /** So long the page itself can do nothing else. */
  readonly heldMs: number;
  /** Until the entry is sealed, chained and written, which nobody waits for. */
  readonly writtenMs: number;
  /** Until all of a chart's records are here, with the entry told before them. */
  readonly shownMs: number;
  /** The same of another patient, and no entry. */
  readonly shownUntoldMs: number;
}

/** What the page puts on `window.replicaPage`; arguments and results cross as JSON. */
export interface ReplicaPageApi {
  /** Opens the replica; the data key is 32 times this byte. It syncs where a server is given. */
  open(replicaName: string, keyByte?: number, central?: PageCentral): Promise<{ records: number }>;
  /** The same of a workstation that keeps an audit trail, and tells it of one view by this person. */
  openTold(replicaName: string, viewer: string): Promise<void>;
  /**
   * Opens a replica with an audit trail and views so many charts, one after the other, in turns with
   * an entry and without one.
   */
  timedViews(replicaName: string, times: number): Promise<readonly TimedView[]>;
  /** Resolves when the server was heard and is known to have everything. */
  delivered(): Promise<void>;
  /** Saves a new name for each of these patients. */
  rename(names: readonly PatientName[]): Promise<void>;
  /**
   * The network is back. Resolves when everything is delivered, and each of these patients is shown
   * under this name, alone or as one side of a disagreement.
   * @returns milliseconds
   */
  untilQuiet(shown: readonly PatientName[]): Promise<number>;
  /**
   * Saves so many new patients, each when the one before it was delivered.
   * @returns for each the milliseconds from its acknowledgement until the page knows it on the server
   */
  timedDeliveries(count: number): Promise<readonly number[]>;
  /** Acknowledged when it resolves. */
  create<K extends Kind>(
    kind: K,
    patientId: string,
    fields: FieldsOf<K>,
    author?: { readonly person: string; readonly workstation: string },
  ): Promise<RecordOf<K>>;
  save<K extends Kind>(opened: RecordOf<K>, edits: Edits): Promise<RecordOf<K>>;
  /** As many notes as asked for, about nobody, in batches; `bytes` of random text in each. */
  fill(records: number, bytes: number): Promise<void>;
  read(kind: Kind, id: string): Promise<AnyRecord | undefined>;
  /** Those of these records that are here. */
  readMany(ids: readonly string[]): Promise<readonly AnyRecord[]>;
  /** Of these ids, those of no record. */
  missing(ids: readonly string[]): Promise<readonly string[]>;
  /** Resolves when the packed snapshot of this replica is on disk. */
  snapshotWritten(replicaName: string): Promise<void>;
  newPatientId(): string;
  journalWrite(key: string, value: JsonValue): Promise<void>;
  journalRead(key: string): Promise<JsonValue | undefined>;
  journalKeys(): Promise<readonly string[]>;
  /** From now on each keystroke in the text area is written to the journal under this key. */
  editInJournal(key: string): void;
  /** Resolves when every keystroke so far is on disk. */
  keystrokesStored(): Promise<void>;
  /**
   * Saves one after the other until the page dies; `round` tells its records from earlier ones. It
   * rests so long after each patient.
   */
  saveForEver(round: number, restMs: number): Promise<never>;
  /** Single saves, one after the other, each with the wall-clock times of its start and its end. */
  timedSaves(count: number): Promise<readonly TimedSave[]>;
  close(): Promise<void>;
}

export interface PatientName {
  readonly id: string;
  readonly name: string;
}

/** The central server that a page syncs with. */
export interface PageCentral {
  readonly url: string;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  /** Its key, for its witness; without it any server is believed. */
  readonly workstation?: string;
}

/** When a save began, and when it was acknowledged, in milliseconds of the wall clock. */
export interface TimedSave {
  readonly what: 'record' | 'journal';
  readonly startedMs: number;
  readonly acknowledgedMs: number;
}

/** One thing that `saveForEver` has seen acknowledged. */
export type Acknowledged =
  | { readonly kind: 'record'; readonly record: AnyRecord }
  | { readonly kind: 'journal'; readonly key: string; readonly count: number };

declare global {
  interface Window {
    replicaPage: ReplicaPageApi;
    /** Given by the test; called at once after each acknowledgement. */
    acknowledged?: (what: Acknowledged) => Promise<void>;
  }
}
