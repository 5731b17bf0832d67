import { useMemo } from 'react';
import { useLiveQuery, useSyncStatus } from '../../app/session.tsx';
import type { Chart } from '../chart/useChart.ts';
import { isAnswered, setAsideByPatient } from './setAside.ts';
import type { SetAside } from './setAside.ts';

/** What was set aside on this workstation, by patient, live. */
export function useSetAside(): ReadonlyMap<string, readonly SetAside[]> {
  const { quarantined } = useSyncStatus();
  // The status is a new object with every count; the list mostly says the same.
  const text = quarantined.map(({ id, rev, reason }) => `${id} ${rev} ${reason}`).join('\n');
  // eslint-disable-next-line react-hooks/exhaustive-deps -- its text stands for the list
  return useMemo(() => setAsideByPatient(quarantined), [text]);
}

/** What was set aside in one chart, of all identities that it joins. */
export function useChartSetAside(chart: Pick<Chart, 'patientId' | 'linked'>): readonly SetAside[] {
  const setAside = useSetAside();
  return useMemo(
    () =>
      [chart.patientId, ...chart.linked.map(({ patientId }) => patientId)].flatMap(
        (patientId) => setAside.get(patientId) ?? [],
      ),
    [setAside, chart.patientId, chart.linked],
  );
}

const answers = { selector: { rule: 'setAside' } };

/** Of each patient, how much was set aside that nobody has said they saw. */
export function useSetAsideCounts(): (patientId: string) => number {
  const setAside = useSetAside();
  const acknowledgements = useLiveQuery('findings', answers as object);
  return useMemo(() => {
    const counts = new Map<string, number>();
    for (const [patientId, ofPatient] of setAside) {
      const open = ofPatient.filter((one) => !isAnswered(one, acknowledgements ?? []));
      if (open.length > 0) counts.set(patientId, open.length);
    }
    return (patientId) => counts.get(patientId) ?? 0;
  }, [setAside, acknowledgements]);
}
