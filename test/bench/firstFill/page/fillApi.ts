import type { OpenOptions } from '../../../../renderer/replica/workerContract.ts';

/** Who fills: ours, or a peer in a Worker of its own. */
export type FillVariant = 'ours' | 'pouchdb' | 'rxdbDexie';

export interface FillRequest {
  readonly url: string;
  readonly database: string;
  readonly username: string;
  readonly password: string;
  /** Ours only, as the app has them: the workstation's key, and by what signatures are verified. */
  readonly workstation: string;
  readonly people: NonNullable<OpenOptions['people']>;
  /** Name of the local database; new for each run. */
  readonly name: string;
  /** Records asked for at a time; ours decides for itself. */
  readonly batchSize: number;
}

/** What is on the board of the workstation's own ward when it is usable. */
export interface BoardExpected {
  readonly ward: string;
  readonly patients: number;
  readonly encounters: number;
  readonly allergies: number;
}

export interface FillOutcome {
  readonly seconds: number;
  /** Ours only: until the live queries of the ward board showed everybody with their allergies. */
  readonly secondsToBoard: number | null;
  /** Of the page while it filled, in milliseconds; over 50 each. */
  readonly longTasksMs: readonly number[];
  readonly heapBytes: number;
}

/** What is stored in the end, read past whoever stored it. */
export interface StoredOutcome {
  readonly records: number;
  readonly leaves: number;
  /** SHA-256 of the sorted "id rev" lines. */
  readonly digest: string;
  /** Ours only: from the end of the fill until everything lay in the store's own rows. */
  readonly secondsToRows?: number;
}

export interface FillApi {
  fill(variant: FillVariant, request: FillRequest, board: BoardExpected): Promise<FillOutcome>;
  /** After the fill, on the same page: what is stored. */
  stored(): Promise<StoredOutcome>;
  close(): Promise<void>;
}

/** What a peer's Worker answers to. */
export interface PeerWorker {
  fill(request: FillRequest): Promise<void>;
  stored(): Promise<StoredOutcome>;
}

declare global {
  interface Window {
    fillBench: FillApi;
  }
  /** The page's, in functions that a test hands over to it. */
  const fillBench: FillApi;
}
