import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import css from './sync.module.css';

/** The patient's name as a way into the chart. */
export function ChartLink(props: {
  row: {
    readonly patientId: string;
    readonly name: string | undefined;
    readonly recordNumber: string | undefined;
  };
}) {
  const { t } = useTranslation(['sync', 'ui']);
  const { patientId, name, recordNumber } = props.row;
  if (!recordNumber) return <span className={css['quiet']}>{t('sync:deletedPatient')}</span>;
  return (
    <Link to="/patients/$patientId" params={{ patientId }} className={css['chartLink']}>
      {name ?? `${t('ui:nameUnknown')}, ${recordNumber}`}
    </Link>
  );
}
