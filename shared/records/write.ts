import { shownBy } from '../clinical/policies.ts';
import { apply } from '../merge/join.ts';
import type { CausalRecord, Edits } from '../merge/join.ts';
import type { Write } from '../merge/causality.ts';
import type { Dot, VersionVector } from '../merge/versionVector.ts';
import { advance } from '../merge/versionVector.ts';
import { newRecordId } from './ids.ts';
import { kindDefinition, kinds } from './kinds.ts';
import type { AnyRecord, FieldsOf, Kind, RecordOf } from './kinds.ts';
import { findSiblingFlaw } from './unitValue.ts';

/** The context of a write: who, when by the local clock, on which workstation, and its dot. */
export interface WriteContext extends Write {
  readonly dot: Dot;
}

/** A write that the schema refuses: which field, never its value. */
export class InvalidRecord extends Error {
  constructor(readonly issues: readonly { readonly path: string; readonly code: string }[]) {
    super(`record refused at ${issues.map((issue) => issue.path).join(', ')}`);
    this.name = 'InvalidRecord';
  }
}

/** A new record with its header, salt and causality. Throws `InvalidRecord`. */
export function newRecord<K extends Kind>(
  kind: K,
  patientId: string,
  fields: FieldsOf<K>,
  context: WriteContext,
): RecordOf<K> {
  return parse(kind, {
    id: newRecordId(patientId, kind),
    kind,
    schemaVersion: kinds[kind].schemaVersion,
    patientId,
    salt: randomSalt(),
    recordedAt: context.at,
    recordedBy: context.by,
    recordedOn: context.on,
    ...(context.credential ? { credential: context.credential } : {}),
    ...withoutUndefined(fields),
    causality: { born: context.dot, vector: advance({}, context.dot) },
  });
}

/**
 * The record after a save: `edits` by merge unit, made in a form that was opened on `basis`.
 * Throws `InvalidRecord`, and for an immutable kind an error: signed records are never edited.
 */
export function editedRecord<K extends Kind>(
  current: RecordOf<K>,
  basis: VersionVector,
  edits: Edits,
  context: WriteContext,
): RecordOf<K> {
  const definition = kindDefinition(current.kind)!;
  if (definition.immutable) throw new Error(`a ${current.kind} is never edited`);
  const { dot, by, at, on, credential } = context;
  const next = apply(
    definition.units,
    current as unknown as CausalRecord,
    basis,
    edits,
    dot,
    { by, at, on, ...(credential ? { credential } : {}) },
    shownBy(current.kind),
  );
  const saved = parse(current.kind as K, next);
  // A refused side would be quarantined by whoever reads it: it is refused here, while its author is there.
  const flaw = findSiblingFlaw(definition, saved as AnyRecord);
  if (flaw !== undefined) throw new InvalidRecord([{ path: flaw, code: 'invalid_value' }]);
  return saved;
}

function parse<K extends Kind>(kind: K, candidate: unknown): RecordOf<K> {
  const parsed = kindDefinition(kind)!.schema.safeParse(candidate);
  if (parsed.success) return parsed.data as RecordOf<K>;
  throw new InvalidRecord(
    parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.code })),
  );
}

function withoutUndefined(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function randomSalt(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
