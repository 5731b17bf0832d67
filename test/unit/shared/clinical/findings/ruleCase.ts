import type { FindingRule } from '../../../../../shared/clinical/findings/finding.ts';
import type { AnyRecord } from '../../../../../shared/records/kinds.ts';

/** A chart, and what one rule finds in it. */
export interface RuleCase {
  readonly title: string;
  readonly rule: FindingRule;
  readonly records: readonly AnyRecord[];
  /** The records that each finding names; none for a chart in which the rule finds nothing. */
  readonly finds: readonly (readonly { readonly id: string }[])[];
}

/** Notes a chart in which the rule finds exactly these. */
export type Finds = (
  rule: FindingRule,
  title: string,
  records: readonly AnyRecord[],
  ...found: readonly (readonly { readonly id: string }[])[]
) => void;
