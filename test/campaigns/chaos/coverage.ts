import { findingRules } from '../../../shared/clinical/findings/finding.ts';
import { rules } from '../../../shared/clinical/findings/rules.ts';
import { policies } from '../../../shared/clinical/policies.ts';
import { isShown, kinds } from '../../../shared/records/kinds.ts';
import { crashPoints } from './crashPoints.ts';
import { foreignActs, saidOfTwo } from './schedule.ts';
import type { Tally } from './tally.ts';

/** Everything that may go wrong in a schedule; a campaign that never met one has not shown it. */
export const faultNames = [
  'partition',
  'duplicate',
  'reorder',
  'skew',
  'schemaMix',
  'serverConflict',
  'staleForm',
  'lostAnswer',
  'emptyAnswer',
  'withheldBody',
  'refusedRow',
  'copiedProfile',
  'compact',
  ...foreignActs.map((what) => `foreign ${what}`),
  ...saidOfTwo.map((what) => `who is whom: ${what}`),
] as const;

export const policyNames = policies.map(({ kind, unit }) => `${kind}.${unit}`);

/** Rules that are written; a code without a rule can't be found. */
export const findingNames = findingRules.filter((code) => rules.some((rule) => rule.code === code));

const recordKinds = Object.keys(kinds).filter(isShown);

/** What no seed hit: it was not tested, so the campaign falls short. */
export function unhit(tally: Tally): string[] {
  const lacking = (what: string, names: readonly string[], hits: object) =>
    names.filter((name) => !Object.hasOwn(hits, name)).map((name) => `${what} ${name}`);
  return [
    ...lacking('policy', policyNames, tally.policy),
    ...lacking('finding', findingNames, tally.finding),
    ...lacking('crash', crashPoints, tally.crash),
    ...lacking('fault', faultNames, tally.faults),
    ...lacking('kind', recordKinds, tally.byKind),
  ];
}
