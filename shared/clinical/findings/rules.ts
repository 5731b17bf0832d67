import type { Rule } from './finding.ts';
import { noneKnownBesideAllergy } from './rules/noneKnownBesideAllergy.ts';
import { orderAgainstAllergy } from './rules/orderAgainstAllergy.ts';
import { refutedUnseen } from './rules/refutedUnseen.ts';
import { sameDrugTwice } from './rules/sameDrugTwice.ts';
import { sameTestTwice } from './rules/sameTestTwice.ts';
import { stopAgainstReplacement } from './rules/stopAgainstReplacement.ts';
import { twoDispositions } from './rules/twoDispositions.ts';
import { twoMainDiagnoses } from './rules/twoMainDiagnoses.ts';
import { twoOpenStays } from './rules/twoOpenStays.ts';
import { twoReplacements } from './rules/twoReplacements.ts';
import { twoSigningsOfOneDraft } from './rules/twoSigningsOfOneDraft.ts';
import { workAfterClosing } from './rules/workAfterClosing.ts';

/** Every rule that charts are checked by. */
export const rules: readonly Rule[] = [
  sameDrugTwice,
  sameTestTwice,
  orderAgainstAllergy,
  noneKnownBesideAllergy,
  refutedUnseen,
  twoOpenStays,
  twoMainDiagnoses,
  workAfterClosing,
  twoDispositions,
  twoSigningsOfOneDraft,
  twoReplacements,
  stopAgainstReplacement,
];
