import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import { noGroups, patientGroups } from '../../../shared/identity/links/patientGroups.ts';
import type { PatientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { useLiveQuery } from '../../app/session.tsx';

const PatientGroupsContext = createContext<PatientGroups>(noGroups);

/** Which identities are one person, live. */
export function usePatientGroups(): PatientGroups {
  return useContext(PatientGroupsContext);
}

/** Reads every link of this workstation once and follows them; one look serves the application. */
export function PatientGroupsProvider({ children }: { readonly children: ReactNode }) {
  const links = useLiveQuery('links', everyLink);
  const groups = useMemo(() => (links ? patientGroups(links) : noGroups), [links]);
  return <PatientGroupsContext.Provider value={groups}>{children}</PatientGroupsContext.Provider>;
}

const everyLink = { selector: {} };
