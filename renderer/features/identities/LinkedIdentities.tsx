import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { parseRecordId } from '../../../shared/records/ids.ts';
import type { Chart } from '../chart/useChart.ts';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';

/** In the banner of a chart that is of several identities: which they are, and the way to part them. */
export function LinkedIdentities({ chart }: { readonly chart: Chart }) {
  const { t } = useTranslation('identities');
  const groups = usePatientGroups();
  const elsewhere = groups
    .entriesElsewhere(chart.patientId)
    .filter((id) => groups.survivorOf(parseRecordId(id)?.patientId ?? '') !== chart.patientId);
  if (chart.linked.length === 0) {
    return elsewhere.length === 0 ? null : (
      <p className={css['linked']}>
        {t('entriesElsewhere', { count: elsewhere.length })}{' '}
        <Link to="/duplicates">{t('openEntries')}</Link>
      </p>
    );
  }
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
