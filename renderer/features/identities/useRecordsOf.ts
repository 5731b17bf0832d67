import { useEffect, useMemo } from 'react';
import type { AnyRecord, CollectionName } from '../../../shared/records/kinds.ts';
import { useLiveQuery, useSession } from '../../app/session.tsx';

/** Everything of these patients that is on this workstation, live; their charts are fetched. */
export function useRecordsOf(patientIds: readonly string[]): readonly AnyRecord[] | undefined {
  const { replica } = useSession();
  const text = patientIds.join(' ');
  useEffect(() => {
    const opened = text.split(' ').map((patientId) => replica.charts.open(patientId));
    return () => opened.forEach((close) => close());
  }, [replica, text]);
  const patients = useOf('patients', patientIds);
  const encounters = useOf('encounters', patientIds);
  const allergies = useOf('allergies', patientIds);
  const notes = useOf('notes', patientIds);
  const orders = useOf('orders', patientIds);
  const findings = useOf('findings', patientIds);
  const photos = useOf('photos', patientIds);
  return useMemo(() => {
    const parts = [patients, encounters, allergies, notes, orders, findings, photos];
    return parts.every((part) => part !== undefined)
      ? (parts.flat() as readonly AnyRecord[])
      : undefined;
  }, [patients, encounters, allergies, notes, orders, findings, photos]);
}

function useOf(collection: CollectionName, patientIds: readonly string[]) {
  return useLiveQuery(collection, { selector: { patientId: { $in: patientIds } } as never });
}
