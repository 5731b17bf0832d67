import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { indexPatient } from '../../../shared/identity/patientSearch.ts';
import type { IndexedPatient } from '../../../shared/identity/patientSearch.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { useSession } from '../../app/session.tsx';
import type { ReplicaClient } from '../../replica/replicaClient.ts';

/** All patients of this workstation as search sees them; a new object after every change. */
export interface PatientIndex {
  readonly patients: ReadonlyMap<string, IndexedPatient>;
  /** Whether every patient has been read; until then a search may miss somebody, and says so. */
  readonly complete: boolean;
}

const PatientIndexContext = createContext<PatientIndex | undefined>(undefined);

export function usePatientIndex(): PatientIndex {
  const index = useContext(PatientIndexContext);
  if (!index) throw new Error('the patient index is outside its provider');
  return index;
}

/** Patients read at a time, so that the page answers keys between two reads. */
const pageSize = 1000;
const quietMs = 200;

/** Keeps the index while somebody is signed in; it lives in memory only. */
export function PatientIndexProvider({ children }: { readonly children: ReactNode }) {
  const { replica } = useSession();
  const [index, setIndex] = useState<PatientIndex>({ patients: new Map(), complete: false });
  useEffect(() => {
    setIndex({ patients: new Map(), complete: false });
    return followPatients(replica, setIndex);
  }, [replica]);
  return <PatientIndexContext.Provider value={index}>{children}</PatientIndexContext.Provider>;
}

/** Reads all patients and follows their changes; the returned function ends it. */
function followPatients(
  replica: ReplicaClient,
  changed: (index: PatientIndex) => void,
): () => void {
  const collection = replica.records.collections.patients;
  const patients = new Map<string, IndexedPatient>();
  let ended = false;
  let complete = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const publish = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      if (!ended) changed({ patients: new Map(patients), complete });
    }, quietMs);
  };
  // Changes are followed before the first read, so that nothing falls between the two.
  const fresh = new Set<string>();
  const subscription = collection.$.subscribe(({ documentId, documentData, operation }) => {
    fresh.add(documentId);
    if (operation === 'DELETE') patients.delete(documentId);
    else patients.set(documentId, indexPatient(documentData as RecordOf<'patient'>));
    publish();
  });
  void (async () => {
    for (let after = ''; !ended;) {
      const page = await collection
        .find({ selector: { id: { $gt: after } }, sort: [{ id: 'asc' }], limit: pageSize })
        .exec();
      for (const document of page) {
        if (!fresh.has(document.id))
          patients.set(document.id, indexPatient(document.toJSON() as RecordOf<'patient'>));
      }
      if (page.length < pageSize) break;
      after = page.at(-1)!.id;
    }
    fresh.clear();
    complete = true;
    publish();
  })();
  return () => {
    ended = true;
    clearTimeout(timer);
    subscription.unsubscribe();
  };
}
