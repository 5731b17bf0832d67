import { describe, expect, test } from 'vitest';
import { headerFields } from '../../../shared/records/header.ts';
import { collectionOf, collections, isShown, kinds } from '../../../shared/records/kinds.ts';
import type { AnyKindDefinition, CollectionName } from '../../../shared/records/kinds.ts';
import { rxSchemaOf } from '../../../shared/records/rxSchema.ts';

const definitions = Object.values(kinds) as unknown as AnyKindDefinition[];

describe('kinds of record', () => {
  test.each(definitions.map((definition) => [definition.kind, definition] as const))(
    '%s: every field of its own belongs to exactly one merge unit, or it is immutable',
    (_kind, definition) => {
      const inUnits = Object.values(definition.units).flatMap((unit) =>
        unit.kind === 'register' ? [...unit.fields] : [unit.field],
      );
      expect([...inUnits].sort()).toEqual(
        definition.immutable ? [] : [...definition.fields].sort(),
      );
      expect(definition.fields.some((field) => headerFields.includes(field))).toBe(false);
    },
  );

  test.each(definitions.map((definition) => [definition.kind, definition] as const))(
    '%s: as many migrations as versions before the present one',
    (_kind, definition) => {
      expect(definition.migrations).toHaveLength(definition.schemaVersion - 1);
    },
  );

  test('every kind but the history is in one collection, and there are at most 10 (RxDB opens 13 in a process)', () => {
    const members = Object.values(collections).flat();
    expect([...members].sort()).toEqual(Object.keys(kinds).filter(isShown).sort());
    expect(Object.keys(collections).length).toBeLessThanOrEqual(10);
    for (const kind of Object.keys(kinds).filter(isShown)) {
      expect(collections[collectionOf(kind)] as readonly string[]).toContain(kind);
    }
  });

  test.each(Object.keys(collections) as CollectionName[])(
    'RxDB’s schema of %s is derived: version 0 for ever, kind indexed, every field named',
    (collection) => {
      const schema = rxSchemaOf(collection);
      expect(schema.version).toBe(0);
      expect(schema.indexes).toContainEqual(['kind', 'recordedAt']);
      for (const kind of collections[collection]) {
        for (const field of Object.keys(kinds[kind].schema.shape)) {
          expect(Object.keys(schema.properties)).toContain(field);
        }
      }
    },
  );
});
