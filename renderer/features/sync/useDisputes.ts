import { useMemo } from 'react';
import { disputedUnits } from '../chart/sides.ts';
import { useWaiting } from '../inbox/waitingContext.tsx';

/** A record on which people disagree, and on how many of its merge units. */
export interface Dispute {
  readonly id: string;
  readonly patientId: string;
  readonly kind: string;
  readonly units: readonly string[];
}

/** Every disagreement on this workstation, live. `count` is of places, not of records. */
export function useDisputes(): { readonly count: number; readonly records: readonly Dispute[] } {
  const { patients } = useWaiting();
  return useMemo(() => {
    const records = [...patients.values()].flatMap(({ disputed }) =>
      disputed.map((record) => ({
        id: record.id,
        patientId: record.patientId,
        kind: record.kind,
        units: disputedUnits(record),
      })),
    );
    return { count: records.reduce((sum, { units }) => sum + units.length, 0), records };
  }, [patients]);
}
