import { useMemo } from 'react';
import type { CollectionName, RecordIn, RecordOf } from '../../../shared/records/kinds.ts';
import { useLiveQuery } from '../../app/session.tsx';
import { latestEncounter } from './latestEncounter.ts';

/** Everything of one patient that is on this workstation, live. */
export interface Chart {
  readonly patientId: string;
  readonly patient: RecordOf<'patient'>;
  /** The visit or stay that new entries hang on; undefined while there is none. */
  readonly encounter: RecordOf<'encounter'> | undefined;
  readonly encounters: readonly RecordOf<'encounter'>[];
  readonly conditions: readonly RecordOf<'condition'>[];
  readonly allergies: readonly RecordOf<'allergy'>[];
  readonly drafts: readonly RecordOf<'noteDraft'>[];
  readonly notes: readonly RecordOf<'note'>[];
  readonly orders: readonly RecordOf<'order'>[];
  readonly orderEvents: readonly RecordOf<'orderEvent'>[];
}

/** The chart; `loading` until every part has answered once, `missing` when no such patient is here. */
export function useChart(patientId: string): Chart | 'loading' | 'missing' {
  const patients = useOfPatient('patients', patientId);
  const visits = useOfPatient('encounters', patientId);
  const allergies = useOfPatient('allergies', patientId);
  const notes = useOfPatient('notes', patientId);
  const orders = useOfPatient('orders', patientId);
  return useMemo(() => {
    if (!patients || !visits || !allergies || !notes || !orders) return 'loading';
    const patient = patients[0];
    if (!patient) return 'missing';
    const encounters = visits.filter((record) => record.kind === 'encounter');
    return {
      patientId,
      patient,
      encounter: latestEncounter(encounters),
      encounters,
      conditions: visits.filter((record) => record.kind === 'condition'),
      allergies,
      drafts: notes.filter((record) => record.kind === 'noteDraft'),
      notes: notes.filter((record) => record.kind === 'note'),
      orders: orders.filter((record) => record.kind === 'order'),
      orderEvents: orders.filter((record) => record.kind === 'orderEvent'),
    };
  }, [patientId, patients, visits, allergies, notes, orders]);
}

function useOfPatient<C extends CollectionName>(
  collection: C,
  patientId: string,
): readonly RecordIn<C>[] | undefined {
  const selector = { patientId } as Record<string, unknown>;
  return useLiveQuery(collection, { selector: selector as never });
}
