import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Delivery } from '../../../shared/sync/status.ts';
import { useSession } from '../../app/session.tsx';

const quietMs = 150;

/**
 * Delivery of a patient's whole chart, live: refused if any record of theirs is, here only if any
 * waits, on the server when all of them were read back from there.
 */
export function usePatientDelivery(): (patientId: string) => Delivery {
  const ids = useUndelivered();
  const { replica } = useSession();
  const worst = useMemo(() => {
    const byPatient = new Map<string, Delivery>();
    for (const id of ids) {
      const patientId = id.slice(0, id.indexOf(':'));
      if (byPatient.get(patientId) === 'refused') continue;
      byPatient.set(patientId, replica.delivery(id) === 'refused' ? 'refused' : 'hereOnly');
    }
    return byPatient;
  }, [ids, replica]);
  return useCallback(
    (patientId: string) => worst.get(patientId) ?? replica.delivery(patientId) ?? 'onServer',
    [worst, replica],
  );
}

/** Ids of what no server is known to have, live; many changes at once are one. */
export function useUndelivered(): readonly string[] {
  const { replica } = useSession();
  const [ids, setIds] = useState(() => replica.undelivered());
  useEffect(() => {
    setIds(replica.undelivered());
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = replica.onDelivery(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setIds(replica.undelivered());
      }, quietMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [replica]);
  return ids;
}
