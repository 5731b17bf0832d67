import { useSyncExternalStore } from 'react';

/*
 * Whether the audit trail takes what it is told. Nobody is kept from a chart by a trail that fails;
 * that it fails is shown on every page until it works again, so that IT hears of it.
 */

let failing = false;
const listeners = new Set<() => void>();

export function trailTook(took: boolean): void {
  if (failing === !took) return;
  failing = !took;
  listeners.forEach((changed) => changed());
}

export function useTrailFailing(): boolean {
  return useSyncExternalStore(
    (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    () => failing,
  );
}
