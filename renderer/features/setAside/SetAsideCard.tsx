import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import * as z from 'zod';
import { maySettle } from '../../../shared/clinical/settlers.ts';
import { instant } from '../../../shared/records/fields.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { ReasonForm } from '../../app/ReasonForm.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { WarningIcon } from '../../ui/icons.tsx';
import { ActMarks } from '../chart/ActMarks.tsx';
import { personName, stamp } from '../chart/directory.ts';
import { settlerWords } from '../disagreements/disagreementWords.ts';
import { RecordLine } from '../findings/RecordLine.tsx';
import type { Chart } from '../chart/useChart.ts';
import { useKindWords } from '../sync/useKindWords.ts';
import { useEvidence } from './useEvidence.ts';
import type { FoundEvidence } from './useEvidence.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { answersTo, answerTo, isLoud, setAsideAnsweredBy } from './setAside.ts';
import type { SetAside } from './setAside.ts';
import css from './setAside.module.css';

/** What was set aside of one record: why, what stands in its place, what it says, who has seen it. */
export function SetAsideCard(props: {
  readonly setAside: SetAside;
  readonly chart: Chart;
  readonly wanted: boolean;
}) {
  const { setAside, chart, wanted } = props;
  const { t } = useTranslation('setAside');
  const { t: tSettler } = useTranslation('disagreements');
  const kindWords = useKindWords();
  const { app, person, replica, author } = useSession();
  const alive = useReplicaAlive();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const found = useEvidence(setAside);
  const [reading, setReading] = useState(false);
  const [answering, setAnswering] = useState(false);
  useEffect(() => {
    if (!wanted) return;
    card.current?.focus();
    card.current?.scrollIntoView({ block: 'start' });
  }, [wanted]);

  const kind = kindWords(setAside.kind);
  const answers = answersTo(setAside, chart.acknowledgements);
  const shown = chart.records.find((record) => record.id === setAside.recordId);
  const mine = maySettle(setAsideAnsweredBy, { role: person.role, isAuthor: false });
  const who = settlerWords(tSettler, setAsideAnsweredBy);
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-labelledby={id}
      className={classNames(
        css['card'],
        answers.length > 0 ? css['seen'] : isLoud(setAside) ? css['loud'] : css['quiet'],
      )}
    >
      <header className={css['head']}>
        <WarningIcon size={18} />
        <h2 id={id}>{t(`title.${setAside.weight}`, { kind })}</h2>
      </header>
      <Why setAside={setAside} />
      <Claims found={found} />
      <Instead setAside={setAside} shown={shown} />
      {answers.map((answer) => (
        <p key={answer.id} className={css['line']}>
          {t('seenBy', {
            name: personName(app, answer.recordedBy),
            time: stamp(answer.recordedAt),
            reason: answer.reason,
          })}{' '}
          <ActMarks act={answer} whole />
        </p>
      ))}
      {reading ? <EvidenceList found={found} /> : null}
      {answering ? (
        <div className={css['answer']}>
          <ReasonForm
            form="setAside"
            about={setAside.recordId}
            seenSchema={z.string()}
            seen={setAside.answerId}
            words={{
              act: t('seen'),
              reason: t('comment'),
              missing: t('commentFirst'),
              back: t('back'),
              confirm: t('seenSave'),
            }}
            lockedBecause={alive ? undefined : t('notAlive')}
            save={(answerId, reason) =>
              replica.records.create(
                'findingAcknowledgement',
                setAside.patientId,
                answerTo({ ...setAside, answerId }, reason),
                author,
              )
            }
            onDone={() => setAnswering(false)}
          />
        </div>
      ) : (
        <div className={css['acts']}>
          <span>{t('tellIt')}</span>
          <Button onPress={() => setReading(!reading)}>
            {t(reading ? 'hideEvidence' : 'readEvidence')}
          </Button>
          {answers.length > 0 ? null : (
            <Button
              onPress={() => setAnswering(true)}
              lockedBecause={mine ? undefined : tSettler('lockedFor', { who })}
            >
              {t('seen')}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

/** Each leaf's reason in words, once. */
function Why({ setAside }: { readonly setAside: SetAside }) {
  const { t } = useTranslation('sync');
  const reasons = [...new Set(setAside.leaves.map(({ reason }) => reason))];
  return reasons.map((reason) => (
    <p key={reason} className={css['line']}>
      {t(`withheld.${reason}`)}
    </p>
  ));
}

/** Whose each version says to be: a claim, and said as one. */
function Claims({ found }: { readonly found: FoundEvidence }) {
  const { t } = useTranslation('setAside');
  const { app } = useSession();
  if (!found || found === 'failed') return null;
  return found.map(({ rev, claimed: { by, at } }) =>
    by === undefined ? null : (
      <p key={rev} className={css['line']}>
        {t('claims', {
          name: personName(app, by),
          time: instant.safeParse(at).success ? stamp(at!) : t('claimed.unknown'),
        })}
      </p>
    ),
  );
}

/** What the chart shows in its place. */
function Instead({ setAside, shown }: { setAside: SetAside; shown: AnyRecord | undefined }) {
  const { t } = useTranslation('setAside');
  if (!shown) return <p className={css['line']}>{t('instead.nothing')}</p>;
  return (
    <div className={css['instead']}>
      <p>{t(setAside.weight === 'broken' ? 'instead.broken' : 'instead.shown')}</p>
      <ul>
        <RecordLine record={shown} />
      </ul>
    </div>
  );
}
