import { useEffect, useState } from 'react';
import { useSession } from '../../app/session.tsx';

/**
 * Record numbers of these patients, as far as they are on this workstation. An auditor is shown the
 * hospital's number of a person and nothing else of them.
 */
export function useRecordNumbers(patientIds: readonly string[]): ReadonlyMap<string, string> {
  const { replica } = useSession();
  const [numbers, setNumbers] = useState<ReadonlyMap<string, string>>(new Map());
  const wanted = [...new Set(patientIds)].sort().join(' ');
  useEffect(() => {
    let current = true;
    const selector = { patientId: { $in: wanted.split(' ') } };
    void replica.records.collections.patients
      .find({ selector })
      .exec()
      .then((found) => {
        if (!current) return;
        setNumbers(
          (before) =>
            new Map([
              ...before,
              ...found.map(({ patientId, recordNumber }) => [patientId, recordNumber] as const),
            ]),
        );
      });
    return () => {
      current = false;
    };
  }, [replica, wanted]);
  return numbers;
}

/** The patient of a record number; null where nobody here has it, undefined while none is asked. */
export function usePatientOfNumber(recordNumber: string): string | null | undefined {
  const { replica } = useSession();
  const [patient, setPatient] = useState<string | null | undefined>(undefined);
  const number = recordNumber.trim().toUpperCase();
  useEffect(() => {
    let current = true;
    setPatient(undefined);
    if (number === '') return undefined;
    void replica.records.collections.patients
      .find({ selector: { recordNumber: number } })
      .exec()
      .then((found) => current && setPatient(found[0]?.patientId ?? null));
    return () => {
      current = false;
    };
  }, [replica, number]);
  return patient;
}
