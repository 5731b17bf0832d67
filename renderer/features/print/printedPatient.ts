import type { RecordOf } from '../../../shared/records/kinds.ts';

/** What stands on paper: nothing that isn't needed to tell who somebody is. */
export interface PrintedPatient {
  readonly facility: string;
  readonly patient: RecordOf<'patient'>;
  readonly encounter: RecordOf<'encounter'> | undefined;
  readonly wardName: string | undefined;
  /** Allergies in words, or that nobody has asked. */
  readonly allergies: string;
  /** The substances alone, for paper with little room; empty where none are known. */
  readonly substances: readonly string[];
  /** When and by whom it was printed. */
  readonly printed: string;
}
