import type { SaidOfPerson } from '../../../../shared/identity/matching/traits.ts';
import type { SearchAnswer } from '../../../../shared/identity/search/keepSearch.ts';
import type { RecordOf } from '../../../../shared/records/kinds.ts';

export type Patient = RecordOf<'patient'>;

/** What an engine answers, and what that took it where the page only waited. */
export interface EngineAnswer extends Omit<SearchAnswer, 'complete'> {
  readonly engineMs?: number;
}

/** What a keystroke took: in the engine, and from the key until the panel showed its answer. */
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
  /** The matcher in the same Worker: how long it took to compare everybody, and what it holds. */
  matcher(): Promise<{ readonly compareAllMs: number; readonly heapBytes: number }>;
  /** What a registration form says, key by key, and what the matcher takes for each. */
  matcherTyped(forms: readonly SaidOfPerson[]): Promise<readonly MatcherKeystroke[]>;
  typedForms(patients: number): readonly SaidOfPerson[];
  /** MiniSearch as its manual shows it, on the page, with marks folded. */
  miniSearch(patients: number): Promise<{ readonly buildMs: number; readonly heapBytes: number }>;
  /** Every patient in a Dexie table is looked at for each keystroke. */
  dexie(patients: number): Promise<{ readonly buildMs: number; readonly heapBytes: number }>;
  /** The application, signed in; what its find panel asks is answered by the engine that was opened last. */
  openPages(): Promise<void>;
  /** The next key makes the field hold this text. */
  expect(text: string): void;
  /** The keystroke that was expected, once the frame that shows its answer has been made. */
  shown(): Promise<Keystroke>;
  /** What is typed, one text a keystroke. */
  keystrokes(patients: number): readonly string[];
}

declare global {
  var searchBench: SearchBench;
}
