import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { Comparison, LikelyPatient } from '../../../shared/identity/likelyExisting.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useNow } from '../../ui/useNow.ts';
import { clockTime } from '../sync/syncWords.ts';
import css from './likely.module.css';
import type { Likely } from './useLikelyPatients.ts';

/** Beside the form: who this may be already. Nobody is chosen for anybody. */
export function LikelyPatients(props: {
  likely: Likely;
  decided: boolean;
  onAnotherPerson: () => void;
}) {
  const { likely, decided } = props;
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
        <LikelyCard key={found.patient.id} found={found} />
      ))}
      {likely.found.length > 0 ? (
        <div className={css['decide']}>
          <p>{t('decide')}</p>
          <button
            type="button"
            className={css['another']}
            aria-pressed={decided}
            onClick={props.onAnotherPerson}
          >
            <span>
              <strong>{t('anotherPerson')}</strong>
              {t('anotherPersonWhat')}
            </span>
            <Kbd>Alt 2</Kbd>
          </button>
        </div>
      ) : null}
    </aside>
  );
}

const signs: Readonly<Record<Comparison, string>> = {
  same: '✓',
  near: '≈',
  different: '≠',
  unknown: '·',
};

function LikelyCard({ found }: { found: LikelyPatient }) {
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
      >
        {t('registration:openThis')}
      </Link>
    </section>
  );
}
