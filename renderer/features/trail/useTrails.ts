import { useCallback, useEffect, useRef, useState } from 'react';
import type { TrailSummary } from '../../../shared/audit/trailView.ts';
import { useSession } from '../../app/session.tsx';

export type TrailState = TrailSummary | 'reading' | 'notRead';

/**
 * Reads the trails once, and again when asked: the newest entries first, which are here at once, and
 * then everything, verified. That they are read stands on the trail itself.
 */
export function useTrails(): { readonly trails: TrailState; readAgain(): void } {
  const { app, replica, audit } = useSession();
  // Somebody enrolled while the page is open doesn't have everything read again.
  const enrolled = useRef(app.enrolled);
  const [trails, setTrails] = useState<TrailState>('reading');
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    let current = true;
    let told = false;
    const show = (read: TrailSummary) => {
      if (!current) return;
      setTrails(read);
      if (!told) audit({ action: 'readTrail' });
      told = true;
    };
    setTrails('reading');
    const read = async () => {
      // Without a server there is nothing newest; the whole of what is here comes as quickly.
      const newest = await replica.readTrails('newest').catch(() => undefined);
      if (newest) show(newest);
      if (current) show(await replica.readTrails('whole', enrolled.current));
    };
    read().catch(() => current && setTrails('notRead'));
    return () => {
      current = false;
    };
  }, [replica, audit, asked]);
  return { trails, readAgain: useCallback(() => setAsked((times) => times + 1), []) };
}
