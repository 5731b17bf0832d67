import * as z from 'zod';
import { kinds } from '../../records/kinds.ts';
import type { Kind } from '../../records/kinds.ts';
import type { UnitDeclaration } from '../../merge/units.ts';
import { rights } from '../../people/rights.ts';
import { valuesByPath } from './valuesByPath.ts';
import type { JsonSchema, ValuesByPath } from './valuesByPath.ts';

/** What the server knows of one kind of record: made from its zod schema, the one definition of it. */
export interface KindOnServer {
  readonly version: number;
  /** Some role may change it: by the table of rights. */
  readonly edited: boolean;
  readonly signed: boolean;
  readonly required: readonly string[];
  /** JSON types that each top-level field may have, joined by `|`; `any` where the schema says nothing. */
  readonly fields: Readonly<Record<string, string>>;
  /** The values of each enumeration, by its path (`valuesByPath`). */
  readonly values: ValuesByPath;
  /**
   * Merge units that aren't one field of their own name, with their fields, where one is an
   * enumeration: the sides of a disagreement hold their values.
   */
  readonly units: Readonly<Record<string, readonly string[]>>;
}

export function kindOnServer(kind: Kind): KindOnServer {
  const definition = kinds[kind];
  const schema = z.toJSONSchema(definition.schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as JsonSchema;
  const {
    causality: _,
    credential: __,
    kind: ___,
    schemaVersion: ____,
    ...own
  } = schema.properties ?? {};
  const values = valuesByPath({ type: 'object', properties: own });
  return {
    version: definition.schemaVersion,
    edited: rights[kind].edit.length > 0,
    signed: definition.signed,
    required: schema.required ?? [],
    fields: Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([field, type]) => [
        field,
        [...typesOf(type)].sort().join('|'),
      ]),
    ),
    values,
    units: Object.fromEntries(
      Object.entries<UnitDeclaration>(definition.units).flatMap(([unit, declared]) =>
        declared.kind === 'register' &&
        declared.fields.join() !== unit &&
        declared.fields.some((field) => field in values)
          ? [[unit, declared.fields]]
          : [],
      ),
    ),
  };
}

function typesOf(schema: JsonSchema): Set<string> {
  if (schema.type) return new Set([schema.type]);
  if (schema.const !== undefined) return new Set([typeof schema.const]);
  if (schema.enum) return new Set(schema.enum.map((value) => typeof value));
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return new Set(choices.flatMap((choice) => [...typesOf(choice)]));
  return new Set(['any']);
}
