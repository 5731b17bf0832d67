import * as z from 'zod';
import { kinds } from '../../records/kinds.ts';
import type { Kind } from '../../records/kinds.ts';

/** What the server knows of one kind of record: made from its zod schema, the one definition of it. */
export interface KindOnServer {
  readonly version: number;
  readonly immutable: boolean;
  readonly signed: boolean;
  readonly required: readonly string[];
  /** JSON types that each top-level field may have, joined by `|`; `any` where the schema says nothing. */
  readonly fields: Readonly<Record<string, string>>;
}

interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

export function kindOnServer(kind: Kind): KindOnServer {
  const definition = kinds[kind];
  const schema = z.toJSONSchema(definition.schema, {
    io: 'input',
    unrepresentable: 'any',
  }) as JsonSchema;
  return {
    version: definition.schemaVersion,
    immutable: definition.immutable,
    signed: definition.signed,
    required: schema.required ?? [],
    fields: Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([field, type]) => [
        field,
        [...typesOf(type)].sort().join('|'),
      ]),
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
