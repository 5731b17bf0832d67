import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { parseRecordId } from '../../../shared/records/ids.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { ChartLink } from './ChartLink.tsx';
import { fieldWords } from './fieldWords.ts';
import css from './sync.module.css';
import { useKindWords } from './useKindWords.ts';
import { useRecordsById } from './useRecordsById.ts';

/** As many as fit beside the rest; the head counts them all. */
const mostShown = 20;

/** What is kept and not used, each with its reason in words, and the field where there is one. */
export function WithheldList() {
  const { t } = useTranslation('sync');
  const { t: tFields } = useTranslation(['refusals', 'chart', 'notes']);
  const kindWords = useKindWords();
  const { quarantined } = useSyncStatus();
  const shown = useMemo(() => quarantined.slice(0, mostShown), [quarantined]);
  const ids = useMemo(() => [...new Set(shown.map(({ id }) => id))], [shown]);
  const rows = useRecordsById(ids);
  if (quarantined.length === 0) return null;
  return (
    <section className={css['section']} aria-labelledby="set-aside">
      <h3 id="set-aside" className={css['sectionHead']}>
        {t('quarantined')} ({quarantined.length})
      </h3>
      <p className={css['quiet']}>{t('quarantinedWhy')}</p>
      <ul className={css['reasons']}>
        {shown.map(({ id, rev, reason, path }) => {
          const row = rows?.find((found) => found.id === id);
          const kind = parseRecordId(id)?.kind ?? '';
          const field = fieldWords(tFields, kind, path.split('.')[0]!);
          return (
            <li key={`${id} ${rev}`}>
              <strong>{kindWords(kind)}</strong>
              {row ? (
                <>
                  , <ChartLink row={row} />
                </>
              ) : null}
              : {t(`withheld.${reason}`)}{' '}
              {field === undefined ? null : t('withheldField', { field })}
            </li>
          );
        })}
      </ul>
      {quarantined.length > mostShown ? (
        <p className={css['quiet']}>{t('andMore', { count: quarantined.length - mostShown })}</p>
      ) : null}
    </section>
  );
}
