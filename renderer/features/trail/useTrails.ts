import { useCallback, useEffect, useState } from 'react';
import type { TrailReading } from '../../../shared/audit/readTrails.ts';
import { useSession } from '../../app/session.tsx';

export type TrailState = TrailReading | 'reading' | 'notRead';

/** Reads the trails once, and again when asked; that they are read stands on the trail itself. */
export function useTrails(): { readonly trails: TrailState; readAgain(): void } {
  const { replica, audit } = useSession();
  const [trails, setTrails] = useState<TrailState>('reading');
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    setTrails('reading');
    replica.readTrails().then(
      (read) => {
        if (!current) return;
        setTrails(read);
        audit({ action: 'readTrail' });
      },
      () => current && setTrails('notRead'),
    );
    return () => {
      current = false;
    };
  }, [replica, audit, asked]);
  return { trails, readAgain: useCallback(() => setAsked((times) => times + 1), []) };
}
