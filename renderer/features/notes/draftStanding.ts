import { disagreements } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { noteSections } from '../../../shared/records/note.ts';
import type { NoteSection } from '../../../shared/records/note.ts';

export type NoteDraft = RecordOf<'noteDraft'>;
export type Note = RecordOf<'note'>;

/**
 * Where a draft stands. A signed note that points at it counts even if the draft itself couldn't be
 * marked (a crash between the two writes), and what was written after signing is never hidden by it.
 */
export type DraftStanding = 'open' | 'signed' | 'writtenAfterSigning' | 'discarded';

export function standingOfDraft(draft: NoteDraft, notes: readonly Note[]): DraftStanding {
  const signed = notes.filter((note) => note.draftId === draft.id);
  if (signed.length > 0) {
    const asSigned = signed.some((note) =>
      noteSections.every((section) => (note[section] ?? '') === (draft[section] ?? '')),
    );
    return asSigned && disputedSections(draft).length === 0 ? 'signed' : 'writtenAfterSigning';
  }
  const endingDisputed = disagreements(draft as unknown as CausalRecord).includes('ending');
  return draft.discarded && !endingDisputed ? 'discarded' : 'open';
}

/** Sections in which people wrote different things at once. */
export function disputedSections(draft: NoteDraft): readonly NoteSection[] {
  const disputed = disagreements(draft as unknown as CausalRecord);
  return noteSections.filter((section) => disputed.includes(section));
}

/** Whether there is nothing to read in these sections. */
export function isBlank(sections: Partial<Record<NoteSection, string | undefined>>): boolean {
  return noteSections.every((section) => (sections[section] ?? '').trim() === '');
}
