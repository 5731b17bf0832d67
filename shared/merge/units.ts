/**
 * Merge units: the parts of a record that are written and compared as one. A schema declares
 * them; the join, a save and the screens read the declaration and nothing else.
 *
 * - `register`: one or more fields that only make sense together (ward, room and bed).
 * - `keyedMap`: a field whose entries are units of their own, under the id `<field>/<key>`.
 */
export type UnitDeclaration =
  | { readonly kind: 'register'; readonly fields: readonly string[] }
  | { readonly kind: 'keyedMap'; readonly field: string };

export type UnitDeclarations = Readonly<Record<string, UnitDeclaration>>;

/** A unit's value as JSON; null is "no value". A register of several fields is an object of them. */
export type UnitValue = unknown;

type Fields = Readonly<Record<string, unknown>>;

/** Ids of all units that a record with these fields, or with these dots, has. */
export function unitIds(
  units: UnitDeclarations,
  fields: Fields,
  dots: Fields | undefined,
): string[] {
  const ids = new Set<string>();
  for (const [id, unit] of Object.entries(units)) {
    if (unit.kind === 'register') ids.add(id);
    else
      for (const key of Object.keys(entriesOf(fields, unit.field))) ids.add(`${unit.field}/${key}`);
  }
  for (const id of Object.keys(dots ?? {})) ids.add(id);
  return [...ids].sort();
}

/** Value of one unit in these fields; null when there is none. */
export function readUnit(units: UnitDeclarations, fields: Fields, unitId: string): UnitValue {
  const unit = declarationOf(units, unitId);
  if (unit.declaration.kind === 'keyedMap') {
    const entries = entriesOf(fields, unit.declaration.field);
    return Object.hasOwn(entries, unit.key!) ? entries[unit.key!] : null;
  }
  const names = unit.declaration.fields;
  if (names.length === 1) return fields[names[0]!] ?? null;
  const value: Record<string, unknown> = {};
  for (const name of names) if (fields[name] !== undefined) value[name] = fields[name];
  return Object.keys(value).length === 0 ? null : value;
}

/** These fields with one unit set to a value; null removes it. */
export function writeUnit(
  units: UnitDeclarations,
  fields: Fields,
  unitId: string,
  value: UnitValue,
): Record<string, unknown> {
  const unit = declarationOf(units, unitId);
  const next: Record<string, unknown> = { ...fields };
  if (unit.declaration.kind === 'keyedMap') {
    const entries = { ...entriesOf(fields, unit.declaration.field) };
    if (value === null) delete entries[unit.key!];
    else entries[unit.key!] = value;
    if (Object.keys(entries).length === 0) delete next[unit.declaration.field];
    else next[unit.declaration.field] = entries;
    return next;
  }
  const names = unit.declaration.fields;
  for (const name of names) delete next[name];
  if (value === null) return next;
  if (names.length === 1) next[names[0]!] = value;
  else
    for (const name of names) {
      const part = (value as Record<string, unknown>)[name];
      if (part !== undefined) next[name] = part;
    }
  return next;
}

/** Whether a unit id belongs to these declarations. */
export function isUnit(units: UnitDeclarations, unitId: string): boolean {
  try {
    declarationOf(units, unitId);
    return true;
  } catch {
    return false;
  }
}

function declarationOf(units: UnitDeclarations, unitId: string) {
  const slash = unitId.indexOf('/');
  const key = slash < 0 ? undefined : unitId.slice(slash + 1);
  const name = slash < 0 ? unitId : unitId.slice(0, slash);
  const declaration = Object.hasOwn(units, name) ? units[name] : undefined;
  if (!declaration || (declaration.kind === 'keyedMap') !== (key !== undefined)) {
    throw new Error(`no such merge unit: ${name}`);
  }
  return { declaration, key };
}

function entriesOf(fields: Fields, field: string): Record<string, unknown> {
  return (fields[field] as Record<string, unknown> | undefined) ?? {};
}
