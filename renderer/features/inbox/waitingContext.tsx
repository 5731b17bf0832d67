import { createContext, useContext, useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../../app/session.tsx';
import { followWaiting, nothingWaiting } from './followWaiting.ts';
import type { Waiting } from './followWaiting.ts';

const WaitingContext = createContext<Waiting>(nothingWaiting);

/** Everything that waits for somebody on this workstation; one look serves the whole application. */
export function useWaiting(): Waiting {
  return useContext(WaitingContext);
}

/** Keeps the list while somebody is signed in. It begins once the Worker knows every patient. */
export function WaitingProvider({ children }: { readonly children: ReactNode }) {
  const { replica } = useSession();
  const [waiting, setWaiting] = useState<Waiting>(nothingWaiting);
  useEffect(() => {
    setWaiting(nothingWaiting);
    return followWaiting(replica, () => replica.patients.ids(), setWaiting);
  }, [replica]);
  return <WaitingContext.Provider value={waiting}>{children}</WaitingContext.Provider>;
}
