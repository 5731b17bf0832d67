import { useEffect, useRef } from 'react';
import { useSession } from '../../app/session.tsx';

/**
 * One search is what was found last before its page went: the trail holds the count alone.
 * @param found undefined while nothing was looked for
 */
export function useAuditedSearch(found: number | undefined): void {
  const { audit } = useSession();
  const last = useRef(found);
  useEffect(() => {
    if (found !== undefined) last.current = found;
  }, [found]);
  useEffect(
    () => () => {
      if (last.current !== undefined) audit({ action: 'search', about: { found: last.current } });
    },
    [audit],
  );
}
