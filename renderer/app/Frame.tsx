import { useMemo, useState } from 'react';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { may } from '../../shared/people/rights.ts';
import { FindPanel } from '../features/find/FindPanel.tsx';
import { PatientGroupsProvider } from '../features/identities/patientGroupsContext.tsx';
import { ScansProvider } from '../features/scanning/scansContext.tsx';
import { WaitingProvider } from '../features/inbox/waitingContext.tsx';
import { SyncPanel } from '../features/sync/SyncPanel.tsx';
import { Button } from '../ui/Button.tsx';
import { StorageWarning } from '../features/sync/StorageRoom.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ContactStrip } from './ContactStrip.tsx';
import { FrameProvider } from './frameContext.ts';
import type { FramePanel } from './frameContext.ts';
import css from './frame.module.css';
import { KeySheet } from './KeySheet.tsx';
import { Rail } from './Rail.tsx';
import { useDiskSlow, useReplicaAlive, useSession } from './session.tsx';
import { StoreDamageStrip } from './StoreDamageStrip.tsx';
import { TopStrip } from './TopStrip.tsx';
import { useTrailFailing } from './trailHealth.ts';
import { useShortcuts } from './useShortcuts.ts';

/** The top strip, the rail, the work, and one panel beside it. */
export function Frame() {
  const { t } = useTranslation('frame');
  const { app, person, lock } = useSession();
  const readsPatients = may(person.role, 'read', 'patient');
  const navigate = useNavigate();
  const [panel, setPanel] = useState<FramePanel | undefined>(undefined);
  /** What was scanned while nothing on the screen waited for it. */
  const [scanned, setScanned] = useState('');
  const [wardCode, setWardCode] = useState(app.workstation.ward);
  const [lastPatient, setLastPatient] = useState<string | undefined>(undefined);
  const wards = app.facility.wards;
  const ward = wards.find(({ code }) => code === wardCode) ?? wards[0]!;

  const value = useMemo(
    () => ({
      ward,
      showWard: setWardCode,
      lastPatient,
      chartOpened: setLastPatient,
      panel,
      open: (wanted: FramePanel) => {
        setScanned('');
        setPanel(wanted);
      },
      close: () => setPanel(undefined),
    }),
    [ward, panel, lastPatient],
  );
  useShortcuts(
    useMemo(
      () => ({
        ...(readsPatients ? { 'Ctrl K': () => value.open('find') } : {}),
        F2: () => void navigate({ to: '/' }),
        F7: () => void navigate({ to: '/register' }),
        F8: () => void navigate({ to: '/inbox' }),
        F9: () => setPanel((now) => (now === 'sync' ? undefined : 'sync')),
        'Ctrl Alt L': lock,
        '?': () => setPanel((now) => (now === 'keys' ? undefined : 'keys')),
        ...(panel ? { Escape: () => setPanel(undefined) } : {}),
      }),
      [navigate, lock, panel, readsPatients, value],
    ),
  );

  const findScanned = (text: string) => {
    if (!readsPatients) return;
    setScanned(text);
    setPanel('find');
  };

  const finding = panel === 'find' && readsPatients;

  return (
    <FrameProvider value={value}>
      <ScansProvider onUntaken={findScanned}>
        <PatientGroupsProvider>
          <WaitingProvider>
            <div className={css['frame']}>
              <a className={css['skip']} href="#work" onClick={focusWork}>
                {t('skip')}
              </a>
              <TopStrip />
              <Rail />
              {/* What shows itself late behind the panel takes no focus from whoever types into it. */}
              <div className={css['middle']} inert={finding}>
                <Strips />
                <div className={css['workAndPanel']}>
                  <main id="work" tabIndex={-1} className={css['work']}>
                    <Outlet />
                  </main>
                  {panel === 'sync' ? <SyncPanel /> : null}
                  {panel === 'keys' ? <KeySheet /> : null}
                </div>
              </div>
              {finding ? <FindPanel initial={scanned} /> : null}
            </div>
          </WaitingProvider>
        </PatientGroupsProvider>
      </ScansProvider>
    </FrameProvider>
  );
}

/** What must be seen on every page: saving is impossible, or the browser may throw data away. */
function Strips() {
  const { t } = useTranslation('frame');
  const { replica, lock } = useSession();
  const alive = useReplicaAlive();
  const diskSlow = useDiskSlow();
  const trailFailing = useTrailFailing();
  return (
    <>
      {alive ? null : (
        <Notice
          tone="crit"
          title={t('workerLostTitle')}
          strip
          urgent
          acts={<Button onPress={lock}>{t('workerLostDo')}</Button>}
        >
          {t('workerLost')}
        </Notice>
      )}
      {alive && diskSlow ? (
        <Notice tone="warn" title={t('diskSlowTitle')} strip urgent>
          {t('diskSlow')}
        </Notice>
      ) : null}
      <StoreDamageStrip />
      <StorageWarning strip />
      <ContactStrip />
      {trailFailing ? (
        <Notice tone="warn" title={t('trailFailingTitle')} strip>
          {t('trailFailing')}
        </Notice>
      ) : null}
      {replica.snapshotDamaged ? (
        <Notice tone="info" title={t('snapshotDamagedTitle')} strip>
          {t('snapshotDamaged')}
        </Notice>
      ) : null}
      {replica.storagePersistent ? null : (
        <Notice tone="warn" title={t('notPersistentTitle')} strip>
          {t('notPersistent')}
        </Notice>
      )}
    </>
  );
}

/** The address is a hash already, so the skip link moves the focus itself. */
function focusWork(event: { preventDefault(): void }): void {
  event.preventDefault();
  document.getElementById('work')?.focus();
}
