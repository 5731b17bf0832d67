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
          <strong>{t('refusedAt', { time: clockTime(refusal.at, now) })}</strong>{' '}
          <RefusalWords reason={refusal.reason} />
        </p>
        <p>{t('refusedSafe')}</p>
      </section>
    );
  });
}

/**
 * The reason in words. The server's begins with a code that has a sentence; what follows it, or a
 * reason of a rule that this version doesn't know, stays as the server wrote it.
 */
function RefusalWords({ reason }: { readonly reason: string }) {
  const { t, i18n } = useTranslation('sync');
  const code = /^[A-Za-z]+/.exec(reason)?.[0] ?? '';
  const key = `refusal.${code}` as 'refusal.notAllowed';
  if (!i18n.exists(`sync:${key}`)) return reason;
  return (
    <>
      {t(key)} <span className={css['quiet']}>({reason})</span>
    </>
  );
}
