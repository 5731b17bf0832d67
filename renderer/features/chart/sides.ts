import { disagreements, sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord, Side } from '../../../shared/merge/join.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';

/** The values of one merge unit that stand in a record, each with who, when and where. */
export function sidesIn(record: AnyRecord, unit: string): readonly Side[] {
  return sidesOf(kindDefinition(record.kind)!.units, record as unknown as CausalRecord, unit);
}

export function isDisputed(record: AnyRecord, unit: string): boolean {
  return disagreements(record as unknown as CausalRecord).includes(unit);
}

export function disputedUnits(record: AnyRecord): readonly string[] {
  return disagreements(record as unknown as CausalRecord);
}
