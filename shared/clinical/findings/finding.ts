import type { HeldBack } from '../policies.ts';
import type { RecordOf } from '../../records/kinds.ts';
import type { Settler } from '../settlers.ts';
import type { Chart } from './chart.ts';

/** Every rule's code. Screens have a sentence for each, with the finding's `data` in it. */
export const findingRules = [
  'sameDrugTwice',
  'sameTestTwice',
  'orderAgainstAllergy',
  'noneKnownBesideAllergy',
  'refutedUnseen',
  'twoOpenStays',
  'twoMainDiagnoses',
  'workAfterClosing',
  'twoDispositions',
  'twoSigningsOfOneDraft',
  'twoReplacements',
  'stopAgainstReplacement',
] as const;
export type FindingRule = (typeof findingRules)[number];

/** `danger`: the patient may come to harm today. `warning`: somebody has to decide. `notice`: to know. */
export type FindingSeverity = 'danger' | 'warning' | 'notice';

/** What a rule found in a chart: which records collide, and what the sentence about it names. */
export interface Found {
  /** The records that make the finding, in any order. */
  readonly recordIds: readonly string[];
  /** Live dots of the editable units that it rests on: a later edit of these is new evidence. */
  readonly dots?: readonly string[];
  readonly data: Readonly<Record<string, string>>;
}

/**
 * A deterministic rule over one chart. It reads records alone, never the machine or the present
 * time, so that every workstation that has the records finds the same.
 */
export interface Rule {
  readonly code: FindingRule;
  /** Why the collision is dangerous, in one sentence. */
  readonly why: string;
  readonly severity: FindingSeverity;
  readonly heldBack: readonly HeldBack[];
  readonly settledBy: readonly Settler[];
  readonly find: (chart: Chart) => readonly Found[];
}

export type FindingAcknowledgement = RecordOf<'findingAcknowledgement'>;

/** A finding as it is shown in the chart and the inbox. */
export interface Finding {
  /** From the rule and the record ids: the same on every workstation. */
  readonly id: string;
  readonly rule: FindingRule;
  readonly severity: FindingSeverity;
  /** Sorted. */
  readonly recordIds: readonly string[];
  /** Sorted; an acknowledgement names them as `seenDots`. */
  readonly dots: readonly string[];
  readonly heldBack: readonly HeldBack[];
  readonly settledBy: readonly Settler[];
  readonly data: Readonly<Record<string, string>>;
  /** Acknowledgements that had seen all of the evidence; the finding is open while there is none. */
  readonly acknowledgedBy: readonly FindingAcknowledgement[];
}
