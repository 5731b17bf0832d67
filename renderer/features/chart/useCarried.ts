import { useEffect, useRef } from 'react';
import { useSession } from '../../app/session.tsx';
import { carriedKey } from '../registration/carryToChart.ts';

/** Opens the patient's panel once where the desk left in it what was typed of somebody who was here. */
export function useCarried(patientId: string, onCarried: () => void): void {
  const { replica, person } = useSession();
  const latest = useRef(onCarried);
  useEffect(() => {
    latest.current = onCarried;
  });
  useEffect(() => {
    let current = true;
    const key = carriedKey(person.key, patientId);
    replica.journal.read(key).then(
      (carried) => {
        if (!current || carried === undefined) return;
        latest.current();
        void replica.journal.remove(key).catch(() => undefined);
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [replica, person.key, patientId]);
}
