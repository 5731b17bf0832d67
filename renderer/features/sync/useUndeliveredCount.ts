import { useSyncStatus } from '../../app/session.tsx';

/** How many records no server is known to have, refused ones included. */
export function useUndeliveredCount(): number {
  return useSyncStatus().hereOnly;
}
