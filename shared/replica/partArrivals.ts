import type { NewRevision, StoredLeaf } from './leafStore.ts';

/**
 * Parts what arrived: records that are new here and have one live leaf are shown as they came,
 * without a reading; the ids of all others are read again, with what was here before.
 */
export function partArrivals(
  revisions: readonly NewRevision[],
  isHeld: (id: string) => boolean,
): { readonly fresh: Map<string, StoredLeaf[]>; readonly again: readonly string[] } {
  const fresh = new Map<string, StoredLeaf[]>();
  const again = new Set<string>();
  for (const revision of revisions) {
    const { id, deleted } = revision;
    if (isHeld(id) || fresh.has(id) || deleted) again.add(id);
    else fresh.set(id, [{ ...revision }]);
  }
  for (const id of again) fresh.delete(id);
  return { fresh, again: [...again] };
}
