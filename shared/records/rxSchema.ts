import type { RxJsonSchema } from 'rxdb';
import { collections, kinds } from './kinds.ts';
import type { AnyRecord, CollectionName } from './kinds.ts';

/** Fields that queries sort or select by, with the bounds that RxDB needs of an indexed field. */
const indexedFields = {
  kind: { type: 'string', maxLength: 32 },
  patientId: { type: 'string', maxLength: 36 },
  recordedAt: { type: 'string', maxLength: 29 },
} as const;

/**
 * RxDB's schema of a collection, derived from the zod schemas of its kinds. Its version stays 0
 * for ever: records migrate when they are read (D1). RxDB validates nothing by it; the Worker
 * parses every record with zod.
 */
export function rxSchemaOf(collection: CollectionName): RxJsonSchema<AnyRecord> {
  const properties: Record<string, object> = { id: { type: 'string', maxLength: 120 } };
  for (const kind of collections[collection]) {
    for (const field of Object.keys(kinds[kind].schema.shape)) properties[field] ??= {};
  }
  Object.assign(properties, indexedFields);
  return {
    title: collection,
    version: 0,
    primaryKey: 'id',
    type: 'object',
    properties,
    required: ['id', 'kind', 'patientId', 'recordedAt'],
    indexes: [
      ['kind', 'recordedAt'],
      ['patientId', 'kind', 'recordedAt'],
    ],
    additionalProperties: false,
  } as unknown as RxJsonSchema<AnyRecord>;
}
