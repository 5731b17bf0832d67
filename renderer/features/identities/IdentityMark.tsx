import { useTranslation } from 'react-i18next';
import { parseRecordId } from '../../../shared/records/ids.ts';
import { useLiveQuery } from '../../app/session.tsx';
import css from './identities.module.css';
import { usePatientGroups } from './patientGroupsContext.tsx';

/**
 * Beside an entry that was written under another identity of the same person: under which. And beside
 * one of which somebody said, after a parting, that it is another person's: whose.
 */
export function IdentityMark({ id }: { readonly id: string }) {
  const groups = usePatientGroups();
  const patientId = parseRecordId(id)?.patientId;
  if (patientId === undefined) return null;
  const owner = groups.ownerOf(id);
  if (owner !== undefined && groups.survivorOf(owner) !== groups.survivorOf(patientId)) {
    return <OtherIdentity patientId={owner} words="belongsTo" />;
  }
  if (groups.survivorOf(patientId) === patientId) return null;
  return <OtherIdentity patientId={patientId} words="writtenUnder" />;
}

function OtherIdentity(props: {
  readonly patientId: string;
  readonly words: 'belongsTo' | 'writtenUnder';
}) {
  const { patientId, words } = props;
  const { t } = useTranslation('identities');
  const found = useLiveQuery('patients', { selector: { patientId } as object });
  return (
    <span className={css['mark']}>{t(words, { number: found?.[0]?.recordNumber ?? '…' })}</span>
  );
}
