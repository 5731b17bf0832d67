import { useCallback, useEffect, useState } from 'react';
import { latestToldOf } from '../../../shared/clinical/statedTime.ts';
import { useSession } from '../../app/session.tsx';
import { timeOfRecord } from '../times/statedTimes.ts';
import { useKnownTimes } from '../times/useKnownTimes.ts';
import type { Chart } from '../chart/useChart.ts';
import { draftJournalKey, draftJournalSchema } from './draftJournal.ts';
import type { DraftJournal } from './draftJournal.ts';
import { openDraftKeeper } from './draftKeeper.ts';
import type { DraftKeeper } from './draftKeeper.ts';
import { standingOfDraft } from './draftStanding.ts';
import type { NoteDraft } from './draftStanding.ts';

/** The note that this person has in hand for this patient. */
export interface NoteInHand {
  /** Another number at every opening. */
  readonly opening: number;
  readonly keeper: DraftKeeper;
  readonly restoredAt: string | undefined;
}

let openings = 0;

/**
 * Finds what the person was writing: first what a crash left in the journal, otherwise their latest
 * open draft. `undefined` until the journal has answered.
 */
export function useNoteInHand(chart: Chart): {
  readonly inHand: NoteInHand | null | undefined;
  readonly open: (draft: NoteDraft | undefined) => Promise<void>;
  readonly putDown: () => void;
} {
  const { replica, author, person } = useSession();
  const known = useKnownTimes();
  const [inHand, setInHand] = useState<NoteInHand | null | undefined>(undefined);

  const hold = useCallback(
    (draft: NoteDraft | undefined, restored: DraftJournal | undefined): NoteInHand | null => {
      const encounterId = restored?.encounterId ?? draft?.encounterId ?? chart.encounter?.id;
      if (encounterId === undefined) return null;
      const keeper = openDraftKeeper({
        records: replica.records,
        journal: replica.journal,
        author,
        patientId: chart.patientId,
        encounterId,
        noteType:
          restored?.noteType ??
          draft?.noteType ??
          (person.role === 'nurse' ? 'nursing' : 'progress'),
        draft,
        restored,
      });
      openings += 1;
      return { opening: openings, keeper, restoredAt: restored?.writtenAt };
    },
    [replica, author, person, chart.patientId, chart.encounter?.id],
  );

  useEffect(() => {
    let live = true;
    if (inHand !== undefined) return undefined;
    const found = (entry: unknown) => {
      if (!live) return;
      const read = draftJournalSchema.safeParse(entry);
      if (read.success) {
        setInHand(
          hold(draftOfJournal(read.data, chart.drafts, author.workstation, person.key), read.data),
        );
        return;
      }
      const own = chart.drafts
        .filter((draft) => draft.recordedBy === person.key)
        .filter((draft) => standingOfDraft(draft, chart.notes) === 'open');
      const latest = latestToldOf(own, timeOfRecord, known);
      setInHand(latest ? hold(latest, undefined) : null);
    };
    replica.journal
      .read(draftJournalKey(person.key, chart.patientId))
      .then(found, () => found(undefined));
    return () => {
      live = false;
    };
  }, [inHand, replica, person, author, chart, hold, known]);

  return {
    inHand,
    open: async (draft) => {
      // One form a person and patient: what is in hand is saved before another takes its place.
      if (inHand && !(await inHand.keeper.save())) return;
      setInHand(hold(draft, undefined));
    },
    putDown: () => setInHand(null),
  };
}

/**
 * The draft that a journal entry belongs to. A crash may have come between the draft's creation and
 * the journal's next write; then it is the one that this person made here since the form was opened.
 */
export function draftOfJournal(
  entry: DraftJournal,
  drafts: readonly NoteDraft[],
  workstation: string,
  person: string,
): NoteDraft | undefined {
  if (entry.draftId !== null) return drafts.find(({ id }) => id === entry.draftId);
  return drafts
    .filter((draft) => draft.recordedBy === person && draft.recordedOn === workstation)
    .filter((draft) => draft.recordedAt >= entry.startedAt)
    .sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))[0];
}
