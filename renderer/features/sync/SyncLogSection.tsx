import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localInstant } from '../../../shared/records/instant.ts';
import type { SyncEvent } from '../../../shared/sync/syncEvents.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { Button } from '../../ui/Button.tsx';
import { ClockIcon } from '../../ui/icons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { HandOver } from './HandOver.tsx';
import { eventWords, logText } from './logText.ts';
import { useStorageMeter } from './StorageRoom.tsx';
import css from './sync.module.css';
import { clockTime } from './syncWords.ts';

const shownFirst = 8;

/** What happened to sync, the newest first, and the whole of it as a text for IT. */
export function SyncLogSection() {
  const { t } = useTranslation(['sync', 'refusals']);
  const { app } = useSession();
  const status = useSyncStatus();
  const now = useNow();
  const entries = useSyncLog();
  const [all, setAll] = useState(false);
  const [exporting, setExporting] = useState(false);
  const newest = [...entries].reverse();
  return (
    <section className={css['section']} aria-labelledby="sync-log">
      <h3 id="sync-log" className={css['sectionHead']}>
        <ClockIcon size={16} />
        {t('log.title')}
      </h3>
      {entries.length === 0 ? <p className={css['quiet']}>{t('log.empty')}</p> : null}
      <ol className={css['log']}>
        {(all ? newest : newest.slice(0, shownFirst)).map((event, index) => (
          <li key={`${event.at} ${String(newest.length - index)}`}>
            <time>{clockTime(event.at, now)}</time>
            <span>{eventWords(t, event)}</span>
          </li>
        ))}
      </ol>
      <div className={css['acts']}>
        {!all && newest.length > shownFirst ? (
          <Button kind="quiet" onPress={() => setAll(true)}>
            {t('showMore', { count: newest.length - shownFirst })}
          </Button>
        ) : null}
        {entries.length > 0 ? (
          <Button onPress={() => setExporting((is) => !is)}>{t('log.export')}</Button>
        ) : null}
      </div>
      {exporting ? (
        <HandOver
          text={logText(t, app, status, entries, localInstant(new Date()))}
          fileName={`bedside-sync-${app.workstation.key}-${now.slice(0, 10)}`}
          onClose={() => setExporting(false)}
        />
      ) : null}
    </section>
  );
}

/** The log, read anew when the status changes, or the room: charts that leave change no status. */
function useSyncLog(): readonly SyncEvent[] {
  const { replica } = useSession();
  const status = useSyncStatus();
  const meter = useStorageMeter();
  const [entries, setEntries] = useState<readonly SyncEvent[]>([]);
  useEffect(() => {
    let current = true;
    void replica.syncLog().then(
      (read) => current && setEntries(read),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [replica, status, meter]);
  return entries;
}
