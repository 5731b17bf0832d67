import { sameValue, canonicalJson } from '../json/canonical.ts';
import type { Credential } from '../records/credential.ts';
import type { Causality, Write } from './causality.ts';
import type { UnitDeclarations, UnitValue } from './units.ts';
import { readUnit, unitIds, writeUnit } from './units.ts';
import type { Dot, VersionVector } from './versionVector.ts';
import { advance, compareDots, covers, hasSeen, leastUpperBound } from './versionVector.ts';

/** What the merge needs to know of a record: its header's author, its fields, its causality. */
export interface CausalRecord {
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly recordedOn: string;
  readonly credential?: Credential | undefined;
  readonly causality: Causality;
  readonly [field: string]: unknown;
}

/** One side of a merge unit: a value, and who wrote it when and where. */
export interface Side {
  readonly dot: Dot;
  readonly value: UnitValue;
  readonly write: Write;
}

/**
 * Picks the value that is shown while several stand. It must depend on the sides alone (never on
 * their order or the machine), for the joined record holds it. Default: the highest dot.
 */
export type Shown = (unitId: string, sides: readonly Side[]) => UnitValue;

const highestDot: Shown = (_unitId, sides) => sides[sides.length - 1]!.value;

/** The live sides of one unit, ordered by dot; one side where nobody disagrees. */
export function sidesOf(
  units: UnitDeclarations,
  record: CausalRecord,
  unitId: string,
): readonly Side[] {
  const { born, dots, siblings } = record.causality;
  const live = [...(dots && Object.hasOwn(dots, unitId) ? dots[unitId]! : [born])];
  live.sort(compareDots);
  const value = readUnit(units, record, unitId);
  const sideOf = (dot: Dot, each: UnitValue) => ({ dot, value: each, write: writeOf(record, dot) });
  if (siblings && Object.hasOwn(siblings, unitId)) {
    const sides = siblings[unitId]!.map((side) => sideOf(side.dot, side.value));
    // A foreign program may change the field of a disagreement and know nothing of its sides.
    const isShown = sides.some((side) => sameValue(side.value, value));
    return isShown ? sides : [...sides, sideOf(live[live.length - 1]!, value)];
  }
  return live.map((dot) => sideOf(dot, value));
}

/**
 * The one form of a version: what a join or a save of ours would write of it. A version that says
 * the same in other words (a list in another order, an empty map, authors of nothing) has the same.
 */
export function normalForm(
  units: UnitDeclarations,
  record: CausalRecord,
  shown: Shown = highestDot,
): CausalRecord {
  const { dots, siblings, writes, births, vector } = record.causality;
  const hasEmptyMap = Object.values(units).some(
    (unit) =>
      unit.kind === 'keyedMap' &&
      record[unit.field] !== undefined &&
      Object.keys(record[unit.field] as object).length === 0,
  );
  if (!dots && !siblings && !writes && !births && !hasEmptyMap) return record;
  const ids = unitIds(units, record, { ...dots, ...siblings });
  return compose(units, record, {
    vector,
    sides: new Map(ids.map((id) => [id, distinct(sidesIfPresent(units, record, id))])),
    births: [...new Set(untoldBirths(record))].sort(compareDots),
    shown,
  });
}

/** Births that this version holds and no change record tells yet: the first edit writes them down. */
export function untoldBirths(record: Pick<CausalRecord, 'causality'>): readonly Dot[] {
  const { born, dots, births } = record.causality;
  return births ?? (dots ? [] : [born]);
}

/** Units of this record on which people disagree, in order. */
export function disagreements(record: CausalRecord): string[] {
  return Object.keys(record.causality.siblings ?? {}).sort();
}

/**
 * Joins two versions of one record (D4), each in its normal form. For each unit a side survives if
 * the other version has it too, or hasn't seen it, or has nothing in its place. The join is
 * commutative, associative and idempotent, and holds nothing of the machine that made it: those who
 * see the same leaves write the same bytes. Versions that contradict each other (a cloned machine,
 * a hand at the database) keep more than one order of joining would need, and never less.
 */
export function join(
  units: UnitDeclarations,
  a: CausalRecord,
  b: CausalRecord,
  shown: Shown = highestDot,
): CausalRecord {
  if (isJoinWith(units, a, b)) return a;
  const ids = new Set([
    ...unitIds(units, a, a.causality.dots),
    ...unitIds(units, b, b.causality.dots),
  ]);
  const sides = new Map<string, readonly Side[]>();
  for (const id of [...ids].sort()) {
    const ofA = sidesIfPresent(units, a, id);
    const ofB = sidesIfPresent(units, b, id);
    const survivors = [
      ...ofA.filter((side) => survives(side, a, ofB, b)),
      ...ofB.filter((side) => survives(side, b, ofA, a)),
    ];
    sides.set(id, distinct(survivors));
  }
  const [first] = [a, b].sort((x, y) => (headerText(units, x) < headerText(units, y) ? -1 : 1));
  return compose(units, first!, {
    vector: leastUpperBound(a.causality.vector, b.causality.vector),
    sides,
    births: joinBirths(a, b),
    shown,
  });
}

/** Whether joining `b` to `a` would give `a` again. */
function isJoinWith(units: UnitDeclarations, a: CausalRecord, b: CausalRecord): boolean {
  return (
    covers(a.causality.vector, b.causality.vector) &&
    sameSides(units, a, b) &&
    sameValue(joinBirths(a, b), untoldBirths(a)) &&
    headerText(units, a) <= headerText(units, b)
  );
}

/** What a join takes from one of two versions whole: the birth and the fields of no merge unit. */
function headerText(units: UnitDeclarations, record: CausalRecord): string {
  const { causality, ...header } = withoutUnits(units, record);
  return canonicalJson([(causality as CausalRecord['causality']).born, header]);
}

function withoutUnits(units: UnitDeclarations, record: CausalRecord): Record<string, unknown> {
  const rest: Record<string, unknown> = { ...record };
  for (const unit of Object.values(units)) {
    for (const field of unit.kind === 'register' ? unit.fields : [unit.field]) delete rest[field];
  }
  return rest;
}

/** A birth is untold as long as nobody who saw it has told it. */
function joinBirths(a: CausalRecord, b: CausalRecord): Dot[] {
  const ofA = untoldBirths(a);
  const ofB = untoldBirths(b);
  const untold = (births: readonly Dot[], others: readonly Dot[], seen: VersionVector) =>
    births.filter((dot) => others.includes(dot) || !hasSeen(seen, dot));
  return [
    ...new Set([...untold(ofA, ofB, b.causality.vector), ...untold(ofB, ofA, a.causality.vector)]),
  ].sort(compareDots);
}

/** Whether `a` says everything that `b` says: joining them would write nothing new. */
export function supersedes(units: UnitDeclarations, a: CausalRecord, b: CausalRecord): boolean {
  return (
    covers(a.causality.vector, b.causality.vector) &&
    canonicalJson(join(units, a, b)) === canonicalJson(a)
  );
}

/** What a person wrote into a form: a new value for each unit that they touched; null removes it. */
export type Edits = Readonly<Record<string, UnitValue>>;

/**
 * A save (D4): `current` with `edits`, written by `dot`. Of each touched unit only the sides that
 * the form had seen when it was opened (`basis`) are replaced; a side that arrived since stays
 * beside the new value as a disagreement. Untouched units keep all their sides.
 */
export function apply(
  units: UnitDeclarations,
  current: CausalRecord,
  basis: VersionVector,
  edits: Edits,
  dot: Dot,
  write: Write,
  shown: Shown = highestDot,
): CausalRecord {
  const ids = new Set([...unitIds(units, current, current.causality.dots), ...Object.keys(edits)]);
  const sides = new Map<string, readonly Side[]>();
  for (const id of [...ids].sort()) {
    const standing = sidesIfPresent(units, current, id);
    if (!Object.hasOwn(edits, id)) {
      sides.set(id, standing);
      continue;
    }
    const unseen = standing.filter((side) => !hasSeen(basis, side.dot));
    sides.set(id, distinct([...unseen, { dot, value: edits[id] ?? null, write }]));
  }
  return compose(units, current, {
    vector: advance(current.causality.vector, dot),
    sides,
    births: [],
    shown,
  });
}

/**
 * Whether a side of `own` stands against `other`. Who has seen a write and no longer has it wrote
 * something in its place, which `own` can't have seen while the side stands in it; where there is
 * no such thing, `other` has lost the side, and it stays.
 */
function survives(
  side: Side,
  own: CausalRecord,
  others: readonly Side[],
  other: CausalRecord,
): boolean {
  return (
    // The same dot with another value (a cloned profile, a broken client): both are kept.
    others.some(({ dot }) => dot === side.dot) ||
    !hasSeen(other.causality.vector, side.dot) ||
    others.every(({ dot }) => hasSeen(own.causality.vector, dot))
  );
}

function distinct(sides: readonly Side[]): Side[] {
  const kept: Side[] = [];
  for (const side of [...sides].sort(bySideOrder)) {
    if (!kept.some((other) => isSameSide(other, side))) kept.push(side);
  }
  return kept;
}

function isSameSide(a: Side, b: Side): boolean {
  return a.dot === b.dot && sameValue(a.value, b.value);
}

function bySideOrder(a: Side, b: Side): number {
  const byDot = compareDots(a.dot, b.dot);
  if (byDot !== 0) return byDot;
  const left = canonicalJson(a.value ?? null);
  const right = canonicalJson(b.value ?? null);
  if (left !== right) return left < right ? -1 : 1;
  const byWrite = [canonicalJson(a.write), canonicalJson(b.write)] as const;
  return byWrite[0] < byWrite[1] ? -1 : byWrite[0] > byWrite[1] ? 1 : 0;
}

/** A map entry that a version doesn't hold has no side there, unless its removal has a dot. */
function sidesIfPresent(
  units: UnitDeclarations,
  record: CausalRecord,
  unitId: string,
): readonly Side[] {
  const { dots, siblings } = record.causality;
  const written =
    (dots && Object.hasOwn(dots, unitId)) || (siblings && Object.hasOwn(siblings, unitId));
  if (!written && isEntry(unitId) && readUnit(units, record, unitId) === null) return [];
  return sidesOf(units, record, unitId);
}

function isEntry(unitId: string): boolean {
  return unitId.includes('/');
}

function writeOf(record: CausalRecord, dot: Dot): Write {
  const { born, writes } = record.causality;
  if (dot !== born && writes && Object.hasOwn(writes, dot)) return writes[dot]!;
  const { recordedBy: by, recordedAt: at, recordedOn: on, credential } = record;
  return { by, at, on, ...(credential ? { credential } : {}) };
}

function sameSides(units: UnitDeclarations, a: CausalRecord, b: CausalRecord): boolean {
  return a === b || canonicalJson(a) === canonicalJson(b) || isDominated(units, a, b);
}

/** Every side of `b` that `a` lacks has been seen by `a`; so `a` is already the join. */
function isDominated(units: UnitDeclarations, a: CausalRecord, b: CausalRecord): boolean {
  return unitIds(units, b, b.causality.dots).every((id) => {
    const ofA = sidesIfPresent(units, a, id);
    const ofB = sidesIfPresent(units, b, id);
    return (
      ofB.every(
        (side) =>
          ofA.some((other) => isSameSide(other, side) && bySideOrder(other, side) <= 0) ||
          !survives(side, b, ofA, a),
      ) && ofA.every((side) => survives(side, a, ofB, b))
    );
  });
}

function compose(
  units: UnitDeclarations,
  header: CausalRecord,
  joined: {
    readonly vector: VersionVector;
    readonly sides: ReadonlyMap<string, readonly Side[]>;
    readonly births: readonly Dot[];
    readonly shown: Shown;
  },
): CausalRecord {
  const { vector, sides, births, shown } = joined;
  const { born } = header.causality;
  let fields = withoutUnits(units, header);
  const dots: Record<string, Dot[]> = {};
  const siblings: Record<string, { dot: Dot; value: UnitValue }[]> = {};
  const writes: Record<Dot, Write> = {};
  for (const [id, live] of sides) {
    if (live.length === 0) continue;
    const disputed = live.some((side) => !sameValue(side.value, live[0]!.value));
    fields = writeUnit(units, fields, id, disputed ? shown(id, live) : live[0]!.value);
    const own = [...new Set(live.map((side) => side.dot))];
    // An entry that isn't there has no side; one that was taken out keeps its dot.
    const takenOut = isEntry(id) && !disputed && live[0]!.value === null;
    if (own.length > 1 || own[0] !== born || takenOut) dots[id] = own;
    if (disputed) siblings[id] = live.map(({ dot, value }) => ({ dot, value }));
    for (const side of live) if (side.dot !== born) writes[side.dot] = side.write;
  }
  fields['causality'] = {
    born,
    vector: sortKeys(vector),
    ...(Object.keys(dots).length > 0 ? { dots } : {}),
    ...(Object.keys(siblings).length > 0 ? { siblings } : {}),
    ...(Object.keys(writes).length > 0 ? { writes: sortKeys(writes) } : {}),
    ...(births.length > 0 && Object.keys(dots).length > 0 ? { births: [...births] } : {}),
  };
  return fields as CausalRecord;
}

function sortKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
