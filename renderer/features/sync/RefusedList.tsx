import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSyncStatus } from '../../app/session.tsx';
import { RefusedIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { ChartLink } from './ChartLink.tsx';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';
import { useKindWords } from './useKindWords.ts';
import { useRecordsById } from './useRecordsById.ts';

/** What the server refused, with its reason: safe here, and somebody has to look at it. */
export function RefusedList() {
  const { t } = useTranslation('sync');
  const kindWords = useKindWords();
  const now = useNow();
  const { refused } = useSyncStatus();
  const ids = useMemo(() => [...new Set(refused.map(({ id }) => id))], [refused]);
  const rows = useRecordsById(ids);
  return rows?.map((row) => {
    const refusal = refused.find(({ id }) => id === row.id);
    if (!refusal) return null;
    return (
      <section key={row.id} className={css['refused']}>
        <h3>
          <RefusedIcon size={17} />
          {kindWords(row.kind)} {row.at ? clockTime(row.at, now) : ''}, <ChartLink row={row} />
        </h3>
        <p>
          <strong>{t('refusedAt', { time: clockTime(refusal.at, now) })}</strong> {refusal.reason}
        </p>
        <p>{t('refusedSafe')}</p>
      </section>
    );
  });
}
