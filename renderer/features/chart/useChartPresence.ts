import { useSyncExternalStore } from 'react';
import type { ChartPresence } from '../../../shared/sync/keepCharts.ts';
import { useSession } from '../../app/session.tsx';

/** Whether a chart is wholly on this workstation, live. */
export function useChartPresence(patientId: string): ChartPresence {
  const { replica } = useSession();
  return useSyncExternalStore(
    (changed) => replica.charts.onPresence(changed),
    () => replica.charts.presence(patientId),
  );
}

/** A count of a chart that isn't wholly here would say something of the patient, and isn't shown. */
export function useIsWhole(patientId: string): boolean {
  return useChartPresence(patientId) === 'whole';
}
