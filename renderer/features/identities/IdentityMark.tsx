import { useTranslation } from 'react-i18next';
import { parseRecordId } from '../../../shared/records/ids.ts';
import { useLiveQuery } from '../../app/session.tsx';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';

/** Beside an entry that was written under another identity of the same person: under which. */
export function IdentityMark({ id }: { readonly id: string }) {
  const groups = usePatientGroups();
  const patientId = parseRecordId(id)?.patientId;
  if (patientId === undefined || groups.survivorOf(patientId) === patientId) return null;
  return <OtherIdentity patientId={patientId} />;
}

function OtherIdentity({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('identities');
  const found = useLiveQuery('patients', { selector: { patientId } as object });
  return (
    <span className={css['mark']}>
      {t('writtenUnder', { number: found?.[0]?.recordNumber ?? '…' })}
    </span>
  );
}
