/**
 * Holds the replica for this Worker alone, until the Worker ends: two windows on one profile would
 * each keep a memory of their own. Returns false when another window holds it.
 */
export async function takeProfileLock(replicaName: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(`bedside-replica:${replicaName}`, { ifAvailable: true }, (lock) => {
        resolve(lock !== null);
        if (lock === null) return undefined;
        // Never settles: the browser releases the lock when the Worker's realm goes away.
        return new Promise<never>(() => undefined);
      })
      .catch(reject);
  });
}
