import { sameValue } from '../../json/canonical.ts';
import { sidesOf } from '../../merge/join.ts';
import type { CausalRecord, Side } from '../../merge/join.ts';
import type { UnitValue } from '../../merge/units.ts';
import { kindDefinition } from '../../records/kinds.ts';
import type { AnyRecord, RecordOf } from '../../records/kinds.ts';

/** One value that was written in the wrong identity's record, and what a person may do about it. */
export interface ToPutRight {
  readonly unit: string;
  /** What was written. */
  readonly value: UnitValue;
  /** What had stood there before; several where the edit had ended a disagreement. */
  readonly before: readonly UnitValue[];
  /** It still stands where it was written. */
  readonly stands: boolean;
  /**
   * Whether the right identity's record says the same by now; undefined where there is no record to
   * write it in, as of a visit that only one of the two had.
   */
  readonly there: boolean | undefined;
}

/**
 * Of an edit that is another person's: each value that it wrote, what stood before it, and whether it
 * is where it should be by now. Nothing is written by this: a person decides each.
 * @param record the record that was edited, as it stands
 * @param changes the record's history
 * @param right the patient record of whose it is
 */
export function toPutRight(
  edit: RecordOf<'change'>,
  record: AnyRecord,
  changes: readonly RecordOf<'change'>[],
  right: RecordOf<'patient'> | undefined,
): readonly ToPutRight[] {
  return Object.entries(edit.units).map(([unit, value]) => {
    const replaced = edit.replaced?.[unit] ?? [];
    const before = changes
      .filter(
        ({ recordId, dot, units }) =>
          recordId === record.id && replaced.includes(dot) && Object.hasOwn(units, unit),
      )
      .map(({ units }): UnitValue => units[unit])
      .filter((one, place, all) => all.findIndex((other) => sameValue(other, one)) === place);
    const target = record.kind === 'patient' ? right : undefined;
    return {
      unit,
      value,
      before: before.length > 0 ? before : [null],
      stands: sides(record, unit).some(({ dot }) => dot === edit.dot),
      there: target && sides(target, unit).some((side) => sameValue(side.value, value)),
    };
  });
}

function sides(record: AnyRecord, unit: string): readonly Side[] {
  return sidesOf(kindDefinition(record.kind)!.units, record as unknown as CausalRecord, unit);
}
