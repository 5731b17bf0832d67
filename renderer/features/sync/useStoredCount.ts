import { useEffect, useState } from 'react';
import { useSession, useSyncStatus } from '../../app/session.tsx';

/** How many records this workstation holds, counted anew when the sync status changes. */
export function useStoredCount(): number | undefined {
  const { replica } = useSession();
  const status = useSyncStatus();
  const [count, setCount] = useState<number | undefined>(undefined);
  useEffect(() => {
    let current = true;
    const counting = Object.values(replica.records.collections).map((collection) =>
      collection.count().exec(),
    );
    void Promise.all(counting).then(
      (counts) => current && setCount(counts.reduce((sum, one) => sum + one, 0)),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [replica, status]);
  return count;
}
