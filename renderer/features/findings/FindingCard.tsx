import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { acknowledgementOf } from '../../../shared/clinical/findings/findings.ts';
import type { Finding } from '../../../shared/clinical/findings/finding.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { SaveFailure } from '../../app/SaveFailure.tsx';
import { useReplicaAlive, useSession } from '../../app/session.tsx';
import { useAct } from '../../app/useAct.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { InfoIcon, LockIcon, WarningIcon } from '../../ui/icons.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { CredentialMark } from '../chart/CredentialMark.tsx';
import { personName } from '../chart/directory.ts';
import { heldWords, settlerWords } from '../disagreements/disagreementWords.ts';
import { answers } from './answers.ts';
import css from './findings.module.css';
import { findingSentence } from './findingWords.ts';
import { unconfirmed, writeOf } from './unconfirmed.ts';
import { RecordLine } from './RecordLine.tsx';

/**
 * Records of one chart that collide: what, why it matters, what waits, and an answer with a comment.
 * The answer covers what the card showed; whatever arrives later opens the finding again.
 */
export function FindingCard(props: {
  finding: Finding;
  records: readonly AnyRecord[];
  patientId: string;
  wanted?: boolean;
  /** The records stand beneath, in the same part of the chart: they aren't listed again. */
  brief?: boolean;
}) {
  const { finding, records, wanted = false } = props;
  const { app, person, replica, author } = useSession();
  const { t } = useTranslation(['findings', 'encounter']);
  const { t: tHeld } = useTranslation('disagreements');
  const alive = useReplicaAlive();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const [answering, setAnswering] = useState<Finding | undefined>(undefined);
  const [comment, setComment] = useState('');
  const act = useAct();
  useEffect(() => {
    if (!wanted) return;
    card.current?.focus();
    card.current?.scrollIntoView({ block: 'start' });
  }, [wanted]);

  const about = records.filter((record) => finding.recordIds.includes(record.id));
  const sentence = findingSentence(t, app, finding);
  const authors = about.map(({ recordedBy }) => personName(app, recordedBy));
  const who = settlerWords(tHeld, finding.settledBy, authors);
  const notMine = answers(finding, about, person) ? undefined : tHeld('lockedFor', { who });
  const held = heldWords(tHeld, finding.heldBack);
  const reason = comment.replace(/\s+/g, ' ').trim().normalize('NFC');
  const locked = !alive
    ? t('findings:locked.notAlive')
    : reason === ''
      ? t('findings:locked.comment')
      : undefined;

  async function sign(): Promise<void> {
    if (locked !== undefined || !answering) return;
    const done = await act.run(() =>
      replica.records.create(
        'findingAcknowledgement',
        props.patientId,
        acknowledgementOf(answering, { reason }),
        author,
      ),
    );
    if (done) setAnswering(undefined);
  }

  const Icon = finding.severity === 'notice' ? InfoIcon : WarningIcon;
  return (
    <section
      ref={card}
      tabIndex={-1}
      aria-labelledby={id}
      className={classNames(css['card'], css[finding.severity])}
    >
      <header className={css['head']}>
        <Icon size={18} />
        <h2 id={id}>{sentence}</h2>
        {unconfirmed(about).map((record) => (
          <CredentialMark key={record.id} write={writeOf(record)} named />
        ))}
        <span className={css['severity']}>{t(`findings:severity.${finding.severity}`)}</span>
      </header>
      <p className={css['why']}>
        {t(`findings:why.${finding.rule}`)} {t(`findings:do.${finding.rule}`)}
      </p>
      {held ? (
        <p className={css['held']}>
          <LockIcon size={15} />
          <span>
            <strong>{tHeld('held')}</strong> {held}
          </span>
        </p>
      ) : null}
      {props.brief ? null : (
        <ul className={css['records']} aria-label={t('findings:about')}>
          {about.map((record) => (
            <RecordLine key={record.id} record={record} />
          ))}
        </ul>
      )}
      {answering ? (
        <form
          className={css['form']}
          aria-label={t('findings:acknowledgeItem', { what: sentence })}
          onSubmit={(event) => {
            event.preventDefault();
            void sign();
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            setAnswering(undefined);
          }}
        >
          <TextField
            label={t('findings:comment')}
            value={comment}
            onChange={setComment}
            maxLength={300}
            autoFocus
            required
          />
          <div className={css['acts']}>
            <span>{t('findings:reopens')}</span>
            <Button onPress={() => setAnswering(undefined)} shortcut="Esc">
              {t('findings:back')}
            </Button>
            <Button type="submit" busy={act.busy} lockedBecause={locked} shortcut="Enter">
              {t('findings:acknowledgeSave')}
            </Button>
          </div>
          <SaveFailure error={act.error} />
        </form>
      ) : (
        <div className={css['acts']}>
          <span>{t('findings:whatFor', { who })}</span>
          <Button
            lockedBecause={notMine}
            label={
              notMine === undefined ? t('findings:acknowledgeItem', { what: sentence }) : undefined
            }
            onPress={() => setAnswering(finding)}
          >
            {t('findings:acknowledge')}
          </Button>
        </div>
      )}
    </section>
  );
}
