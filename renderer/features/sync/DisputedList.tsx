import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { SplitDiscIcon } from '../../ui/icons.tsx';
import { ChartLink } from './ChartLink.tsx';
import css from './sync.module.css';
import { useDisputes } from './useDisputes.ts';
import { useKindWords } from './useKindWords.ts';
import { useRecordsById } from './useRecordsById.ts';

/** Charts in which two people wrote different things; they are settled there. */
export function DisputedList() {
  const { t } = useTranslation('sync');
  const kindWords = useKindWords();
  const { records } = useDisputes();
  const ids = useMemo(() => records.map(({ id }) => id), [records]);
  const rows = useRecordsById(ids);
  if (!rows || rows.length === 0) return null;
  return (
    <section className={css['section']} aria-labelledby="disputed-list">
      <h3 id="disputed-list" className={css['disputedHead']}>
        <SplitDiscIcon size={16} />
        {t('disputed')}
      </h3>
      <ul className={css['rows']}>
        {rows.map((row) => (
          <li key={row.id}>
            <span>{kindWords(row.kind)}</span>
            <span>
              {t('disputedUnits', {
                count: records.find(({ id }) => id === row.id)?.units.length ?? 1,
              })}
            </span>
            <ChartLink row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}
