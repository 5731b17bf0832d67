import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTimeOrDate } from '../../../shared/clinical/dates.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import { useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { PencilIcon } from '../../ui/icons.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ActiveOrdersCard, AllergiesCard, ProblemsCard } from '../chart/SummaryCards.tsx';
import chartCss from '../chart/chart.module.css';
import type { Chart } from '../chart/useChart.ts';
import { Findings } from '../findings/Findings.tsx';
import findingsCss from '../findings/findings.module.css';
import { DraftList } from './DraftList.tsx';
import { NoteEditor } from './NoteEditor.tsx';
import { SignedNotes } from './SignedNotes.tsx';
import { useNoteInHand } from './useNoteInHand.ts';
import css from './notes.module.css';

/** Tờ điều trị: the note in hand, other drafts, and what was signed. */
export function NotesTab(props: { chart: Chart; onOpenEncounter: () => void }) {
  const { chart, onOpenEncounter } = props;
  const { t } = useTranslation('notes');
  const { person } = useSession();
  const notMine = useNotMine();
  const { inHand, open, putDown } = useNoteInHand(chart);
  const [signedId, setSignedId] = useState<string | undefined>(undefined);
  const justSigned = chart.notes.find(({ id }) => id === signedId);
  const editing = useSyncExternalStore(
    useCallback((changed) => inHand?.keeper.subscribe(changed) ?? (() => undefined), [inHand]),
    () => inHand?.keeper.state().draft?.id,
  );
  return (
    <>
      <div className={chartCss['work']}>
        <div className={chartCss['scroll']} tabIndex={0} role="region" aria-label={t('title')}>
          <div className={findingsCss['inset']}>
            <Findings chart={chart} tab="notes" />
          </div>
          {inHand === undefined ? <Skeleton lines={5} /> : null}
          {inHand ? (
            <NoteEditor
              key={inHand.opening}
              chart={chart}
              keeper={inHand.keeper}
              restoredAt={inHand.restoredAt}
              onSigned={(id) => {
                setSignedId(id);
                putDown();
              }}
              onLeave={putDown}
            />
          ) : null}
          {inHand === null ? (
            <div className={css['begin']}>
              <h2>{t('title')}</h2>
              <Button
                kind="primary"
                icon={<PencilIcon size={16} />}
                onPress={() => {
                  setSignedId(undefined);
                  void open(undefined);
                }}
                lockedBecause={
                  notMine('create', 'noteDraft') ??
                  (chart.encounter ? undefined : t('needsEncounter'))
                }
                autoFocus
              >
                {t('write')}
              </Button>
              {chart.encounter ? null : (
                <Button onPress={onOpenEncounter}>{t('openEncounter')}</Button>
              )}
            </div>
          ) : null}
          {justSigned && inHand === null ? (
            <div className={css['inset']}>
              <Notice
                tone="info"
                title={t('signedAt', {
                  time: formatTimeOrDate(justSigned.signedAt, localInstant(new Date())),
                })}
              >
                {t('signedBy', { name: person.displayName })}
              </Notice>
            </div>
          ) : null}
          <DraftList
            drafts={chart.drafts}
            notes={chart.notes}
            editing={editing}
            onOpen={(draft) => void open(draft)}
          />
          <SignedNotes chart={chart} />
        </div>
      </div>
      <aside className={chartCss['aside']} aria-label={t('beside')}>
        <ActiveOrdersCard chart={chart} />
        <ProblemsCard chart={chart} />
        <AllergiesCard chart={chart} />
      </aside>
    </>
  );
}
