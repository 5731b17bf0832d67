import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import css from './sync.module.css';
import { RefusedItem } from './RefusedItem.tsx';
import { useRecordsById } from './useRecordsById.ts';

/** As many as are read at once; the head counts them all. */
const mostShown = 50;

/**
 * What the server refused, with its reason: safe here, and somebody has to look at it. Nothing
 * leaves the list by itself: only a version that was read back from the server does.
 */
export function RefusedList() {
  const { t } = useTranslation('sync');
  const { replica } = useSession();
  const { refused } = useSyncStatus();
  const ids = useMemo(() => [...new Set(refused.map(({ id }) => id))], [refused]);
  const key = ids.slice(0, mostShown).join(' ');
  const shown = useMemo(() => (key === '' ? [] : key.split(' ')), [key]);
  const rows = useRecordsById(shown);
  const idle = refused.filter(({ retrying }) => !retrying);
  if (ids.length === 0) return null;
  return (
    <section aria-labelledby="refused-list">
      <div className={css['refusedHead']}>
        <h3 id="refused-list">{t('refusedHead', { count: ids.length })}</h3>
        {ids.length > 1 ? (
          <Button
            kind="quiet"
            onPress={() => void replica.sendAgain(ids)}
            lockedBecause={idle.length === 0 ? t('sendAgainUnderWay') : undefined}
          >
            {t('sendAllAgain')}
          </Button>
        ) : null}
      </div>
      {rows?.map((row) => {
        const refusal = refused.find(({ id }) => id === row.id);
        return refusal ? <RefusedItem key={row.id} row={row} refusal={refusal} /> : null;
      })}
      {ids.length > mostShown ? (
        <p className={css['quiet']}>{t('andMore', { count: ids.length - mostShown })}</p>
      ) : null}
    </section>
  );
}
