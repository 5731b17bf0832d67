import { unitIds } from '../merge/units.ts';
import { hasSeen, parseDot } from '../merge/versionVector.ts';
import type { Dot, VersionVector } from '../merge/versionVector.ts';
import { sidesOf } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import { kindDefinition } from '../records/kinds.ts';
import type { AnyRecord, RecordOf } from '../records/kinds.ts';
import { newRecord } from '../records/write.ts';

/**
 * The change records of one save: one for each write that `before` hasn't seen. Signed records have
 * none, for they never change.
 */
export function changeRecords(
  before: AnyRecord | undefined,
  after: AnyRecord,
): RecordOf<'change'>[] {
  const { units, immutable } = kindDefinition(after.kind)!;
  if (immutable) return [];
  const record = after as unknown as CausalRecord;
  const seenBefore: VersionVector = before?.causality.vector ?? {};
  const byDot = new Map<Dot, Record<string, unknown>>();
  for (const unitId of unitIds(units, record, record.causality.dots)) {
    for (const side of sidesOf(units, record, unitId)) {
      if (hasSeen(seenBefore, side.dot)) continue;
      if (side.value === null && side.dot === record.causality.born) continue;
      const written = byDot.get(side.dot) ?? {};
      written[unitId] = side.value;
      byDot.set(side.dot, written);
    }
  }
  return [...byDot].map(([dot, written]) => {
    const write = record.causality.writes?.[dot] ?? {
      by: record.recordedBy,
      at: record.recordedAt,
      on: record.recordedOn,
    };
    const { actor, counter } = parseDot(dot);
    return newRecord(
      'change',
      after.patientId,
      {
        recordId: after.id,
        dot,
        units: written as RecordOf<'change'>['units'],
        seen: { ...record.causality.vector, [actor]: counter },
      },
      { ...write, dot },
    );
  });
}
