import { canonicalJson } from '../json/canonical.ts';
import { fnv1aHex } from '../json/fnv1a.ts';
import { sidesOf } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import { unitIds } from '../merge/units.ts';
import { advance, hasSeen } from '../merge/versionVector.ts';
import type { Dot, VersionVector } from '../merge/versionVector.ts';
import { kindDefinition, kinds } from '../records/kinds.ts';
import type { AnyRecord, RecordOf } from '../records/kinds.ts';

/**
 * The change records that go with one save, so that every acknowledged value is found again after
 * compaction, on any workstation:
 * - none with a record's birth: until its first edit the record itself holds what was written;
 * - with an edit, what it wrote; and with the first edit, what the birth wrote;
 * - none for a signed record, which never changes.
 *
 * A change record follows from the write alone, id and salt included: two workstations that each
 * make the first edit write the same record of the birth, to the byte.
 */
export function changeRecords(
  before: AnyRecord | undefined,
  after: AnyRecord,
): RecordOf<'change'>[] {
  if (!before || kindDefinition(after.kind)!.immutable) return [];
  const edits = changesOf(after, (dot) => !hasSeen(before.causality.vector, dot));
  return before.causality.dots ? edits : [...creationChange(before), ...edits];
}

/** What a record's birth wrote, as far as the record still holds it. */
export function creationChange(record: AnyRecord): RecordOf<'change'>[] {
  return changesOf(record, (dot) => dot === record.causality.born);
}

function changesOf(record: AnyRecord, wanted: (dot: Dot) => boolean): RecordOf<'change'>[] {
  const { units } = kindDefinition(record.kind)!;
  const causal = record as unknown as CausalRecord;
  const { born, dots, vector, writes } = record.causality;
  const found: { readonly dot: Dot; readonly written: Record<string, unknown> }[] = [];
  for (const unitId of unitIds(units, causal, dots)) {
    for (const { dot, value } of sidesOf(units, causal, unitId)) {
      if (!wanted(dot) || (value === null && dot === born)) continue;
      // One dot with two values in one unit (a hand-edited or cloned record): a change record each.
      const free = found.find((one) => one.dot === dot && !Object.hasOwn(one.written, unitId));
      if (free) free.written[unitId] = value;
      else found.push({ dot, written: { [unitId]: value } });
    }
  }
  return found.map(({ dot, written }) => {
    const { by, at, on } = writes?.[dot] ?? {
      by: record.recordedBy,
      at: record.recordedAt,
      on: record.recordedOn,
    };
    return {
      id: changeId(record, dot, written),
      kind: 'change',
      schemaVersion: kinds.change.schemaVersion,
      patientId: record.patientId,
      salt: record.salt,
      recordedAt: at,
      recordedBy: by,
      recordedOn: on,
      recordId: record.id,
      dot,
      units: written as RecordOf<'change'>['units'],
      seen: seenWith(dot === born ? {} : vector, dot),
      causality: { born: dot, vector: seenWith({}, dot) },
    };
  });
}

function seenWith(vector: VersionVector, dot: Dot): Record<string, number> {
  return { ...advance(vector, dot) };
}

/** An id of the usual shape that follows from the record, the write and what it wrote. */
function changeId(record: AnyRecord, dot: Dot, written: object): string {
  const name = `${record.id} ${record.salt} ${dot} ${canonicalJson(written)}`;
  const hex = fnv1aHex(name) + fnv1aHex(`${name} `);
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
  return `${record.patientId}:change:${uuid}`;
}
