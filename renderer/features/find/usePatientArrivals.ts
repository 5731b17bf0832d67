import { useEffect, useState } from 'react';
import { useSession } from '../../app/session.tsx';

/** A burst of patients is one change. */
const settleMs = 200;

/** Another number after patients came or were changed, by whom ever: what was asked may be out of date. */
export function usePatientArrivals(): number {
  const { replica } = useSession();
  const [arrivals, setArrivals] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const subscription = replica.records.collections.patients.$.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        setArrivals((before) => before + 1);
      }, settleMs);
    });
    return () => {
      clearTimeout(timer);
      subscription.unsubscribe();
    };
  }, [replica]);
  return arrivals;
}
