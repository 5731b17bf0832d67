import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useChartPresence } from './useChartPresence.ts';

/** Shorter than this nobody waits: a chart that the server gives at once needs no warning. */
const patienceMs = 1200;

/** Keeps an open chart on this workstation, and says so while it isn't wholly here. */
export function PartialChart({ patientId }: { readonly patientId: string }) {
  const { t } = useTranslation('chart');
  const { replica } = useSession();
  const presence = useChartPresence(patientId);
  const { connection, firstFill } = useSyncStatus();
  const [waited, setWaited] = useState(false);
  useEffect(() => replica.charts.open(patientId), [replica, patientId]);
  useEffect(() => {
    const timer = setTimeout(() => setWaited(true), patienceMs);
    return () => clearTimeout(timer);
  }, []);
  if (presence === 'whole') return null;
  const cut = connection.kind === 'offline' || connection.kind === 'fault';
  if (presence === 'fetching' || firstFill || (!cut && !waited)) {
    return <Notice tone="info" title={t('fetchingTitle')} strip />;
  }
  return (
    <Notice tone="warn" title={t('notWholeTitle')} strip>
      {t(cut ? 'notWholeCut' : 'notWhole')}
    </Notice>
  );
}
