import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { SyncIcon } from '../../ui/icons.tsx';
import { FillProgress } from './FillProgress.tsx';
import css from './sync.module.css';

/** In place of an empty list while the charts come for the first time; nothing has to wait for it. */
export function FirstFill() {
  const { t } = useTranslation('sync');
  const { firstFill } = useSyncStatus();
  if (!firstFill) return null;
  return (
    <EmptyState icon={<SyncIcon size={36} />} title={t('firstFillTitle')}>
      <FillProgress fill={firstFill} />
    </EmptyState>
  );
}

/** The same in the sync centre, as long as it takes: the ward's list has rows long before the end. */
export function FirstFillSection() {
  const { t } = useTranslation('sync');
  const { firstFill } = useSyncStatus();
  if (!firstFill) return null;
  return (
    <section className={css['section']} aria-labelledby="first-fill">
      <h3 id="first-fill" className={css['sectionHead']}>
        {t('firstFillTitle')}
      </h3>
      <div className={css['fillProgress']}>
        <FillProgress fill={firstFill} />
      </div>
    </section>
  );
}
