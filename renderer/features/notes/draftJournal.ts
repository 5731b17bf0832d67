import * as z from 'zod';
import { actorPattern } from '../../../shared/merge/versionVector.ts';
import { noteSections } from '../../../shared/records/note.ts';

const vector = z.record(z.string().regex(actorPattern), z.int().positive());

/** One section as it stands in a form. */
const keptEdit = z.strictObject({
  text: z.string(),
  /** What its writer had before them: the draft's vector at the first keystroke, and their own saves since. */
  basis: vector,
  /** The text that the shared draft was last acknowledged with; absent before the first save. */
  saved: z.string().optional(),
});
export type KeptEdit = z.infer<typeof keptEdit>;

/** What the journal holds of a note that is being written: enough to go on after a crash. */
export const draftJournalSchema = z.strictObject({
  /** The shared draft, once there is one. */
  draftId: z.string().nullable(),
  encounterId: z.string(),
  noteType: z.enum(['progress', 'admission', 'nursing']),
  /** When the form was opened: a draft made since then by this person here is this form's. */
  startedAt: z.string(),
  writtenAt: z.string(),
  edits: z.partialRecord(z.enum(noteSections), keptEdit),
});
export type DraftJournal = z.infer<typeof draftJournalSchema>;

/** One form a person and patient; the journal is this machine's alone. */
export function draftJournalKey(person: string, patientId: string): string {
  return `${person}/note/${patientId}`;
}
