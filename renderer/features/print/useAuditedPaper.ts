import { useCallback, useEffect, useRef } from 'react';
import { useSession } from '../../app/session.tsx';

/** What goes onto paper: of whom, which paper, and how many pieces of it. */
export interface Paper {
  readonly patient: string;
  readonly what: string;
  readonly count: number;
}

/**
 * Whatever is printed of this page is on the trail: by the function that is returned, which has the
 * entry on disk before the print opens, and by the browser's own keys and menu, which ask nobody and
 * are written down as they begin.
 */
export function useAuditedPaper({ patient, what, count }: Paper): () => Promise<void> {
  const { audit, auditFirst } = useSession();
  const told = useRef(false);
  useEffect(() => {
    const begins = () => {
      if (!told.current) audit({ action: 'print', about: { patient, what, count } });
    };
    window.addEventListener('beforeprint', begins);
    return () => window.removeEventListener('beforeprint', begins);
  }, [audit, patient, what, count]);
  return useCallback(async () => {
    await auditFirst({ action: 'print', about: { patient, what, count } });
    told.current = true;
    try {
      window.print();
    } finally {
      told.current = false;
    }
  }, [auditFirst, patient, what, count]);
}
