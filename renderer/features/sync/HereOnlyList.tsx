import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { WaitingIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { CredentialMark } from '../chart/CredentialMark.tsx';
import { personName } from '../chart/directory.ts';
import { ChartLink } from './ChartLink.tsx';
import { countedBy } from './countedBy.ts';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';
import { useKindWords } from './useKindWords.ts';
import { useUndelivered } from './usePatientDelivery.ts';
import { useRecordsById } from './useRecordsById.ts';

const shownFirst = 12;
/** As many are read; the counts by kind are of all, those by person say of how many they are. */
const mostRead = 400;

/** What only this workstation has: how much of what and by whom, then each with hour, what, whom. */
export function HereOnlyList() {
  const { t } = useTranslation('sync');
  const kindWords = useKindWords();
  const now = useNow();
  const { app, replica } = useSession();
  const { waiting: going } = useSyncStatus();
  const ids = useUndelivered();
  const [all, setAll] = useState(false);
  const waiting = useMemo(
    () => ids.filter((id) => replica.delivery(id) !== 'refused'),
    [ids, replica],
  );
  // Ids begin with the patient's time-ordered uuid and end with the record's own: newest by that.
  const read = useMemo(
    () => [...waiting].sort((a, b) => (a.slice(-36) < b.slice(-36) ? 1 : -1)).slice(0, mostRead),
    [waiting],
  );
  const rows = useRecordsById(read);
  const byKind = countedBy(waiting, (id) => kindWords(id.split(':')[1] ?? ''));
  const byPerson = countedBy(rows ?? [], ({ by }) =>
    by === undefined ? undefined : personName(app, by),
  );
  const counts = (entries: readonly (readonly [string, number])[]) =>
    entries.map(([what, count]) => t('countOf', { what, count })).join(' · ');
  const listed = all ? rows : rows?.slice(0, shownFirst);
  return (
    <section className={css['section']} aria-labelledby="here-only">
      <h3 id="here-only" className={css['sectionHead']}>
        <WaitingIcon size={16} />
        {t('hereOnly')}
        {waiting.length > 0 && going > 0 ? (
          <span className={css['aside']}>{t('sentByItself')}</span>
        ) : null}
      </h3>
      {waiting.length === 0 ? (
        <p className={css['quiet']}>{t('nothingWaits')}</p>
      ) : (
        <dl className={css['waitingBy']}>
          <dt>{t('waitingBy')}</dt>
          <dd>{counts(byKind)}</dd>
          {byPerson.length > 0 ? (
            <>
              <dt>
                {waiting.length > mostRead
                  ? t('waitingByPersonOf', { count: mostRead })
                  : t('waitingByPerson')}
              </dt>
              <dd>{counts(byPerson)}</dd>
            </>
          ) : null}
        </dl>
      )}
      <ul className={css['rows']}>
        {listed?.map((row) => (
          <li key={row.id}>
            <time>{row.at ? clockTime(row.at, now) : ''}</time>
            <span>{kindWords(row.kind)}</span>
            <span>
              <ChartLink row={row} />{' '}
              {row.by !== undefined && row.at !== undefined ? (
                <CredentialMark
                  write={{ by: row.by, at: row.at, credential: row.credential }}
                  named
                />
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {!all && waiting.length > shownFirst ? (
        <Button kind="quiet" onPress={() => setAll(true)}>
          {t('showMore', { count: waiting.length - shownFirst })}
        </Button>
      ) : null}
      {all && waiting.length > mostRead ? (
        <p className={css['quiet']}>{t('andMore', { count: waiting.length - mostRead })}</p>
      ) : null}
    </section>
  );
}
