import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FirstFillProgress } from '../../../shared/sync/status.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SyncIcon } from '../../ui/icons.tsx';
import css from './sync.module.css';

/** In place of an empty list while the charts come for the first time; nothing has to wait for it. */
export function FirstFill() {
  const { t } = useTranslation('sync');
  const { firstFill } = useSyncStatus();
  if (!firstFill) return null;
  const { done, total, bytes, recordsPerSecond } = firstFill;
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
      {recordsPerSecond === undefined ? null : (
        <span className={css['fillRate']}>
          {t('firstFillRate', {
            // Whole ones: beside `12.480` a decimal point would be read as thousands.
            megabytes: Math.round(bytes / 1_000_000),
            rate: Math.round(recordsPerSecond),
          })}{' '}
          {timeLeft(t, firstFill)}
        </span>
      )}
      {t('firstFillWork')}
    </EmptyState>
  );
}

/** About how long it takes yet; a time that jumps with every batch would say less. */
function timeLeft(t: TFunction<'sync'>, { secondsLeft }: FirstFillProgress): string {
  if (secondsLeft === undefined) return '';
  if (secondsLeft < 10) return t('firstFillFewSeconds');
  if (secondsLeft < 90) return t('firstFillSeconds', { count: Math.ceil(secondsLeft / 10) * 10 });
  return t('firstFillMinutes', { count: Math.ceil(secondsLeft / 60) });
}
