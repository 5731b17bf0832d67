import { sameValue } from '../../../shared/json/canonical.ts';
import { sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord, Side } from '../../../shared/merge/join.ts';
import { unitIds } from '../../../shared/merge/units.ts';
import type { UnitValue } from '../../../shared/merge/units.ts';
import { hasSeen } from '../../../shared/merge/versionVector.ts';
import type { Dot } from '../../../shared/merge/versionVector.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord, RecordOf } from '../../../shared/records/kinds.ts';

export type Change = Pick<
  RecordOf<'change'>,
  'dot' | 'units' | 'seen' | 'replaced' | 'recordedBy' | 'recordedAt' | 'recordedOn' | 'credential'
> & {
  /** The record itself tells of it, and no change record does: what it had seen isn't known. */
  readonly unrecorded?: true;
};

/** Where a past value stands. */
export type ValueStanding =
  | { readonly kind: 'current' }
  /** One side of a disagreement that nobody has settled. */
  | { readonly kind: 'disputed' }
  | { readonly kind: 'superseded'; readonly by: Change }
  /** No longer there, and what replaced it isn't on this workstation yet. */
  | { readonly kind: 'gone' };

export interface PastValue {
  readonly unit: string;
  readonly value: UnitValue;
  readonly standing: ValueStanding;
}

/** One save, with what it wrote and what it met. */
export interface PastChange {
  readonly change: Change;
  readonly values: readonly PastValue[];
  /** Units of this save, and those of earlier ones that hadn't seen it nor it them: merged by themselves. */
  readonly merged:
    { readonly own: readonly string[]; readonly others: readonly string[] } | undefined;
}

/**
 * Everything that was ever written in a record, the latest stated time first. Stated times order the
 * list and decide nothing: each save says itself what it replaced and what was there with it.
 */
export function recordHistory(
  record: AnyRecord,
  changes: readonly Change[],
): readonly PastChange[] {
  const live = liveSides(record);
  const all = withUnrecorded(record, live, changes);
  const inTime = [...all].sort(byStatedTime);
  return inTime
    .map((change, index) => ({
      change,
      values: Object.entries(change.units).map(([unit, value]) => ({
        unit,
        value,
        standing: standingOf(change, unit, live, inTime),
      })),
      merged: mergedWith(change, inTime.slice(0, index)),
    }))
    .reverse();
}

function standingOf(
  change: Change,
  unit: string,
  live: ReadonlyMap<string, readonly Side[]>,
  inTime: readonly Change[],
): ValueStanding {
  const sides = live.get(unit) ?? [];
  if (sides.some(({ dot }) => dot === change.dot)) {
    const disputed = sides.some((side) => !sameValue(side.value, sides[0]!.value));
    return { kind: disputed ? 'disputed' : 'current' };
  }
  const by = inTime.find(
    ({ replaced }) =>
      replaced && Object.hasOwn(replaced, unit) && replaced[unit]!.includes(change.dot),
  );
  return by ? { kind: 'superseded', by } : { kind: 'gone' };
}

/** Of the earlier saves those that this one hadn't seen, nor they it, and that touched other units. */
function mergedWith(change: Change, earlier: readonly Change[]): PastChange['merged'] {
  if (change.unrecorded) return undefined;
  const own = Object.keys(change.units);
  const unseen = earlier.filter(
    (other) =>
      !other.unrecorded && !hasSeen(change.seen, other.dot) && !hasSeen(other.seen, change.dot),
  );
  const others = unseen.filter((other) =>
    Object.keys(other.units).every(
      (unit) => !own.includes(unit) || sameValue(other.units[unit], change.units[unit]),
    ),
  );
  if (others.length === 0) return undefined;
  return { own, others: [...new Set(others.flatMap(({ units }) => Object.keys(units)))].sort() };
}

/** Live sides whose save isn't among the changes (written before there was a history) join the list. */
function withUnrecorded(
  record: AnyRecord,
  live: ReadonlyMap<string, readonly Side[]>,
  changes: readonly Change[],
): readonly Change[] {
  const known = new Set(changes.map(({ dot }) => dot));
  const missing = new Map<Dot, { side: Side; units: Record<string, UnitValue> }>();
  for (const [unit, sides] of live) {
    for (const side of sides) {
      if (known.has(side.dot) || (side.value === null && side.dot === record.causality.born))
        continue;
      const entry = missing.get(side.dot) ?? { side, units: {} };
      entry.units[unit] = side.value;
      missing.set(side.dot, entry);
    }
  }
  const unrecorded = [...missing].map(([dot, { side, units }]) => ({
    dot,
    units: units as Change['units'],
    seen: {},
    unrecorded: true as const,
    recordedBy: side.write.by,
    ...(side.write.credential ? { credential: side.write.credential } : {}),
    recordedAt: side.write.at,
    recordedOn: side.write.on,
  }));
  return [...changes, ...unrecorded];
}

function liveSides(record: AnyRecord): ReadonlyMap<string, readonly Side[]> {
  const { units } = kindDefinition(record.kind)!;
  const causal = record as unknown as CausalRecord;
  return new Map(
    unitIds(units, causal, causal.causality.dots).map((unit) => [
      unit,
      sidesOf(units, causal, unit),
    ]),
  );
}

function byStatedTime(a: Change, b: Change): number {
  const difference = Date.parse(a.recordedAt) - Date.parse(b.recordedAt);
  if (difference !== 0) return difference;
  if (hasSeen(b.seen, a.dot) !== hasSeen(a.seen, b.dot)) return hasSeen(b.seen, a.dot) ? -1 : 1;
  return a.dot < b.dot ? -1 : 1;
}
