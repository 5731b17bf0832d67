import { shownBy } from '../clinical/policies.ts';
import { join } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import type { AnyKindDefinition, AnyRecord } from './kinds.ts';

/**
 * Joins the valid leaves of one record; the order doesn't matter. Of an immutable record whose
 * leaves differ nothing is joined: the leaf with the greatest revision stands, and `broken` says so.
 */
export function joinLeaves(
  leaves: readonly { readonly rev: string; readonly record: AnyRecord }[],
  definition: AnyKindDefinition,
): { record: AnyRecord; broken: boolean } {
  const ordered = [...leaves].sort((a, b) => (a.rev < b.rev ? 1 : -1));
  const first = ordered[0];
  if (!first) throw new Error('a record without a valid leaf cannot be joined');
  if (definition.immutable) {
    return { record: first.record, broken: ordered.length > 1 };
  }
  const joined = ordered
    .map((leaf) => leaf.record as CausalRecord)
    .reduce((a, b) => join(definition.units, a, b, shownBy(first.record.kind)));
  return { record: joined as unknown as AnyRecord, broken: false };
}
