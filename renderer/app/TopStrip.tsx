import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from 'react-aria-components';
import { formatDate, formatTime } from '../../shared/clinical/dates.ts';
import { clockState } from '../features/sync/clockState.ts';
import { clockWords } from '../features/sync/clockWords.ts';
import { may } from '../../shared/people/rights.ts';
import { SyncIndicator } from '../features/sync/SyncIndicator.tsx';
import { undeliveredCounts } from '../features/sync/syncWords.ts';
import { useDisputes } from '../features/sync/useDisputes.ts';
import { classNames } from '../ui/classNames.ts';
import {
  BedIcon,
  CrossIcon,
  PlugCutIcon,
  PlugIcon,
  SearchIcon,
  SplitDiscIcon,
  WarningIcon,
} from '../ui/icons.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { useNow } from '../ui/useNow.ts';
import { bridge } from './bridge.ts';
import { useFrame } from './frameContext.ts';
import { DraftsMenu } from './DraftsMenu.tsx';
import css from './frame.module.css';
import { useSession, useSyncStatus } from './session.tsx';
import { WardSwitch } from './WardSwitch.tsx';

/** Always there: ward, sync state, what is refused or disputed, search, person, clock. */
export function TopStrip() {
  const { t } = useTranslation('frame');
  const { app, person, lock } = useSession();
  const { open } = useFrame();
  return (
    <header className={css['strip']} aria-label={t('strip')}>
      <span className={css['logo']}>
        <BedIcon size={24} label={t('appName')} />
      </span>
      <WardSwitch />
      <span className={css['rule']} />
      <SyncIndicator />
      <Pills />
      <DraftsMenu />
      <span className={css['spring']} />
      {app.demonstration ? <CutNetworkSwitch /> : null}
      {may(person.role, 'read', 'patient') ? (
        <Button className={css['search']!} onPress={() => open('find')} aria-label={t('findLabel')}>
          <SearchIcon size={16} />
          <Kbd>Ctrl K</Kbd>
        </Button>
      ) : null}
      <Button
        className={css['person']!}
        onPress={lock}
        aria-label={t('lockOrSwitch', { name: person.displayName })}
      >
        {person.displayName}
      </Button>
      <span className={css['rule']} />
      <Clock />
    </header>
  );
}

/** The time of this workstation, which entries carry; where it is known to be wrong, it says so. */
function Clock() {
  const { t } = useTranslation('sync');
  const { open } = useFrame();
  const now = useNow();
  const words = clockWords(t, clockState(useSyncStatus(), now), now);
  const time = (
    <time className={css['clock']} dateTime={now}>
      <strong>{formatTime(now)}</strong>
      <span>{words === undefined ? formatDate(now) : t('clock.short')}</span>
    </time>
  );
  if (words === undefined) return time;
  return (
    <Button
      className={css['wrongClock']!}
      onPress={() => open('sync')}
      aria-label={`${words}. ${formatTime(now)} ${formatDate(now)}`}
    >
      <WarningIcon size={16} />
      {time}
    </Button>
  );
}

function Pills() {
  const { t } = useTranslation('frame');
  const { open } = useFrame();
  const { refused } = undeliveredCounts(useSyncStatus());
  const disputes = useDisputes();
  return (
    <>
      {disputes.count > 0 ? (
        <Button
          className={classNames(css['pill'], css['pillDisputed'])}
          onPress={() => open('sync')}
        >
          <SplitDiscIcon size={15} />
          {t('disputedPill', { count: disputes.count })}
        </Button>
      ) : null}
      {refused > 0 ? (
        <Button
          className={classNames(css['pill'], css['pillRefused'])}
          onPress={() => open('sync')}
        >
          <CrossIcon size={15} />
          {t('refusedPill', { count: refused })}
        </Button>
      ) : null}
    </>
  );
}

/** Demonstration only: cuts this workstation's line to the central server, and restores it. */
function CutNetworkSwitch() {
  const { t } = useTranslation('frame');
  const [cut, setCut] = useState(false);
  const ask = (request: { cut?: boolean }) =>
    void bridge()
      .cutNetwork(request)
      .then((answer) => setCut(answer.cut))
      .catch(() => undefined);
  // The line outlives the page: after a reload it stands as it was left.
  useEffect(() => ask({}), []);
  const toggle = () => ask({ cut: !cut });
  return (
    <button
      type="button"
      role="switch"
      aria-checked={cut}
      aria-label={t('cutNetwork')}
      title={t('cutNetworkTitle')}
      className={classNames(css['cut'], cut && css['cutOn'])}
      onClick={toggle}
    >
      {cut ? <PlugCutIcon size={16} /> : <PlugIcon size={16} />}
      <span>{cut ? t('networkCut') : t('cutNetwork')}</span>
    </button>
  );
}
