import { useMemo } from 'react';
import type { KnownTimes } from '../../../shared/clinical/statedTime.ts';
import type { WrongClock } from '../../../shared/sync/ownClock.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { useSession, useSyncStatus } from '../../app/session.tsx';
import { useNow } from '../../ui/useNow.ts';

const minuteMs = 60_000;

/** What is known here of the time and of other workstations' clocks; a new object only when it changed. */
export function useKnownTimes(): KnownTimes {
  const { app } = useSession();
  const status = useSyncStatus();
  const now = useNow();
  const text = JSON.stringify(knownTimes(status, app.workstation.key, now));
  return useMemo(() => {
    const { nowMs, clocks } = JSON.parse(text) as ReturnType<typeof knownTimes>;
    return { nowMs, wrongClocks: new Map(clocks) };
  }, [text]);
}

/** To the minute: a measured offset changes by milliseconds with every exchange. */
export function knownTimes(
  { clock, peers }: Pick<SyncStatus, 'clock' | 'peers'>,
  ownKey: string,
  now: string,
): { nowMs: number; clocks: readonly (readonly [string, readonly WrongClock[]])[] } {
  const nowMs = Math.round((Date.parse(now) + (clock?.offsetMs ?? 0)) / minuteMs) * minuteMs;
  const told = [
    ...peers.map(({ workstation, wrongClock }) => [workstation, wrongClock ?? []] as const),
    [ownKey, clock?.wrongClock ?? []] as const,
  ];
  return { nowMs, clocks: told.filter(([, periods]) => periods.length > 0) };
}
