import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SyncIcon } from '../../ui/icons.tsx';
import css from './sync.module.css';

/** In place of an empty list while the charts come for the first time; nothing has to wait for it. */
export function FirstFill() {
  const { t } = useTranslation('sync');
  const { firstFill } = useSyncStatus();
  if (!firstFill) return null;
  const { done, total } = firstFill;
  return (
    <EmptyState icon={<SyncIcon size={36} />} title={t('firstFillTitle')}>
      <progress
        className={css['progress']}
        value={done}
        max={Math.max(total, 1)}
        aria-label={t('firstFillTitle')}
      />
      <span className={css['fillCount']}>
        {t('firstFillCount', {
          done,
          total,
        })}
      </span>
      {t('firstFillWork')}
    </EmptyState>
  );
}
