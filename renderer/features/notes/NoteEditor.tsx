import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { localInstant } from '../../../shared/records/instant.ts';
import { noteSections } from '../../../shared/records/note.ts';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useAct } from '../../app/useAct.ts';
import type { Chart } from '../chart/useChart.ts';
import type { DraftKeeper } from './draftKeeper.ts';
import { standingOfDraft } from './draftStanding.ts';
import { SaveState, SaveTrouble } from './SaveState.tsx';
import { SectionField } from './SectionField.tsx';
import { CannotSign, signingObstacle, signNote } from './signNote.ts';
import css from './notes.module.css';

export interface NoteEditorProps {
  readonly chart: Chart;
  readonly keeper: DraftKeeper;
  /** When the text that a crash left behind was typed; undefined where there was none. */
  readonly restoredAt: string | undefined;
  readonly onSigned: (noteId: string) => void;
  /** Leaves the draft as it is. */
  readonly onLeave: () => void;
}

/** A note being written. Saving goes on by itself; signing is the act. */
export function NoteEditor({ chart, keeper, restoredAt, onSigned, onLeave }: NoteEditorProps) {
  const { t } = useTranslation('notes');
  const { app, replica, author, person, finishing } = useSession();
  const alive = useReplicaAlive();
  const state = useSyncExternalStore(keeper.subscribe, keeper.state);
  const act = useAct();
  const [openedAt] = useState(() => stamp(localInstant(new Date())));
  const { draft } = state;

  useEffect(() => {
    keeper.start();
    const hidden = () => document.visibilityState === 'hidden' && void keeper.save();
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      finishing(keeper.close());
    };
  }, [keeper, finishing]);

  const here = chart.drafts.find(({ id }) => id === draft?.id);
  useEffect(() => {
    if (here) keeper.arrived(here);
  }, [keeper, here]);

  const obstacle = signingObstacle(keeper);
  const locked = alive ? obstacle && t(`locked.${obstacle}`) : t('locked.notKept');

  async function sign(): Promise<void> {
    if (locked !== undefined) return;
    let signedId = '';
    const signed = await act.run(async () => {
      signedId = (await signNote(keeper, replica.records, author)).id;
    });
    if (signed) onSigned(signedId);
  }

  async function leave(): Promise<void> {
    await keeper.save();
    onLeave();
  }

  const writer = draft ? personName(app, draft.recordedBy, draft.credential) : person.displayName;
  const alreadySigned = draft && standingOfDraft(draft, chart.notes) === 'writtenAfterSigning';
  return (
    <form
      className={css['editor']}
      aria-label={t('editor')}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void sign();
        }
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault();
          void leave();
        }
      }}
    >
      <SaveTrouble state={state} />
      <header className={css['editorHead']}>
        <h2>{t('title')}</h2>
        <span className={css['meta']}>
          {draft ? stamp(draft.recordedAt) : openedAt}. {writer}
        </span>
        <span className={css['state']}>
          <SaveState state={state} />
        </span>
      </header>
      {restoredAt === undefined ? null : (
        <Notice tone="wait" title={t('restored', { time: stamp(restoredAt) })} strip />
      )}
      {chart.encounterState.kind === 'open' ? null : (
        <Notice tone="info" title={t('closedVisit')} strip />
      )}
      {alreadySigned ? <Notice tone="warn" title={t('alreadySigned')} strip /> : null}
      <div className={css['sections']}>
        {noteSections.map((section, index) => (
          <SectionField
            key={section}
            section={section}
            keeper={keeper}
            autoFocus={index === 0 && keeper.canWrite(section)}
          />
        ))}
      </div>
      <footer className={css['signBar']}>
        <div className={css['signWords']}>
          {act.error === undefined ? (
            <p>
              <strong>{t('whenSigned')}</strong> {t('whenSignedWhat')}
            </p>
          ) : act.error instanceof CannotSign ? (
            <Notice tone="warn" title={t(`locked.${act.error.obstacle}`)} urgent />
          ) : (
            <SaveFailure error={act.error} />
          )}
        </div>
        <Button onPress={() => void leave()} shortcut="Esc">
          {t('leaveDraft')}
        </Button>
        <Button
          kind="primary"
          onPress={() => void sign()}
          shortcut="Ctrl Enter"
          busy={act.busy}
          lockedBecause={locked}
        >
          {t('sign')}
        </Button>
      </footer>
    </form>
  );
}
