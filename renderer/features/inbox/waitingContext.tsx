import { createContext, useContext, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { usePatientIndex } from '../find/patientIndexContext.tsx';
import { followWaiting, nothingWaiting } from './followWaiting.ts';
import type { Waiting } from './followWaiting.ts';

const WaitingContext = createContext<Waiting>(nothingWaiting);

/** Everything that waits for somebody on this workstation; one look serves the whole application. */
export function useWaiting(): Waiting {
  return useContext(WaitingContext);
}

/** Keeps the list while somebody is signed in. It begins once every patient is known by name. */
export function WaitingProvider({ children }: { readonly children: ReactNode }) {
  const { replica } = useSession();
  const index = usePatientIndex();
  const [waiting, setWaiting] = useState<Waiting>(nothingWaiting);
  const known = useRef(index);
  const complete = useRef<() => void>(() => undefined);
  useEffect(() => {
    known.current = index;
    if (index.complete) complete.current();
  }, [index]);
  useEffect(() => {
    setWaiting(nothingWaiting);
    const allKnown = new Promise<void>((resolve) => {
      complete.current = resolve;
      if (known.current.complete) resolve();
    });
    const ids = async () => {
      await allKnown;
      return [...known.current.patients.keys()].map((id) => id.split(':')[0]!);
    };
    return followWaiting(replica, ids, setWaiting);
  }, [replica]);
  return <WaitingContext.Provider value={waiting}>{children}</WaitingContext.Provider>;
}
