import type * as z from 'zod';
import type { UnitValue } from '../merge/units.ts';
import type { AnyKindDefinition, AnyRecord } from './kinds.ts';

/**
 * Whether a merge unit of this kind may hold this value by the kind's schema; null is "no value".
 * Sides of a disagreement stand outside the record's fields, where its schema doesn't reach.
 */
export function isUnitValue(
  definition: AnyKindDefinition,
  unitId: string,
  value: UnitValue,
): boolean {
  const { shape } = definition.schema as z.ZodObject;
  const [name, key] = splitUnitId(unitId);
  const unit = Object.hasOwn(definition.units, name) ? definition.units[name] : undefined;
  if (!unit || (unit.kind === 'keyedMap') !== (key !== undefined)) return false;
  if (unit.kind === 'keyedMap') {
    return value === null || fits(shape[unit.field], { [key!]: value });
  }
  if (unit.fields.length === 1) return fits(shape[unit.fields[0]!], value ?? undefined);
  if (typeof value !== 'object' || Array.isArray(value)) return false;
  const parts = (value ?? {}) as Readonly<Record<string, unknown>>;
  return (
    Object.keys(parts).every((field) => unit.fields.includes(field)) &&
    unit.fields.every((field) =>
      fits(shape[field], Object.hasOwn(parts, field) ? parts[field] : undefined),
    )
  );
}

/** Path of the first disagreement with a side that the schema refuses; undefined when there is none. */
export function findSiblingFlaw(
  definition: AnyKindDefinition,
  record: AnyRecord,
): string | undefined {
  for (const [unitId, sides] of Object.entries(record.causality.siblings ?? {})) {
    if (!sides.every(({ value }) => isUnitValue(definition, unitId, value))) {
      return `causality.siblings.${unitId}`;
    }
  }
  return undefined;
}

function fits(schema: z.core.$ZodType | undefined, value: unknown): boolean {
  return schema !== undefined && (schema as z.ZodType).safeParse(value).success;
}

function splitUnitId(unitId: string): [name: string, key: string | undefined] {
  const slash = unitId.indexOf('/');
  return slash < 0 ? [unitId, undefined] : [unitId.slice(0, slash), unitId.slice(slash + 1)];
}
