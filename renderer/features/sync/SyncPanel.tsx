import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../shared/clinical/formatCount.ts';
import { useFrame } from '../../app/frameContext.ts';
import { useSyncStatus } from '../../app/session.tsx';
import { RefusedIcon, TickIcon, WaitingIcon } from '../../ui/icons.tsx';
import { SidePanel } from '../../ui/SidePanel.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useNow } from '../../ui/useNow.ts';
import { RescueSection } from '../rescue/RescueSection.tsx';
import { ClockNotice } from './ClockNotice.tsx';
import { Directions } from './Directions.tsx';
import { DisputedList } from './DisputedList.tsx';
import { FirstFillSection } from './FirstFill.tsx';
import { HeldBack } from './HeldBack.tsx';
import { HereOnlyList } from './HereOnlyList.tsx';
import { OthersKnown } from './OthersKnown.tsx';
import { RefusedList } from './RefusedList.tsx';
import { ServerChanged } from './ServerChanged.tsx';
import { StorageRoom } from './StorageRoom.tsx';
import { SyncLogSection } from './SyncLogSection.tsx';
import { OwedList } from './OwedList.tsx';
import { WithheldList } from './WithheldList.tsx';
import css from './sync.module.css';
import { clockTime, undeliveredCounts } from './syncWords.ts';
import { useStoredCount } from './useStoredCount.ts';

/** The sync centre: one sentence, three counts, what was refused and why, what is here only. */
export function SyncPanel() {
  const { t } = useTranslation('sync');
  const { close } = useFrame();
  const status = useSyncStatus();
  const { refused } = undeliveredCounts(status);
  const stored = useStoredCount();
  const language = useLanguage();
  const number = (count: number | undefined) =>
    count === undefined ? '…' : formatCount(count, language);

  return (
    <SidePanel title={t('title')} onClose={close}>
      <p className={css['sentence']}>
        <Sentence />
      </p>
      <Directions />
      <dl className={css['counts']}>
        <div>
          <dd>
            <WaitingIcon size={17} /> {number(status.hereOnly)}
          </dd>
          <dt>{t('count.hereOnly')}</dt>
        </div>
        <div>
          <dd>
            <TickIcon size={17} />{' '}
            {number(stored === undefined ? undefined : Math.max(0, stored - status.hereOnly))}
          </dd>
          <dt>{t('count.onServer')}</dt>
        </div>
        <div>
          <dd>
            <RefusedIcon size={17} /> {number(refused)}
          </dd>
          <dt>{t('count.refused')}</dt>
        </div>
      </dl>
      <FirstFillSection />
      <ServerChanged />
      <HeldBack />
      <ClockNotice />
      <RefusedList />
      <DisputedList />
      <HereOnlyList />
      <OthersKnown />
      <OwedList />
      <WithheldList />
      <StorageRoom />
      <RescueSection />
      <SyncLogSection />
    </SidePanel>
  );
}

function Sentence() {
  const { t } = useTranslation('sync');
  const { connection, server } = useSyncStatus();
  const now = useNow();
  switch (connection.kind) {
    case 'online':
      return t(server.kind === 'other' ? 'sentence.otherServer' : 'sentence.online');
    case 'connecting':
      return t('sentence.connecting');
    case 'offline':
      return t('sentence.offline', { time: clockTime(connection.since, now) });
    case 'fault':
      return t(`fault.${connection.fault}`, { time: clockTime(connection.since, now) });
  }
}
