import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/session.tsx';
import { WaitingIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { ChartLink } from './ChartLink.tsx';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';
import { useKindWords } from './useKindWords.ts';
import { useUndelivered } from './usePatientDelivery.ts';
import { useRecordsById } from './useRecordsById.ts';

const most = 200;

/** What only this workstation has: hour, what, whom. */
export function HereOnlyList() {
  const { t } = useTranslation('sync');
  const kindWords = useKindWords();
  const now = useNow();
  const { replica } = useSession();
  const ids = useUndelivered();
  const waiting = useMemo(
    () => ids.filter((id) => replica.delivery(id) === 'hereOnly'),
    [ids, replica],
  );
  // Ids begin with the patient's time-ordered uuid and end with the record's own: newest by that.
  const listed = useMemo(
    () => [...waiting].sort((a, b) => (a.slice(-36) < b.slice(-36) ? 1 : -1)).slice(0, most),
    [waiting],
  );
  const rows = useRecordsById(listed);
  return (
    <section className={css['section']} aria-labelledby="here-only">
      <h3 id="here-only" className={css['sectionHead']}>
        <WaitingIcon size={16} />
        {t('hereOnly')}
        {waiting.length > 0 ? <span className={css['aside']}>{t('sentByItself')}</span> : null}
      </h3>
      {waiting.length === 0 ? <p className={css['quiet']}>{t('nothingWaits')}</p> : null}
      <ul className={css['rows']}>
        {rows?.map((row) => (
          <li key={row.id}>
            <time>{row.at ? clockTime(row.at, now) : ''}</time>
            <span>{kindWords(row.kind)}</span>
            <ChartLink row={row} />
          </li>
        ))}
      </ul>
      {waiting.length > listed.length ? (
        <p className={css['quiet']}>{t('andMore', { count: waiting.length - listed.length })}</p>
      ) : null}
    </section>
  );
}
