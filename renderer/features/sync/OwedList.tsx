import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import { parseRecordId } from '../../../shared/records/ids.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { ChartLink } from './ChartLink.tsx';
import css from './sync.module.css';
import { useKindWords } from './useKindWords.ts';
import { useRecordsById } from './useRecordsById.ts';

/** As many as fit beside the rest; the head counts them all. */
const mostShown = 20;

/** What the server named and doesn't give: which records, what that means, and what to do. */
export function OwedList() {
  const { t } = useTranslation('sync');
  const kindWords = useKindWords();
  const language = useLanguage();
  const { owed, owedIds } = useSyncStatus();
  const text = owedIds.slice(0, mostShown).join(' ');
  const shown = useMemo(() => text.split(' ').filter((id) => id !== ''), [text]);
  const rows = useRecordsById(shown);
  if (owed === 0) return null;
  return (
    <section className={css['section']} aria-labelledby="not-given">
      <h3 id="not-given" className={css['sectionHead']}>
        {t('notGiven')} ({formatCount(owed, language)})
      </h3>
      <p className={css['quiet']}>{t('notGivenWhat')}</p>
      <ul className={css['reasons']}>
        {shown.map((id) => {
          const row = rows?.find((found) => found.id === id);
          return (
            <li key={id}>
              <strong>{kindWords(parseRecordId(id)?.kind ?? '')}</strong>
              {row?.recordNumber ? (
                <>
                  , <ChartLink row={row} />
                </>
              ) : null}
            </li>
          );
        })}
      </ul>
      {owed > shown.length ? (
        <p className={css['quiet']}>{t('andMore', { count: owed - shown.length })}</p>
      ) : null}
    </section>
  );
}
