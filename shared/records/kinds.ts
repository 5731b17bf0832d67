import type * as z from 'zod';
import { addendum, retraction } from './addendum.ts';
import { allergy } from './allergy.ts';
import { change } from './change.ts';
import { condition } from './condition.ts';
import { encounter } from './encounter.ts';
import { encounterEvent } from './encounterEvent.ts';
import { findingAcknowledgement } from './findingAcknowledgement.ts';
import { parseRecordId } from './ids.ts';
import { note, noteDraft } from './note.ts';
import { order, orderEvent } from './order.ts';
import { patient } from './patient.ts';
import { patientLink } from './patientLink.ts';
import { patientPhoto } from './patientPhoto.ts';
import type { Migration } from './defineKind.ts';
import type { UnitDeclarations } from '../merge/units.ts';

/** Every kind of record that exists. A kind that isn't here is from a newer version or foreign. */
export const kinds = {
  patient,
  encounter,
  encounterEvent,
  condition,
  allergy,
  noteDraft,
  note,
  addendum,
  retraction,
  order,
  orderEvent,
  findingAcknowledgement,
  patientLink,
  patientPhoto,
  change,
} as const;

export type Kind = keyof typeof kinds;
export type RecordOf<K extends Kind> = z.infer<(typeof kinds)[K]['schema']>;
export type AnyRecord = { [K in Kind]: RecordOf<K> }[Kind];

/** What a form fills in: a record without its header. */
export type FieldsOf<K extends Kind> = Omit<
  RecordOf<K>,
  | 'id'
  | 'kind'
  | 'schemaVersion'
  | 'patientId'
  | 'salt'
  | 'recordedAt'
  | 'recordedBy'
  | 'recordedOn'
  | 'credential'
  | 'causality'
  | 'signature'
>;

/** A kind's definition without its type parameters, for code that serves all kinds alike. */
export interface AnyKindDefinition {
  readonly kind: string;
  readonly schemaVersion: number;
  readonly migrations: readonly Migration[];
  readonly schema: z.ZodType;
  readonly fields: readonly string[];
  readonly units: UnitDeclarations;
  readonly immutable: boolean;
  readonly signed: boolean;
}

export function isKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}

/** The definition of a kind, or undefined when this version doesn't know it. */
export function kindDefinition(kind: string): AnyKindDefinition | undefined {
  return isKind(kind) ? (kinds[kind] as unknown as AnyKindDefinition) : undefined;
}

/**
 * RxDB's free edition opens 13 collections in a process, so a collection is a group of kinds, and
 * there are never more than 10 (D2). `kind` is indexed in each.
 */
export const collections = {
  patients: ['patient'],
  encounters: ['encounter', 'encounterEvent', 'condition'],
  allergies: ['allergy'],
  notes: ['noteDraft', 'note', 'addendum', 'retraction'],
  orders: ['order', 'orderEvent'],
  findings: ['findingAcknowledgement'],
  links: ['patientLink'],
  photos: ['patientPhoto'],
} as const satisfies Record<string, readonly Kind[]>;

export type CollectionName = keyof typeof collections;
export type RecordIn<C extends CollectionName> = RecordOf<(typeof collections)[C][number]>;

/** Kinds that are the history: kept in the store, never in memory or in a collection. */
export const historyKinds: readonly Kind[] = ['change'];

/** Whether memory shows records of this kind. */
export function isShown(kind: string): kind is Kind {
  return isKind(kind) && !historyKinds.includes(kind);
}

const historyMarks = historyKinds.map((kind) => `:${kind}:`);
const patientIdLength = 36;

/** Whether an id is of the history. */
export function isHistoryId(id: string): boolean {
  // A fill asks this several times of each record; most are told by their kind alone.
  if (!historyMarks.some((mark) => id.startsWith(mark, patientIdLength))) return false;
  return parseRecordId(id) !== undefined;
}

/** The collection that holds a kind. */
export function collectionOf(kind: Kind): CollectionName {
  for (const [name, members] of Object.entries(collections)) {
    if ((members as readonly string[]).includes(kind)) return name as CollectionName;
  }
  throw new Error(`kind without a collection: ${kind}`);
}
