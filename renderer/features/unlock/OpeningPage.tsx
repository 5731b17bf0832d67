import { useTranslation } from 'react-i18next';
import { BedIcon } from '../../ui/icons.tsx';
import css from './unlock.module.css';

/** While the application starts, or the replica is being opened (`records` counts what is read). */
export function OpeningPage({ records }: { readonly records?: number }) {
  const { t } = useTranslation('unlock');
  return (
    <main className={css['page']}>
      <div className={css['opening']} role="status">
        <BedIcon size={40} />
        <h1>{records === undefined ? t('starting') : t('opening')}</h1>
        {records ? (
          <p>
            {t('openingRecords', {
              count: records,
            })}
          </p>
        ) : null}
      </div>
    </main>
  );
}
