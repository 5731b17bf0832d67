import { useMemo } from 'react';
import { useLiveQuery } from '../../app/session.tsx';

/** A record on which people disagree, and on how many of its merge units. */
export interface Dispute {
  readonly id: string;
  readonly patientId: string;
  readonly kind: string;
  readonly units: readonly string[];
}

const disputed = { selector: { 'causality.siblings': { $exists: true } } } as object;

/** Every disagreement on this workstation, live. `count` is of places, not of records. */
export function useDisputes(): { readonly count: number; readonly records: readonly Dispute[] } {
  const patients = useLiveQuery('patients', disputed);
  const encounters = useLiveQuery('encounters', disputed);
  const allergies = useLiveQuery('allergies', disputed);
  const notes = useLiveQuery('notes', disputed);
  return useMemo(() => {
    const found = [patients, encounters, allergies, notes].flatMap((rows) => [...(rows ?? [])]);
    const records = found.map(({ id, patientId, kind, causality }) => ({
      id,
      patientId,
      kind,
      units: Object.keys(causality.siblings ?? {}),
    }));
    return { count: records.reduce((sum, { units }) => sum + units.length, 0), records };
  }, [patients, encounters, allergies, notes]);
}
