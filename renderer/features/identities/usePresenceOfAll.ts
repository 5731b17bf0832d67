import { useSyncExternalStore } from 'react';
import type { ChartPresence } from '../../../shared/sync/keepCharts.ts';
import { useSession } from '../../app/session.tsx';

/** Whether all of these charts are wholly on this workstation, live: the least of them counts. */
export function usePresenceOfAll(patientIds: readonly string[]): ChartPresence {
  const { replica } = useSession();
  return useSyncExternalStore(
    (changed) => replica.charts.onPresence(changed),
    () => {
      const each = patientIds.map((patientId) => replica.charts.presence(patientId));
      if (each.includes('partial')) return 'partial';
      return each.includes('fetching') ? 'fetching' : 'whole';
    },
  );
}
