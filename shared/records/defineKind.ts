import * as z from 'zod';
import type { UnitDeclarations } from '../merge/units.ts';
import { headerShape } from './header.ts';

/** A numbered migration: from the schema version in its name to the next one. Pure. */
export type Migration = (record: Record<string, unknown>) => Record<string, unknown>;

/**
 * One kind of record: its one zod schema (which gives the type, RxDB's schema and the server's
 * validation), its version with the migrations that lead there, and its merge units. A kind without
 * units is immutable: it is written once and never joined (D6). A kind with a field `signature` is
 * an act of a person, who signs it.
 */
export interface KindDefinition<Kind extends string, Shape extends z.core.$ZodLooseShape> {
  readonly kind: Kind;
  readonly schemaVersion: number;
  readonly migrations: readonly Migration[];
  readonly schema: z.ZodObject<
    typeof headerShape & { kind: z.ZodLiteral<Kind>; schemaVersion: z.ZodLiteral<number> } & Shape,
    z.core.$strict
  >;
  readonly fields: readonly string[];
  readonly units: UnitDeclarations;
  readonly immutable: boolean;
  readonly signed: boolean;
}

export function defineKind<Kind extends string, Shape extends z.core.$ZodLooseShape>(definition: {
  kind: Kind;
  schemaVersion: number;
  migrations?: readonly Migration[];
  fields: Shape;
  units: UnitDeclarations | 'immutable';
}): KindDefinition<Kind, Shape> {
  const schema = z.strictObject({
    ...headerShape,
    kind: z.literal(definition.kind),
    schemaVersion: z.literal(definition.schemaVersion),
    ...definition.fields,
  });
  return {
    kind: definition.kind,
    schemaVersion: definition.schemaVersion,
    migrations: definition.migrations ?? [],
    schema: schema as unknown as KindDefinition<Kind, Shape>['schema'],
    fields: Object.keys(definition.fields),
    units: definition.units === 'immutable' ? {} : definition.units,
    immutable: definition.units === 'immutable',
    signed: 'signature' in definition.fields,
  };
}
