import { useMemo } from 'react';
import { useSession } from '../../app/session.tsx';
import { inboxItems } from './inboxItems.ts';
import { useWaiting } from './waitingContext.tsx';

/** How many disagreements and findings this person may end, as far as the charts were looked through. */
export function useMineCount(): number {
  const { person } = useSession();
  const { patients } = useWaiting();
  return useMemo(
    () => inboxItems(patients.values(), person).filter(({ mine }) => mine).length,
    [patients, person],
  );
}
