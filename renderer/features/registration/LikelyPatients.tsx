import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { Comparison } from '../../../shared/identity/likelyExisting.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { useShortcuts } from '../../app/useShortcuts.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { useNow } from '../../ui/useNow.ts';
import { useAuditedSearch } from '../find/useAuditedSearch.ts';
import { clockTime } from '../sync/syncWords.ts';
import css from './likely.module.css';
import { pairAnswers, standingAnswer } from './likelyAnswers.ts';
import type { PairAnswer, PairAnswers } from './likelyAnswers.ts';
import type { Likely } from './useLikelyPatients.ts';

/** Beside the form: who this may be already. Nobody is chosen for anybody. */
export function LikelyPatients(props: {
  likely: Likely;
  answers: PairAnswers;
  /** Whom the keys answer for. */
  turn: string | undefined;
  onAnswer: (patientId: string, answer: PairAnswer) => void;
  /** Somebody's card has the focus, or none has. */
  onFocus: (patientId: string | undefined) => void;
  /** One of them is the person: what was typed goes on in their chart. */
  onOpen: (found: Likely['found'][number]) => void;
}) {
  const { likely } = props;
  const { t } = useTranslation('registration');
  const { heardAt } = useSyncStatus();
  const now = useNow();
  // Whoever is shown here was looked up, as in the search.
  useAuditedSearch(likely.found.length > 0 ? likely.found.length : undefined);
  const { turn, onAnswer, onOpen } = props;
  useShortcuts({
    [keys.open]: () => {
      const found = likely.found.find(({ patientId }) => patientId === turn);
      if (found) onOpen(found);
    },
    ...Object.fromEntries(
      pairAnswers.map((answer) => [keys[answer], () => turn && onAnswer(turn, answer)]),
    ),
  });
  return (
    <aside className={css['panel']} aria-label={t('likely')}>
      <div role="status">
        <h2>
          {likely.found.length > 0
            ? t('likelyFound', { count: likely.found.length })
            : t('likelyNone')}
        </h2>
      </div>
      <p className={css['searched']}>
        {t('likelySearched', { number: likely.searched })}{' '}
        {likely.complete
          ? heardAt
            ? t('likelyOthers', { time: clockTime(heardAt, now) })
            : t('likelyOthersNever')
          : t('likelyReading')}
      </p>
      {likely.found.length > 0 ? <p className={css['searched']}>{t('decide')}</p> : null}
      {likely.found.map((found) => (
        <LikelyCard
          key={found.patient.id}
          found={found}
          inTurn={turn === found.patientId}
          answer={standingAnswer(props.answers, found.patientId, likely.strong)}
          onAnswer={(answer) => onAnswer(found.patientId, answer)}
          onFocus={props.onFocus}
          onOpen={() => onOpen(found)}
        />
      ))}
      {likely.more > 0 ? (
        <p className={css['searched']}>{t('likelyMore', { count: likely.more })}</p>
      ) : null}
    </aside>
  );
}

/** The keys of whoever is in turn, wherever the focus is. */
const keys = { different: 'Alt 2', later: 'Alt 4', open: 'Alt 9' } as const;

const signs: Readonly<Record<Comparison, string>> = {
  same: '✓',
  near: '≈',
  different: '≠',
  unknown: '·',
};

function LikelyCard(props: {
  found: Likely['found'][number];
  inTurn: boolean;
  answer: PairAnswer | undefined;
  onAnswer: (answer: PairAnswer) => void;
  onFocus: (patientId: string | undefined) => void;
  onOpen: () => void;
}) {
  const { found, inTurn, answer, onOpen } = props;
  const { t } = useTranslation(['registration', 'ui']);
  const { patient } = found;
  const facts = [
    [t('registration:likelyName'), found.name, patient.name ?? t('ui:nameUnknown')],
    [t('registration:sex'), found.sex, t(`ui:sex.${patient.sex}`)],
    [
      t('registration:likelyBirth'),
      found.birthDate,
      patient.birthDate ? formatPartialDate(patient.birthDate) : '–',
    ],
    [
      t('registration:likelyNumber'),
      found.number,
      Object.values(patient.identifiers ?? {})
        .map(({ value }) => value)
        .join(', ') || '–',
    ],
    [t('registration:address'), 'unknown', patient.address ?? '–'],
  ] as const;
  return (
    <section
      className={css['card']}
      aria-label={patient.name ?? t('ui:nameUnknown')}
      aria-current={inTurn}
      onFocus={() => props.onFocus(found.patientId)}
      onBlur={() => props.onFocus(undefined)}
    >
      <header>
        <h3>{patient.name ?? t('ui:nameUnknown')}</h3>
        <span>
          {t('registration:recordNumber')} <strong>{patient.recordNumber}</strong>
        </span>
      </header>
      <dl>
        {facts.map(([label, comparison, words]) => (
          <div key={label} className={css[comparison]}>
            <dt>
              <span role="img" aria-label={t(`registration:comparison.${comparison}`)}>
                {signs[comparison]}
              </span>
              {label}
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Link
        to="/patients/$patientId"
        params={{ patientId: patient.patientId }}
        className={css['open']}
        onClick={(event) => {
          event.preventDefault();
          onOpen();
        }}
      >
        {t('registration:openThis')}
        {inTurn ? <Kbd>{keys.open}</Kbd> : null}
      </Link>
      {pairAnswers.map((each) => (
        <button
          key={each}
          type="button"
          className={css['another']}
          aria-pressed={answer === each}
          title={t(`registration:answerWhat.${each}`)}
          onClick={() => props.onAnswer(each)}
        >
          <strong>{t(`registration:answer.${each}`)}</strong>
          {inTurn ? <Kbd>{keys[each]}</Kbd> : null}
        </button>
      ))}
    </section>
  );
}
