import { useEffect, useMemo, useState } from 'react';
import type { AnyRecord, CollectionName, RecordOf } from '../../../shared/records/kinds.ts';
import { ofPatients } from '../../app/ofPatients.ts';
import { useLiveQuery, useSession } from '../../app/session.tsx';
import { versionKey } from '../disagreements/settling.ts';

/**
 * Everything of these patients that is on this workstation, its history (`change`) included, live;
 * their charts are fetched.
 */
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
  const shown = useMemo(() => {
    const parts = [patients, encounters, allergies, notes, orders, findings, photos];
    return parts.every((part) => part !== undefined)
      ? (parts.flat() as readonly AnyRecord[])
      : undefined;
  }, [patients, encounters, allergies, notes, orders, findings, photos]);
  const history = useHistoryOf(text, shown);
  return useMemo(() => shown && history && [...shown, ...history], [shown, history]);
}

/** What the edits in these charts wrote, read anew when one of their records has changed. */
function useHistoryOf(
  text: string,
  shown: readonly AnyRecord[] | undefined,
): readonly RecordOf<'change'>[] | undefined {
  const { replica } = useSession();
  const [read, setRead] = useState<{
    readonly of: string;
    readonly changes: readonly RecordOf<'change'>[];
  }>();
  const versions = useMemo(() => shown?.map((record) => versionKey(record)).join(' '), [shown]);
  useEffect(() => {
    if (versions === undefined) return undefined;
    let live = true;
    Promise.all(text.split(' ').map((patientId) => replica.chartHistory(patientId))).then(
      (charts) => live && setRead({ of: text, changes: charts.flat() }),
      // Asked again with the next change; without it nothing is listed and nothing can be joined.
      () => undefined,
    );
    return () => {
      live = false;
    };
  }, [replica, text, versions]);
  return read?.of === text ? read.changes : undefined;
}

function useOf(collection: CollectionName, patientIds: readonly string[]) {
  return useLiveQuery(collection, { selector: ofPatients(patientIds) as never });
}
