import type { SyncStatus } from '../../../shared/sync/status.ts';

/** A status on a line that is up, with everything sent and nothing unusual, but for what is told. */
export function aSyncStatus(told: Partial<SyncStatus> = {}): SyncStatus {
  const { hereOnly = 0, heldBack = 0, refused = [] } = told;
  return {
    connection: { kind: 'online' },
    sending: told.connection ?? { kind: 'online' },
    receiving: told.connection ?? { kind: 'online' },
    hereOnly,
    waiting: Math.max(0, hereOnly - heldBack - new Set(refused.map(({ id }) => id)).size),
    refused,
    heldBack,
    quarantined: [],
    owed: 0,
    owedIds: [],
    heardAt: undefined,
    feedRead: true,
    sentAt: undefined,
    clock: undefined,
    server: { kind: 'known' },
    peers: [],
    firstFill: undefined,
    ...told,
  };
}

/** A first fill that has come so far. */
export function aFirstFill(done: number, total: number): NonNullable<SyncStatus['firstFill']> {
  return { done, total, bytes: done * 900, recordsPerSecond: 2000, secondsLeft: 3 };
}
