import { useEffect, useState } from 'react';
import type { Evidence } from '../../../shared/replica/evidence.ts';
import { useSession } from '../../app/session.tsx';
import type { SetAside } from './setAside.ts';

/** Undefined until it was read. */
export type FoundEvidence = readonly Evidence[] | 'failed' | undefined;

/** Reads what was set aside of one record, anew when that changes. */
export function useEvidence({ recordId, answerId }: SetAside): FoundEvidence {
  const { replica } = useSession();
  const [found, setFound] = useState<FoundEvidence>(undefined);
  useEffect(() => {
    let current = true;
    replica.evidence(recordId).then(
      (evidence) => current && setFound(evidence),
      () => current && setFound('failed'),
    );
    return () => {
      current = false;
    };
  }, [replica, recordId, answerId]);
  return found;
}
