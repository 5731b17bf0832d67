import { useTranslation } from 'react-i18next';
import css from './skeleton.module.css';

/** Grey lines in place of rows that follow within a second. */
export function Skeleton({ lines = 6 }: { readonly lines?: number }) {
  const { t } = useTranslation('ui');
  return (
    <div className={css['skeleton']} role="status" aria-label={t('loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ width: `${90 - ((line * 17) % 40)}%` }} />
      ))}
    </div>
  );
}
