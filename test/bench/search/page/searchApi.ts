import type { SaidOfPerson } from '../../../../shared/identity/matching/traits.ts';
import type { RecordOf } from '../../../../shared/records/kinds.ts';

export type Patient = RecordOf<'patient'>;

/** What a keystroke took: in the engine, and until the list was on the screen. */
export interface Keystroke {
  readonly text: string;
  readonly engineMs: number;
  readonly paintedMs: number;
  readonly total: number;
}

/** What one more key in the registration form costs the matcher, in the Worker. */
export interface MatcherKeystroke {
  readonly engineMs: number;
  readonly found: number;
}

/** The page's side of the bench; each call is a step of it. */
export interface SearchBench {
  /** Our index in a Worker: built from patients, written sealed, and read again. */
  ours(patients: number): Promise<{
    readonly buildMs: number;
    readonly loadMs: readonly number[];
    readonly diskBytes: number;
    readonly columnBytes: number;
    readonly heapBytes: number;
  }>;
  oursTyped(texts: readonly string[]): Promise<readonly Keystroke[]>;
  /** The matcher in the same Worker: how long it took to compare everybody, and what it holds. */
  matcher(): Promise<{ readonly compareAllMs: number; readonly heapBytes: number }>;
  /** What a registration form says, key by key, and what the matcher takes for each. */
  matcherTyped(forms: readonly SaidOfPerson[]): Promise<readonly MatcherKeystroke[]>;
  typedForms(patients: number): readonly SaidOfPerson[];
  /** MiniSearch as its manual shows it, on the page, with marks folded. */
  miniSearch(patients: number): Promise<{ readonly buildMs: number; readonly heapBytes: number }>;
  miniSearchTyped(texts: readonly string[]): Promise<readonly Keystroke[]>;
  /** Every patient in a Dexie table is looked at for each keystroke. */
  dexie(patients: number): Promise<{ readonly buildMs: number; readonly heapBytes: number }>;
  dexieTyped(texts: readonly string[]): Promise<readonly Keystroke[]>;
  /** What is typed, one text a keystroke. */
  keystrokes(patients: number): readonly string[];
}

declare global {
  var searchBench: SearchBench;
}
