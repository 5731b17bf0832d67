import { sameValue, canonicalJson } from '../json/canonical.ts';
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
  const live = dots && Object.hasOwn(dots, unitId) ? dots[unitId]! : [born];
  if (siblings && Object.hasOwn(siblings, unitId)) {
    return siblings[unitId]!.map(({ dot, value }) => ({ dot, value, write: writeOf(record, dot) }));
  }
  const value = readUnit(units, record, unitId);
  return [...live].sort(compareDots).map((dot) => ({ dot, value, write: writeOf(record, dot) }));
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
 * Joins two versions of one record (D4). For each unit a side survives if the other version has
 * it too, or hasn't seen it. The join is commutative, associative and idempotent, and holds
 * nothing of the machine that made it: those who see the same leaves write the same bytes.
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
      ...ofA.filter((side) => survives(side, ofB, b.causality.vector)),
      ...ofB.filter((side) => survives(side, ofA, a.causality.vector)),
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
  const { causality, ...fields } = record;
  let header: Record<string, unknown> = fields;
  for (const id of unitIds(units, fields, causality.dots)) {
    header = writeUnit(units, header, id, null);
  }
  return canonicalJson([causality.born, header]);
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

function survives(side: Side, others: readonly Side[], seenByOther: VersionVector): boolean {
  return (
    others.some((other) => other.dot === side.dot && sameValue(other.value, side.value)) ||
    !hasSeen(seenByOther, side.dot) ||
    // The same dot with another value (a cloned profile, a broken client): both are kept.
    others.some((other) => other.dot === side.dot)
  );
}

function distinct(sides: readonly Side[]): Side[] {
  const kept: Side[] = [];
  for (const side of [...sides].sort(bySideOrder)) {
    if (!kept.some((k) => k.dot === side.dot && sameValue(k.value, side.value))) kept.push(side);
  }
  return kept;
}

function bySideOrder(a: Side, b: Side): number {
  const byDot = compareDots(a.dot, b.dot);
  if (byDot !== 0) return byDot;
  const left = canonicalJson(a.value ?? null);
  const right = canonicalJson(b.value ?? null);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** A map entry that a version doesn't hold has no side there, unless its removal has a dot. */
function sidesIfPresent(
  units: UnitDeclarations,
  record: CausalRecord,
  unitId: string,
): readonly Side[] {
  const written = record.causality.dots && Object.hasOwn(record.causality.dots, unitId);
  if (!written && unitId.includes('/') && readUnit(units, record, unitId) === null) return [];
  return sidesOf(units, record, unitId);
}

function writeOf(record: CausalRecord, dot: Dot): Write {
  const { writes } = record.causality;
  if (writes && Object.hasOwn(writes, dot)) return writes[dot]!;
  return { by: record.recordedBy, at: record.recordedAt, on: record.recordedOn };
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
          ofA.some((other) => other.dot === side.dot && sameValue(other.value, side.value)) ||
          (hasSeen(a.causality.vector, side.dot) && !ofA.some((other) => other.dot === side.dot)),
      ) && ofA.every((side) => survives(side, ofB, b.causality.vector))
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
  let fields: Record<string, unknown> = { ...header };
  const dots: Record<string, Dot[]> = {};
  const siblings: Record<string, { dot: Dot; value: UnitValue }[]> = {};
  const writes: Record<Dot, Write> = {};
  for (const [id, live] of sides) {
    if (live.length === 0) {
      fields = writeUnit(units, fields, id, null);
      continue;
    }
    const disputed = live.some((side) => !sameValue(side.value, live[0]!.value));
    fields = writeUnit(units, fields, id, disputed ? shown(id, live) : live[0]!.value);
    const own = [...new Set(live.map((side) => side.dot))];
    if (own.length > 1 || own[0] !== born) dots[id] = own;
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
