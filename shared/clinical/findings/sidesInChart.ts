import { sidesOf } from '../../merge/join.ts';
import type { CausalRecord } from '../../merge/join.ts';
import type { UnitValue } from '../../merge/units.ts';
import { kinds } from '../../records/kinds.ts';
import type { AnyRecord } from '../../records/kinds.ts';

/** Every value that stands in a unit: one, or several while people disagree. */
export function valuesOf(record: AnyRecord, unit: string): readonly UnitValue[] {
  const causal = record as unknown as CausalRecord;
  return sidesOf(kinds[record.kind].units, causal, unit).map(({ value }) => value);
}
