import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { SearchAnswer } from '../../../shared/identity/search/keepSearch.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { oneOfEach } from '../identities/oneOfEach.ts';
import { usePatientGroups } from '../identities/patientGroupsContext.tsx';

/** An answer with what was asked for it. */
export interface Found extends SearchAnswer {
  readonly text: string;
}

const nothing: Found = {
  text: '',
  patients: [],
  total: 0,
  checkMisfits: false,
  searched: 0,
  complete: false,
};
/**
 * At a start and during the first fill the index grows: until everybody is in it, the same is asked
 * again, and so it is while nobody was found, for they may be on their way from another workstation.
 * Otherwise an answer stands still, so that no line moves under whoever is about to open it.
 */
const askAgainMs = 1000;

/**
 * Asks the Worker at every keystroke; the last answer stays until the next one is there, and one
 * that was overtaken is dropped.
 */
export function usePatientSearch(text: string, limit: number): Found {
  const { replica } = useSession();
  const groups = usePatientGroups();
  const filling = useSyncStatus().firstFill !== undefined;
  const [found, setFound] = useState<Found>(nothing);
  const shown = useRef(0);
  const asked = useRef(0);
  useEffect(() => {
    let ended = false;
    let again: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      asked.current += 1;
      const turn = asked.current;
      const answer = await replica.patients.search(text, limit);
      if (turn <= shown.current) return;
      shown.current = turn;
      const complete = answer.complete && !filling;
      // In the frame that comes next: React's own turn may come behind it.
      flushSync(() => setFound({ ...answer, complete, text }));
      if ((!complete || answer.total === 0) && !ended)
        again = setTimeout(() => void ask(), askAgainMs);
    };
    void ask();
    return () => {
      ended = true;
      clearTimeout(again);
    };
  }, [replica, text, limit, filling]);
  return useMemo(
    () => ({ ...found, patients: oneOfEach(found.patients, groups) }),
    [found, groups],
  );
}
