import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { may } from '../../../shared/people/rights.ts';
import { useSession } from '../../app/session.tsx';
import css from './sync.module.css';

/** The patient's name as a way into the chart; for roles that read of no patient the record number. */
export function ChartLink(props: {
  row: {
    readonly patientId: string;
    readonly name: string | undefined;
    readonly recordNumber: string | undefined;
  };
}) {
  const { t } = useTranslation(['sync', 'ui']);
  const { person } = useSession();
  const { patientId, name, recordNumber } = props.row;
  if (!recordNumber) return <span className={css['quiet']}>{t('sync:deletedPatient')}</span>;
  if (!may(person.role, 'read', 'patient')) return <span>{recordNumber}</span>;
  return (
    <Link to="/patients/$patientId" params={{ patientId }} className={css['chartLink']}>
      {name ?? `${t('ui:nameUnknown')}, ${recordNumber}`}
    </Link>
  );
}
