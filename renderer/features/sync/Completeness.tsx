import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { useNow } from '../../ui/useNow.ts';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';

/** How complete a list is: what has come in, and up to when the entries of others are known. */
export function Completeness() {
  const { t } = useTranslation('sync');
  const { firstFill, heardAt, owed } = useSyncStatus();
  const now = useNow();
  if (firstFill) {
    return (
      <span className={css['incomplete']}>
        {t('partial', {
          done: firstFill.done,
          total: firstFill.total,
        })}
      </span>
    );
  }
  if (owed > 0) return <span className={css['incomplete']}>{t('owed', { count: owed })}</span>;
  return (
    <span className={heardAt ? css['completeness'] : css['incomplete']}>
      {heardAt ? t('complete', { time: clockTime(heardAt, now) }) : t('neverHeard')}
    </span>
  );
}
