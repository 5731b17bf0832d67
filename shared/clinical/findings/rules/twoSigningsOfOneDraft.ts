import type { RecordOf } from '../../../records/kinds.ts';
import { noteStandingOf } from '../../noteStanding.ts';
import type { Rule } from '../finding.ts';

type Note = RecordOf<'note'>;

/** One draft was signed twice; both notes stand until an author retracts their own. */
export const twoSigningsOfOneDraft: Rule = {
  code: 'twoSigningsOfOneDraft',
  why: 'Two signed texts of one round contradict each other for whoever reads only one.',
  severity: 'notice',
  heldBack: [],
  settledBy: ['author'],
  find(chart) {
    const byDraft = new Map<string, Note[]>();
    for (const note of chart.of('note')) {
      const group = byDraft.get(note.draftId);
      if (group) group.push(note);
      else byDraft.set(note.draftId, [note]);
    }
    const retractions = chart.of('retraction');
    return [...byDraft.values()]
      .filter((notes) => notes.length > 1)
      .map((notes) => notes.filter((note) => noteStandingOf(note, retractions).kind === 'standing'))
      .filter((notes) => notes.length > 1)
      .map((notes) => ({
        recordIds: notes.map(({ id }) => id),
        data: { signers: [...new Set(notes.map(({ signedBy }) => signedBy))].sort().join(', ') },
      }));
  },
};
