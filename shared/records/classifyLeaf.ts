import { shownBy } from '../clinical/policies.ts';
import type { Causality } from '../merge/causality.ts';
import { normalForm } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import { canonicalJson } from '../json/canonical.ts';
import { isNestedDeeperThan } from '../json/nesting.ts';
import { fnv1aHex } from '../json/fnv1a.ts';
import { hasSeen, makeDot } from '../merge/versionVector.ts';
import { parseRecordId } from './ids.ts';
import { isOrdinary } from './ordinaryBody.ts';
import { kindDefinition } from './kinds.ts';
import type { AnyRecord, AnyKindDefinition } from './kinds.ts';
import { findSiblingFlaw } from './unitValue.ts';

/** A record in UTF-8 JSON is refused above this. */
export const maxRecordBytes = 1_000_000;

/** A record is nested at most so deep: what is deeper would end whatever follows it level by level. */
export const maxRecordNesting = 64;

/** Why a leaf is quarantined; each has a sentence in the message catalogue. */
export type QuarantineReason =
  | 'tooLarge'
  | 'malformedText'
  | 'unknownUnderscoreKey'
  | 'badId'
  | 'badSchema'
  | 'badCausality'
  | 'migrationFailed'
  | 'damagedOnDisk';

export interface Quarantine {
  readonly reason: QuarantineReason;
  /** Path of the offending field, never its value. */
  readonly path: string;
}

/**
 * What a leaf's body is, as a pure function of its bytes, so that every workstation agrees:
 * - `valid`: parsed under its own schema version and migrated to today's; it takes part in joins;
 * - `newer`: written by a newer version; kept and shown read-only, never joined or rewritten;
 * - `quarantined`: damaged or foreign; kept, counted and shown, never joined.
 */
export type Leaf =
  | { readonly kind: 'valid'; readonly record: AnyRecord; readonly definition: AnyKindDefinition }
  | { readonly kind: 'newer'; readonly schemaVersion: number; readonly body: Body }
  | { readonly kind: 'quarantined'; readonly quarantine: Quarantine; readonly body: Body };

export type Body = Readonly<Record<string, unknown>>;

/** Classifies a body (without `_id`, `_rev`) that was found under `id`. Never throws. */
export function classifyLeaf(id: string, body: Body): Leaf {
  const quarantined = (reason: QuarantineReason, path = ''): Leaf => ({
    kind: 'quarantined',
    quarantine: { reason, path },
    body,
  });
  const parts = parseRecordId(id);
  if (!parts || body['id'] !== id || body['patientId'] !== parts.patientId) {
    return quarantined('badId', 'id');
  }
  if (body['kind'] !== parts.kind) return quarantined('badId', 'kind');
  const flaw = findBodyFlaw(body);
  if (flaw) return quarantined(flaw.reason, flaw.path);
  const schemaVersion = body['schemaVersion'];
  const definition = kindDefinition(parts.kind);
  if (typeof schemaVersion !== 'number' || !Number.isInteger(schemaVersion) || schemaVersion < 1) {
    return quarantined('badSchema', 'schemaVersion');
  }
  if (!definition) return { kind: 'newer', schemaVersion, body };
  if (schemaVersion > definition.schemaVersion) return { kind: 'newer', schemaVersion, body };
  let migrated: Record<string, unknown>;
  try {
    migrated = migrate(definition, body, schemaVersion);
  } catch {
    return quarantined('migrationFailed', 'schemaVersion');
  }
  if (migrated['causality'] === undefined) {
    migrated = { ...migrated, causality: foreignCausality(body) };
  }
  const parsed = definition.schema.safeParse(migrated);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return quarantined(path.startsWith('causality') ? 'badCausality' : 'badSchema', path);
  }
  const record = parsed.data as AnyRecord;
  const causalityFlaw = checkCausality(definition, record);
  if (causalityFlaw !== undefined) return quarantined('badCausality', causalityFlaw);
  return { kind: 'valid', record: normalised(definition, record), definition };
}

/** A record in the one form that all workstations compare and join, whatever wrote it. */
function normalised(definition: AnyKindDefinition, record: AnyRecord): AnyRecord {
  const causal = record as unknown as CausalRecord;
  return normalForm(definition.units, causal, shownBy(record.kind)) as unknown as AnyRecord;
}

function migrate(definition: AnyKindDefinition, body: Body, from: number): Record<string, unknown> {
  let record: Record<string, unknown> = { ...body };
  for (let version = from; version < definition.schemaVersion; version += 1) {
    const migration = definition.migrations[version - 1];
    if (!migration) throw new Error('a migration is missing');
    record = { ...migration(record), schemaVersion: version + 1 };
  }
  return record;
}

/**
 * The causality of a leaf that carries none (an older client, another CouchDB program): one write
 * by an actor that follows from the leaf's own text. It has seen nothing and nobody has seen it, so
 * in a join every value that differs becomes a disagreement; nothing is guessed.
 */
function foreignCausality(body: Body): Causality {
  const actor = fnv1aHex(canonicalJson(body));
  return { born: makeDot(actor, 1), vector: { [actor]: 1 } };
}

function checkCausality(definition: AnyKindDefinition, record: AnyRecord): string | undefined {
  const { vector, born, dots = {}, siblings = {}, writes = {}, births = [] } = record.causality;
  if (!hasSeen(vector, born)) return 'causality.born';
  if (!births.every((dot) => hasSeen(vector, dot))) return 'causality.births';
  for (const [unit, live] of Object.entries(dots)) {
    const name = unit.split('/')[0]!;
    const declaration = Object.hasOwn(definition.units, name) ? definition.units[name] : undefined;
    // No key starts with `_` in a record either; `__proto__` would be no entry of its own.
    if (
      !declaration ||
      (declaration.kind === 'keyedMap') !== unit.includes('/') ||
      unit.includes('/_')
    ) {
      return `causality.dots.${unit}`;
    }
    for (const dot of live) {
      if (!hasSeen(vector, dot)) return `causality.dots.${unit}`;
      if (dot !== born && !Object.hasOwn(writes, dot)) return `causality.writes.${dot}`;
    }
  }
  for (const [unit, sides] of Object.entries(siblings)) {
    const live = Object.hasOwn(dots, unit) ? dots[unit]! : [born];
    const inSides = sides.map(({ dot }) => dot);
    const agree = inSides.every((dot) => live.includes(dot));
    // A live write without a side would be a value that nobody can read any more.
    if (!agree || !live.every((dot) => inSides.includes(dot))) return `causality.siblings.${unit}`;
  }
  return findSiblingFlaw(definition, record);
}

/** What no record may be, whatever its kind. */
function findBodyFlaw(body: Body): Quarantine | undefined {
  if (isOrdinary(body, { nesting: maxRecordNesting, bytes: maxRecordBytes })) return undefined;
  if (isNestedDeeperThan(body, maxRecordNesting)) return { reason: 'badSchema', path: '' };
  const bytes = new TextEncoder().encode(JSON.stringify(body)).length;
  return bytes > maxRecordBytes ? { reason: 'tooLarge', path: '' } : findTextFlaw(body, '');
}

/** A lone surrogate, or a key that starts with `_`, at any depth. */
function findTextFlaw(value: unknown, path: string): Quarantine | undefined {
  if (typeof value === 'string') {
    return value.isWellFormed() ? undefined : { reason: 'malformedText', path };
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, entry] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (key.startsWith('_')) return { reason: 'unknownUnderscoreKey', path: at };
    if (!key.isWellFormed()) return { reason: 'malformedText', path };
    const flaw = findTextFlaw(entry, at);
    if (flaw) return flaw;
  }
  return undefined;
}
