import { useCallback, useEffect, useRef } from 'react';
import { useSession } from '../../app/session.tsx';

/** What goes onto paper: of whom, which paper, and how many pieces of it. */
export interface Paper {
  readonly patient: string;
  readonly what: string;
  readonly count: number;
}

/**
 * Whatever is printed of this page is on the trail: what goes through the function that is returned
 * has its entry on disk before it begins; the browser's own keys and menu ask nobody, and are written
 * down as they begin.
 */
export function useAuditedPaper({ patient, what, count }: Paper) {
  const { audit, auditFirst } = useSession();
  const told = useRef(false);
  useEffect(() => {
    const begins = () => {
      if (!told.current) audit({ action: 'print', about: { patient, what, count } });
    };
    window.addEventListener('beforeprint', begins);
    return () => window.removeEventListener('beforeprint', begins);
  }, [audit, patient, what, count]);
  return useCallback(
    async (puts: () => void | Promise<void>): Promise<void> => {
      await auditFirst({ action: 'print', about: { patient, what, count } });
      told.current = true;
      try {
        await puts();
      } finally {
        told.current = false;
      }
    },
    [auditFirst, patient, what, count],
  );
}
