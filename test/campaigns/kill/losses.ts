import { sameValue } from '../../../shared/json/canonical.ts';
import { covers } from '../../../shared/merge/versionVector.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';

/** Something acknowledged that isn't there any more, or not as it was acknowledged. */
export interface Loss {
  readonly what: string;
  readonly how: 'missing' | 'older' | 'different' | 'twice';
}

/**
 * Compares what was acknowledged last of each record with what is there after a crash. A later
 * state, written but not acknowledged any more, is no loss: its vector covers the acknowledged one.
 */
export function lossesAmong(
  acknowledged: readonly AnyRecord[],
  found: readonly AnyRecord[],
): Loss[] {
  const byId = new Map(found.map((record) => [record.id, record]));
  return acknowledged.flatMap((record): Loss[] => {
    const now = byId.get(record.id);
    if (!now) return [{ what: record.id, how: 'missing' }];
    const before = record.causality.vector;
    const after = now.causality.vector;
    if (!covers(after, before)) return [{ what: record.id, how: 'older' }];
    if (covers(before, after) && !sameValue(now, record)) {
      return [{ what: record.id, how: 'different' }];
    }
    return [];
  });
}
