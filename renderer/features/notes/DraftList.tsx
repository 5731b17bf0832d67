import { useTranslation } from 'react-i18next';
import { noteSections } from '../../../shared/records/note.ts';
import { useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { PencilIcon, SplitDiscIcon, UndoIcon } from '../../ui/icons.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { RecordDelivery } from '../chart/RecordDelivery.tsx';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useAct } from '../../app/useAct.ts';
import { HistoryButton } from '../history/HistoryButton.tsx';
import { disputedSections, standingOfDraft } from './draftStanding.ts';
import type { Note, NoteDraft } from './draftStanding.ts';
import { TimeMark } from '../times/TimeMark.tsx';
import css from './notes.module.css';

/** Drafts of everybody that aren't signed, and those that were put aside. */
export function DraftList(props: {
  drafts: readonly NoteDraft[];
  notes: readonly Note[];
  /** The draft in the editor is not listed twice. */
  editing: string | undefined;
  onOpen: (draft: NoteDraft) => void;
}) {
  const { t } = useTranslation('notes');
  const listed = props.drafts.filter(({ id }) => id !== props.editing);
  const standing = (draft: NoteDraft) => standingOfDraft(draft, props.notes);
  const open = listed.filter((draft) => ['open', 'writtenAfterSigning'].includes(standing(draft)));
  const aside = listed.filter((draft) => standing(draft) === 'discarded');
  if (open.length + aside.length === 0) return null;
  return (
    <section className={css['drafts']} aria-label={t('drafts')}>
      {open.length > 0 ? <h2 className={css['listHead']}>{t('drafts')}</h2> : null}
      {open.map((draft) => (
        <DraftRow
          key={draft.id}
          draft={draft}
          afterSigning={standing(draft) === 'writtenAfterSigning'}
          onOpen={() => props.onOpen(draft)}
        />
      ))}
      {aside.length > 0 ? (
        <details className={css['aside']}>
          <summary>{t('putAsideCount', { count: aside.length })}</summary>
          {aside.map((draft) => (
            <DraftRow key={draft.id} draft={draft} afterSigning={false} />
          ))}
        </details>
      ) : null}
    </section>
  );
}

/** Without `onOpen` the draft was put aside, and can be taken back. */
function DraftRow(props: { draft: NoteDraft; afterSigning: boolean; onOpen?: () => void }) {
  const { draft, afterSigning, onOpen } = props;
  const { t } = useTranslation('notes');
  const { app, replica, author, person } = useSession();
  const locked = useNotMine()('edit', 'noteDraft');
  const act = useAct();
  const text = noteSections.map((section) => draft[section] ?? '').filter((each) => each !== '');
  const disputed = disputedSections(draft).length;
  const end = (value: { discarded: true } | null) =>
    void act.run(() => replica.records.save<'noteDraft'>(draft, { ending: value }, author));
  return (
    <div className={css['draft']} data-record-id={draft.id}>
      <div className={css['draftWords']}>
        <p className={css['draftHead']}>
          <strong>
            {draft.recordedBy === person.key
              ? t('mine')
              : t('draftOf', { name: personName(app, draft.recordedBy, draft.credential) })}
          </strong>
          <span className={css['meta']}>
            {stamp(draft.recordedAt)} <TimeMark at={draft.recordedAt} on={draft.recordedOn} />
            <RecordDelivery id={draft.id} />
          </span>
          {disputed > 0 ? (
            <span className={css['disputed']}>
              <SplitDiscIcon size={14} /> {t('disputedSections', { count: disputed })}
            </span>
          ) : null}
          {afterSigning ? <span className={css['warned']}>{t('alreadySigned')}</span> : null}
        </p>
        <p className={css['excerpt']}>{text.join(' · ')}</p>
        <SaveFailure error={act.error} />
      </div>
      <HistoryButton
        record={draft}
        what={t('draftOf', { name: personName(app, draft.recordedBy, draft.credential) })}
      />
      {onOpen ? (
        <>
          <Button
            onPress={() => end({ discarded: true })}
            kind="quiet"
            busy={act.busy}
            lockedBecause={locked}
          >
            {t('putAside')}
          </Button>
          <Button onPress={onOpen} icon={<PencilIcon size={15} />} lockedBecause={locked}>
            {t('continueDraft')}
          </Button>
        </>
      ) : (
        <Button
          onPress={() => end(null)}
          icon={<UndoIcon size={15} />}
          busy={act.busy}
          lockedBecause={locked}
        >
          {t('takeBack')}
        </Button>
      )}
    </div>
  );
}
