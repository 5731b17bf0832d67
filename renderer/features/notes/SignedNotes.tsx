import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { newestFirst } from '../../../shared/clinical/statedTime.ts';
import { noteStandingOf } from '../../../shared/clinical/noteStanding.ts';
import type { NoteStanding } from '../../../shared/clinical/noteStanding.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { noteSections } from '../../../shared/records/note.ts';
import { useSession } from '../../app/session.tsx';
import { useNotMine } from '../../app/useNotMine.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Notice } from '../../ui/Notice.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { useIsWhole } from '../chart/useChartPresence.ts';
import { NoneHere } from '../chart/NoneHere.tsx';
import { personName, stamp } from '../chart/directory.ts';
import type { Chart } from '../chart/useChart.ts';
import { WrittenBy } from '../chart/WrittenBy.tsx';
import { timeOfSigning } from '../times/statedTimes.ts';
import { useKnownTimes } from '../times/useKnownTimes.ts';
import { AfterClosing } from '../encounter/EncounterStrip.tsx';
import { NoteAct } from './NoteAct.tsx';
import css from './notes.module.css';

/** Signed notes, the newest first, whole: they are read, not opened. */
export function SignedNotes({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('notes');
  const whole = useIsWhole(chart.patientId);
  const ordered = newestFirst(chart.notes, timeOfSigning, useKnownTimes());
  return (
    <section className={css['signed']} aria-label={t('signedNotes')}>
      <h2 className={css['listHead']}>
        {t('signedNotes')}{' '}
        {whole ? (
          <span className={css['meta']}>{t('signedCount', { count: ordered.length })}</span>
        ) : null}
      </h2>
      {ordered.length === 0 ? (
        <p className={css['meta']}>
          <NoneHere patientId={chart.patientId}>{t('noSigned')}</NoneHere>
        </p>
      ) : null}
      {ordered.map((note) => (
        <SignedNote key={note.id} note={note} chart={chart} />
      ))}
    </section>
  );
}

/** One signed note with what was added to it; taken back, it stays readable, struck through. */
function SignedNote({ note, chart }: { note: RecordOf<'note'>; chart: Chart }) {
  const { t } = useTranslation('notes');
  const standing = noteStandingOf(note, chart.retractions);
  const addenda = chart.addenda
    .filter(({ noteId }) => noteId === note.id)
    .sort((a, b) => Date.parse(a.signedAt) - Date.parse(b.signedAt));
  return (
    <article className={css['note']} aria-label={t(`type.${note.noteType}`)}>
      <header className={css['noteHead']}>
        <h3>{t(`type.${note.noteType}`)}</h3>
        {chart.afterClosing.has(note.id) ? <AfterClosing /> : null}
        <WrittenBy
          by={note.signedBy}
          at={note.signedAt}
          on={note.recordedOn}
          id={note.id}
          signature={note.signature}
          credential={note.credential}
        />
      </header>
      <Standing standing={standing} />
      <dl className={classNames(css['noteSections'], isStruck(standing) && css['struck'])}>
        {noteSections.map((section) =>
          note[section] ? (
            <div key={section}>
              <dt>{t(`section.${section}`)}</dt>
              <dd className={css['prose']}>{note[section]}</dd>
            </div>
          ) : null,
        )}
      </dl>
      <Acts target={note} standing={standing} canAdd />
      {addenda.map((addendum) => (
        <Addendum key={addendum.id} addendum={addendum} chart={chart} />
      ))}
    </article>
  );
}

function Addendum({ addendum, chart }: { addendum: RecordOf<'addendum'>; chart: Chart }) {
  const { t } = useTranslation('notes');
  const standing = noteStandingOf(addendum, chart.retractions);
  return (
    <section className={css['addendum']} aria-label={t('addendum')}>
      <header className={css['noteHead']}>
        <h4>{t('addendum')}</h4>
        <WrittenBy
          by={addendum.signedBy}
          at={addendum.signedAt}
          on={addendum.recordedOn}
          id={addendum.id}
          signature={addendum.signature}
          credential={addendum.credential}
        />
      </header>
      <Standing standing={standing} />
      <p className={classNames(css['prose'], isStruck(standing) && css['struck'])}>
        {addendum.text}
      </p>
      <Acts target={addendum} standing={standing} />
    </section>
  );
}

function isStruck({ kind }: NoteStanding): boolean {
  return kind === 'retracted';
}

/** Who took it back and why; and what others wrote against it. */
function Standing({ standing }: { standing: NoteStanding }): ReactNode {
  const { t } = useTranslation('notes');
  const { app } = useSession();
  const by = standing.kind === 'retracted' ? standing.by : [];
  return (
    <>
      {by.map((retraction) => (
        <Notice
          key={retraction.id}
          tone="warn"
          title={t('retractedBy', {
            name: personName(app, retraction.recordedBy),
            time: stamp(retraction.recordedAt),
          })}
        >
          {retraction.reason} <ActMarks act={retraction} whole />
        </Notice>
      ))}
      {standing.objections.map((objection) => (
        <Notice
          key={objection.id}
          tone="warn"
          title={t('objectedBy', {
            name: personName(app, objection.recordedBy),
            time: stamp(objection.recordedAt),
          })}
        >
          {objection.reason} <ActMarks act={objection} whole />
        </Notice>
      ))}
    </>
  );
}

/** Anybody who may write adds; only its signer takes back. */
function Acts(props: {
  target: RecordOf<'note'> | RecordOf<'addendum'>;
  standing: NoteStanding;
  canAdd?: boolean;
}) {
  const { target, standing, canAdd = false } = props;
  const { t } = useTranslation('notes');
  const { person } = useSession();
  const [act, setAct] = useState<'addendum' | 'retraction' | undefined>(undefined);
  const notMine = useNotMine();
  const locked = notMine('create', 'addendum');
  const canRetract = target.signedBy === person.key && standing.kind !== 'retracted';
  if (act) return <NoteAct target={target} act={act} onDone={() => setAct(undefined)} />;
  return (
    <div className={css['noteActs']}>
      {canAdd ? (
        <Button kind="quiet" onPress={() => setAct('addendum')} lockedBecause={locked}>
          {t('addAddendum')}
        </Button>
      ) : null}
      {canRetract ? (
        <Button
          kind="quiet"
          onPress={() => setAct('retraction')}
          lockedBecause={notMine('create', 'retraction')}
        >
          {t('retract')}
        </Button>
      ) : null}
    </div>
  );
}
