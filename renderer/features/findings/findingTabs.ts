import type { FindingRule } from '../../../shared/clinical/findings/finding.ts';

export type FindingTab = 'notes' | 'orders' | 'allergies';

/** The parts of the chart that a finding concerns, where it is shown beside what collides. */
export const findingTabs: Readonly<Record<FindingRule, readonly FindingTab[]>> = {
  sameDrugTwice: ['orders'],
  sameTestTwice: ['orders'],
  orderAgainstAllergy: ['orders', 'allergies'],
  noneKnownBesideAllergy: ['allergies'],
  refutedUnseen: ['allergies'],
  twoOpenStays: [],
  twoMainDiagnoses: [],
  workAfterClosing: ['notes', 'orders'],
  twoDispositions: [],
  twoSigningsOfOneDraft: ['notes'],
  twoReplacements: ['orders'],
  stopAgainstReplacement: ['orders'],
};
