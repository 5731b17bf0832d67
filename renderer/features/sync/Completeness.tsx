import { useTranslation } from 'react-i18next';
import { formatDecimal } from '../../../shared/clinical/formatDecimal.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useNow } from '../../ui/useNow.ts';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';

/** How complete a list is: what has come in, and up to when the entries of others are known. */
export function Completeness() {
  const { t } = useTranslation('sync');
  const { firstFill, heardAt, owed } = useSyncStatus();
  const now = useNow();
  const language = useLanguage();
  if (firstFill) {
    return (
      <span className={css['incomplete']}>
        {t('partial', {
          done: formatDecimal(String(firstFill.done), language),
          total: formatDecimal(String(firstFill.total), language),
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
