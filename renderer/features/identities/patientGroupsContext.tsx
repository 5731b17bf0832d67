import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { noGroups, patientGroups } from '../../../shared/identity/links/patientGroups.ts';
import type { PatientGroups } from '../../../shared/identity/links/patientGroups.ts';
import type { PatientLink } from '../../../shared/identity/links/pairState.ts';
import { patientRecordId } from '../../../shared/records/ids.ts';
import { useSession } from '../../app/session.tsx';

const PatientGroupsContext = createContext<PatientGroups>(noGroups);

/** Which identities are one person, live. */
export function usePatientGroups(): PatientGroups {
  return useContext(PatientGroupsContext);
}

/** Reads every link of this workstation once and follows them; one look serves the application. */
export function PatientGroupsProvider({ children }: { readonly children: ReactNode }) {
  const { replica } = useSession();
  const { links, patients } = replica.records.collections;
  const [groups, setGroups] = useState(noGroups);
  useEffect(() => {
    let names: { unsubscribe(): void } | undefined;
    const following = links.find().$.subscribe((documents) => {
      names?.unsubscribe();
      const all = documents.map((document) => document.toMutableJSON() as PatientLink);
      const joined = patientGroups(all).all.flatMap(({ members }) => members);
      let known: string | undefined;
      // Nobody's chart moves to another identity before it is known which of them have a name.
      names = patients.findByIds(joined.map(patientRecordId)).$.subscribe((found) => {
        const named = new Set(
          [...found.values()].flatMap(({ patientId, name }) =>
            name === undefined ? [] : [patientId],
          ),
        );
        const text = [...named].sort().join(' ');
        if (text === known) return;
        known = text;
        setGroups(patientGroups(all, (patientId) => named.has(patientId)));
      });
    });
    return () => {
      following.unsubscribe();
      names?.unsubscribe();
    };
  }, [links, patients]);
  return <PatientGroupsContext.Provider value={groups}>{children}</PatientGroupsContext.Provider>;
}
