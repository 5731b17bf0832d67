import { useMemo } from 'react';
import { useFrameIfAny } from '../../app/frameContext.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { useNow } from '../../ui/useNow.ts';
import { unheardPeers } from './knownOfOthers.ts';
import type { UnheardPeer } from './knownOfOthers.ts';

/**
 * Workstations of the ward in view whose entries may be missing here; undefined while nothing is
 * known of any other workstation, for then nothing is said of one.
 */
export function useUnheardPeers(): readonly UnheardPeer[] | undefined {
  const { app } = useSession();
  const status = useSyncStatus();
  const now = useNow();
  const ward = useFrameIfAny()?.ward.code ?? app.workstation.ward;
  return useMemo(
    () =>
      status.peers.length === 0
        ? undefined
        : unheardPeers(app.facility.workstations, ward, app.workstation.key, status, now),
    [app, ward, status, now],
  );
}
