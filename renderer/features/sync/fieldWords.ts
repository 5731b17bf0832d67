import type { TFunction } from 'i18next';
import type { FieldsOf, Kind } from '../../../shared/records/kinds.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import { headerFields } from '../../../shared/records/header.ts';
import { noteSections } from '../../../shared/records/note.ts';
import type { NoteSection } from '../../../shared/records/note.ts';
import { unitTitle } from '../chart/unitWords.ts';

/** Kinds that have no merge units: each field has its word here. */
type SignedKind = Extract<
  Kind,
  | 'encounterEvent'
  | 'note'
  | 'addendum'
  | 'retraction'
  | 'order'
  | 'orderEvent'
  | 'findingAcknowledgement'
  | 'patientLink'
  | 'patientPhoto'
  | 'change'
>;
type FieldIn<K extends Kind> = K extends Kind ? keyof FieldsOf<K> : never;
type SignedField = Exclude<FieldIn<SignedKind> | 'signature', NoteSection>;

/** What joins a record to others has one word for all: no form shows it. */
const words = {
  encounterId: 'links',
  draftId: 'links',
  noteId: 'links',
  targetId: 'links',
  orderId: 'links',
  replaces: 'links',
  after: 'links',
  seen: 'links',
  seenDots: 'links',
  findingId: 'links',
  recordIds: 'links',
  recordId: 'links',
  other: 'links',
  rule: 'links',
  dot: 'history',
  units: 'history',
  replaced: 'history',
  signature: 'signature',
  signedBy: 'signedBy',
  signedAt: 'signedAt',
  authoriser: 'authoriser',
  noteType: 'noteType',
  event: 'event',
  reason: 'reason',
  text: 'text',
  category: 'category',
  item: 'item',
  dosage: 'dosage',
  priority: 'priority',
  instruction: 'instruction',
  allergyOverride: 'allergyOverride',
} as const satisfies Record<SignedField, string>;

/** What a record's field is called on its form; undefined for one that this version doesn't know. */
export function fieldWords(
  t: TFunction<['refusals', 'chart', 'notes']>,
  kind: string,
  field: string,
): string | undefined {
  if (headerFields.includes(field)) return t('refusals:field.header');
  const definition = kindDefinition(kind);
  if (!definition?.fields.includes(field)) return undefined;
  const unit = Object.entries(definition.units).find(([, declaration]) =>
    declaration.kind === 'register'
      ? declaration.fields.includes(field)
      : declaration.field === field,
  )?.[0];
  if (unit !== undefined) return unitTitle(t as never, kind, unit);
  const section = noteSections.find((name) => name === field);
  if (section) return t(`notes:section.${section}`);
  return Object.hasOwn(words, field)
    ? t(`refusals:field.${words[field as keyof typeof words]}`)
    : undefined;
}
