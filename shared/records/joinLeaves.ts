import { shownBy } from '../clinical/policies.ts';
import { sameValue } from '../json/canonical.ts';
import { join } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import type { AnyKindDefinition, AnyRecord } from './kinds.ts';

/**
 * Joins the valid leaves of one record; the order doesn't matter. Of an immutable record whose
 * leaves differ nothing is joined: a first generation stands before a later one (which is a change of
 * what never changes), then the greatest revision, and `broken` says so.
 */
export function joinLeaves(
  leaves: readonly { readonly rev: string; readonly record: AnyRecord }[],
  definition: AnyKindDefinition,
): { record: AnyRecord; broken: boolean } {
  const ordered = [...leaves].sort((a, b) => (a.rev < b.rev ? 1 : -1));
  const first = ordered[0];
  if (!first) throw new Error('a record without a valid leaf cannot be joined');
  if (definition.immutable) {
    const { record } = ordered.find(({ rev }) => rev.startsWith('1-')) ?? first;
    return { record, broken: ordered.some((leaf) => !sameValue(leaf.record, record)) };
  }
  const joined = ordered
    .map((leaf) => leaf.record as CausalRecord)
    .reduce((a, b) => join(definition.units, a, b, shownBy(first.record.kind)));
  return { record: joined as unknown as AnyRecord, broken: false };
}
