import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { FirstFillProgress } from '../../../shared/sync/status.ts';
import css from './sync.module.css';

/** How far the first fill has come: records, megabytes, records a second, and about how long yet. */
export function FillProgress({ fill }: { readonly fill: FirstFillProgress }) {
  const { t } = useTranslation('sync');
  const { done, total, bytes, recordsPerSecond } = fill;
  return (
    <>
      <progress
        className={css['progress']}
        value={done}
        max={Math.max(total, 1)}
        aria-label={t('firstFillTitle')}
      />
      <span className={css['fillCount']}>{t('firstFillCount', { done, total })}</span>
      {recordsPerSecond === undefined ? null : (
        <span className={css['fillRate']}>
          {t('firstFillRate', {
            // Whole ones: beside `12.480` a decimal point would be read as thousands.
            megabytes: Math.round(bytes / 1_000_000),
            rate: Math.round(recordsPerSecond),
          })}{' '}
          {timeLeft(t, fill)}
        </span>
      )}
      {t('firstFillWork')}
    </>
  );
}

/** About how long it takes yet; a time that jumps with every batch would say less. */
function timeLeft(t: TFunction<'sync'>, { secondsLeft }: FirstFillProgress): string {
  if (secondsLeft === undefined) return '';
  if (secondsLeft < 10) return t('firstFillFewSeconds');
  if (secondsLeft < 90) return t('firstFillSeconds', { count: Math.ceil(secondsLeft / 10) * 10 });
  return t('firstFillMinutes', { count: Math.ceil(secondsLeft / 60) });
}
