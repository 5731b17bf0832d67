import { useTranslation } from 'react-i18next';
import { localInstant } from '../../../shared/records/instant.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { stamp } from './directory.ts';

/** How complete this chart is on this workstation, and up to when the entries of others are known. */
export function Completeness({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('chart');
  const { firstFill, heardAt, owed, quarantined } = useSyncStatus();
  const damaged = quarantined.filter(({ id }) => id.startsWith(`${patientId}:`)).length;
  const parts = [
    firstFill
      ? t('partial', { done: firstFill.done, total: firstFill.total })
      : heardAt === undefined
        ? t('neverHeard')
        : t('allHere', { time: stamp(localInstant(new Date(heardAt))) }),
    ...(owed > 0 ? [t('owed', { count: owed })] : []),
    ...(damaged > 0 ? [t('damaged', { count: damaged })] : []),
  ];
  return <span>{parts.join(' ')}</span>;
}
