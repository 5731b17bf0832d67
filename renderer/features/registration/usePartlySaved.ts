import { useEffect } from 'react';
import { patientRecordId } from '../../../shared/records/ids.ts';
import { useSession } from '../../app/session.tsx';
import type { RegistrationForm } from './registrationForm.ts';

/**
 * After a crash between the patient and the visit the form comes back from the journal: the patient
 * is looked up, so that the page says what is saved already instead of dropping an edit of it.
 */
export function usePartlySaved(
  ready: boolean,
  { patientId, recordNumber }: RegistrationForm,
  set: (part: Partial<RegistrationForm>) => void,
): void {
  const { replica } = useSession();
  useEffect(() => {
    if (!ready || patientId === undefined || recordNumber !== undefined) return undefined;
    let current = true;
    void replica.records.collections.patients
      .findOne(patientRecordId(patientId))
      .exec()
      .then((saved) => {
        if (current && saved) set({ recordNumber: saved.recordNumber });
      });
    return () => {
      current = false;
    };
  }, [replica, ready, patientId, recordNumber, set]);
}
