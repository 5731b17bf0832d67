import { useEffect, useState } from 'react';
import type { AppDescription } from '../../shared/bridge/contract.ts';
import type { ReplicaClient } from '../replica/replicaClient.ts';
import { bridge } from './bridge.ts';

/** The main process exchanges people with the server about as often. */
const everyMs = 60_000;

/**
 * The app's description with the people who became known meanwhile; the Worker is told of them too,
 * so that what they signed is verified without a new sign-in.
 */
export function useFreshPeople(app: AppDescription, replica: ReplicaClient): AppDescription {
  const [latest, setLatest] = useState(app);
  useEffect(() => {
    let current = true;
    const look = async () => {
      const fresh = await bridge().describeApp({});
      if (!current) return;
      if (fresh.certified) await replica.addPeople(fresh.certified);
      const { facility, emergencyUses } = fresh;
      // The same object while nothing changed: pages compare.
      setLatest((now) =>
        JSON.stringify([now.facility, now.emergencyUses]) ===
        JSON.stringify([facility, emergencyUses])
          ? now
          : { ...now, facility, ...(emergencyUses ? { emergencyUses } : {}) },
      );
    };
    // A shell or Worker that is gone is told by others; the next turn asks again.
    const turn = () => void look().catch(() => undefined);
    turn();
    const timer = setInterval(turn, everyMs);
    return () => {
      current = false;
      clearInterval(timer);
    };
  }, [replica]);
  return latest;
}
