import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { WarningIcon } from '../../ui/icons.tsx';
import { Tag } from '../../ui/Tag.tsx';

/** Beside a record that is shown: another version of it was set aside. */
export function SetAsideMark({ id }: { readonly id: string }) {
  const { t } = useTranslation('setAside');
  const { quarantined } = useSyncStatus();
  const reasons = quarantined.filter((one) => one.id === id).map(({ reason }) => reason);
  // What is broken its signature's mark says, and nothing else stands beside it.
  const others = reasons.some(
    (reason) => !['newerVersion', 'foreignDeletion', 'brokenImmutable'].includes(reason),
  );
  if (!others) return null;
  return (
    <Tag tone="crit" icon={<WarningIcon size={14} />}>
      {t('mark')}
    </Tag>
  );
}
