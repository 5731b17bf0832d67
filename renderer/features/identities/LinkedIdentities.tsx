import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Chart } from '../chart/useChart.ts';
import css from './identities.module.css';

/** In the banner of a chart that is of several identities: which they are, and the way to part them. */
export function LinkedIdentities({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('identities');
  if (chart.linked.length === 0) return null;
  return (
    <p className={css['linked']}>
      {t('chartOf')}{' '}
      {chart.linked.map(({ patientId, recordNumber, name }) => (
        <span key={patientId}>
          {recordNumber} {name?.toLocaleUpperCase('vi')}
        </span>
      ))}
      <Link to="/duplicates">{t('openList')}</Link>
    </p>
  );
}
