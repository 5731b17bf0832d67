import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { Comparison, LikelyPatient } from '../../../shared/identity/likelyExisting.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useNow } from '../../ui/useNow.ts';
import { clockTime } from '../sync/syncWords.ts';
import css from './likely.module.css';
import { pairAnswers } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';
import type { Likely } from './useLikelyPatients.ts';

/** Beside the form: who this may be already. Nobody is chosen for anybody. */
export function LikelyPatients(props: {
  likely: Likely;
  answer: RegistrationForm['pairAnswer'];
  onAnswer: (answer: (typeof pairAnswers)[number]) => void;
  /** One of them is the person: what was typed isn't needed. */
  onOpen: () => void;
}) {
  const { likely, answer } = props;
  const { t } = useTranslation('registration');
  const { heardAt } = useSyncStatus();
  const now = useNow();
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
      {likely.found.map((found) => (
        <LikelyCard key={found.patient.id} found={found} onOpen={props.onOpen} />
      ))}
      {likely.found.length > 0 ? (
        <div className={css['decide']}>
          <p>{t('decide')}</p>
          {pairAnswers.map((each) => (
            <button
              key={each}
              type="button"
              className={css['another']}
              aria-pressed={answer === each}
              onClick={() => props.onAnswer(each)}
            >
              <span>
                <strong>{t(`answer.${each}`)}</strong>
                {t(`answerWhat.${each}`)}
              </span>
              <Kbd>{answerKeys[each]}</Kbd>
            </button>
          ))}
        </div>
      ) : null}
    </aside>
  );
}

const answerKeys = { different: 'Alt 2', later: 'Alt 4' } as const;

const signs: Readonly<Record<Comparison, string>> = {
  same: '✓',
  near: '≈',
  different: '≠',
  unknown: '·',
};

function LikelyCard({ found, onOpen }: { found: LikelyPatient; onOpen: () => void }) {
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
    <section className={css['card']}>
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
        onClick={onOpen}
      >
        {t('registration:openThis')}
      </Link>
    </section>
  );
}
