import { canonicalJson, sameValue } from '../json/canonical.ts';
import { fnv1aHex } from '../json/fnv1a.ts';
import { sidesOf, untoldBirths } from '../merge/join.ts';
import type { CausalRecord, Side } from '../merge/join.ts';
import { unitIds } from '../merge/units.ts';
import { advance, hasSeen } from '../merge/versionVector.ts';
import type { Dot, VersionVector } from '../merge/versionVector.ts';
import { kindDefinition, kinds } from '../records/kinds.ts';
import type { AnyRecord, RecordOf } from '../records/kinds.ts';

/** What one dot wrote: each merge unit with its value. */
type Written = Record<string, unknown>;

/**
 * The change records that go with one save, so that every acknowledged value is found again after
 * compaction, on any workstation:
 * - none with a record's birth: until its first edit the record itself holds what was written;
 * - with an edit, what it wrote and which sides it replaced; and with the first edit, what the
 *   birth wrote (every birth, where a foreign program made the record a second time);
 * - where two values stand under one dot (a foreign program changed one and kept its causality),
 *   each that the edit ends;
 * - none for a signed record, which never changes.
 *
 * What is told of a birth or of a doubled dot follows from that write alone, id and salt included:
 * two workstations that each make the first edit write the same record of the birth, to the byte.
 */
export function changeRecords(
  before: AnyRecord | undefined,
  after: AnyRecord,
): RecordOf<'change'>[] {
  if (!before || kindDefinition(after.kind)!.immutable) return [];
  const told = [...birthChanges(before), ...endedDoubles(before, after)];
  return [...withoutRepeats(told), ...editChanges(before, after)];
}

/** What the births that no change record tells yet wrote, as far as the record still holds it. */
export function birthChanges(record: AnyRecord): RecordOf<'change'>[] {
  const births = untoldBirths(record);
  return writtenBy(record, (dot) => births.includes(dot)).map(({ dot, written }) =>
    changeRecord(record, dot, written, {}),
  );
}

/**
 * Without those that another one tells too: the same write, with at least the same values. Of two
 * that tell the same, the one stays that knows more of what went before.
 */
export function withoutRepeats(told: readonly RecordOf<'change'>[]): readonly RecordOf<'change'>[] {
  const known = ({ seen, replaced = {} }: RecordOf<'change'>) =>
    Object.keys(seen).length + Object.keys(replaced).length;
  const changes = [...told].sort((a, b) => known(b) - known(a));
  const tells = (other: RecordOf<'change'>, change: RecordOf<'change'>) =>
    other.dot === change.dot &&
    Object.entries(change.units).every(
      ([unit, value]) => Object.hasOwn(other.units, unit) && sameValue(other.units[unit], value),
    );
  return changes.filter(
    (change, index) =>
      !changes.some(
        (other, at) =>
          at !== index && tells(other, change) && (at < index || !tells(change, other)),
      ),
  );
}

/** Past values of one dot that stood beside another of the same dot, and that this edit ended. */
function endedDoubles(before: AnyRecord, after: AnyRecord): RecordOf<'change'>[] {
  return unitsOf(before).flatMap((unitId) => {
    const sides = sidesIn(before, unitId);
    const doubled = sides.filter(({ dot }) => sides.filter((one) => one.dot === dot).length > 1);
    const live = sidesIn(after, unitId);
    return doubled
      .filter((side) => !live.some((one) => one.dot === side.dot))
      .map(({ dot, value }) => changeRecord(before, dot, { [unitId]: value }, {}));
  });
}

function editChanges(before: AnyRecord, after: AnyRecord): RecordOf<'change'>[] {
  const edits = writtenBy(after, (dot) => !hasSeen(before.causality.vector, dot));
  return edits.map(({ dot, written }) => {
    const replaced = Object.keys(written).map((unitId): [string, Dot[]] => {
      const live = sidesIn(after, unitId);
      const gone = sidesIn(before, unitId).filter(
        ({ dot, value }) =>
          !live.some((one) => one.dot === dot && sameValue(one.value, value)) &&
          !(value === null && dot === before.causality.born),
      );
      return [unitId, [...new Set(gone.map((side) => side.dot))]];
    });
    return changeRecord(after, dot, written, {
      seen: after.causality.vector,
      replaced: Object.fromEntries(replaced.filter(([, dots]) => dots.length > 0)),
    });
  });
}

function writtenBy(
  record: AnyRecord,
  wanted: (dot: Dot) => boolean,
): { readonly dot: Dot; readonly written: Written }[] {
  const found: { readonly dot: Dot; readonly written: Written }[] = [];
  for (const unitId of unitsOf(record)) {
    for (const { dot, value } of sidesIn(record, unitId)) {
      if (!wanted(dot) || (value === null && dot === record.causality.born)) continue;
      // One dot with two values in one unit (a hand-edited or cloned record): a change record each.
      const free = found.find((one) => one.dot === dot && !Object.hasOwn(one.written, unitId));
      if (free) free.written[unitId] = value;
      else found.push({ dot, written: { [unitId]: value } });
    }
  }
  return found;
}

function changeRecord(
  record: AnyRecord,
  dot: Dot,
  written: Written,
  known: { readonly seen?: VersionVector; readonly replaced?: Readonly<Record<string, Dot[]>> },
): RecordOf<'change'> {
  const { by, at, on, credential } = record.causality.writes?.[dot] ?? {
    by: record.recordedBy,
    at: record.recordedAt,
    on: record.recordedOn,
    credential: record.credential,
  };
  const replaced = known.replaced ?? {};
  const told: Omit<RecordOf<'change'>, 'id'> = {
    kind: 'change',
    schemaVersion: kinds.change.schemaVersion,
    patientId: record.patientId,
    salt: record.salt,
    recordedAt: at,
    recordedBy: by,
    recordedOn: on,
    ...(credential ? { credential } : {}),
    recordId: record.id,
    dot,
    units: written as RecordOf<'change'>['units'],
    seen: { ...advance(known.seen ?? {}, dot) },
    ...(Object.keys(replaced).length > 0 ? { replaced } : {}),
    causality: { born: dot, vector: { ...advance({}, dot) } },
  };
  return { id: changeId(told), ...told };
}

function unitsOf(record: AnyRecord): string[] {
  return unitIds(kindDefinition(record.kind)!.units, causal(record), record.causality.dots);
}

function sidesIn(record: AnyRecord, unitId: string): readonly Side[] {
  return sidesOf(kindDefinition(record.kind)!.units, causal(record), unitId);
}

function causal(record: AnyRecord): CausalRecord {
  return record as unknown as CausalRecord;
}

/** An id of the usual shape that follows from all that is told: one id never has two texts. */
function changeId(told: Omit<RecordOf<'change'>, 'id'>): string {
  const name = canonicalJson(told);
  const hex = fnv1aHex(name) + fnv1aHex(`${name} `);
  const uuid = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
  return `${told.patientId}:change:${uuid}`;
}
