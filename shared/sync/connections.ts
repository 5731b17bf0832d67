import { StoreFailed } from '../replica/leafStore.ts';
import { CentralFailure } from './centralClient.ts';
import type { Connection, SyncFault } from './status.ts';

/** One direction of sync. */
export type Direction = 'sending' | 'receiving';

/** What is known of each direction by its own requests, and what that amounts to. */
export interface Connections {
  /** A direction had its answer. True if it had failed, or not been tried, before. */
  succeeded(direction: Direction): boolean;
  failed(direction: Direction, error: unknown): void;
  /** Nothing is left to send: a failure to send is over, and says nothing of the line any more. */
  idle(direction: Direction): void;
  of(direction: Direction): Connection;
  /** The worse of the two: the screens never say "online" while one direction fails. */
  worst(): Connection;
}

export function watchConnections(now: () => string): Connections {
  const states: Record<Direction, Connection> = {
    sending: { kind: 'connecting' },
    receiving: { kind: 'connecting' },
  };
  return {
    succeeded(direction) {
      const again = states[direction].kind !== 'online';
      states[direction] = { kind: 'online' };
      return again;
    },
    failed(direction, error) {
      const before = states[direction];
      const since = 'since' in before ? before.since : now();
      const fault = faultOf(error);
      states[direction] = fault ? { kind: 'fault', since, fault } : { kind: 'offline', since };
    },
    idle(direction) {
      states[direction] = { kind: 'connecting' };
    },
    of: (direction) => states[direction],
    worst() {
      const { sending, receiving } = states;
      for (const kind of ['fault', 'offline'] as const) {
        if (receiving.kind === kind) return receiving;
        if (sending.kind === kind) return sending;
      }
      return receiving;
    },
  };
}

/** Faults that somebody has to mend; undefined where the line is simply down. */
function faultOf(error: unknown): SyncFault | undefined {
  if (error instanceof StoreFailed) return error.code === 'full' ? 'storageFull' : 'storageFailed';
  if (!(error instanceof CentralFailure)) return 'serverError';
  switch (error.fault) {
    case 'unreachable':
      return undefined;
    case 'accountRefused':
    case 'databaseMissing':
    case 'notACentralServer':
      return error.fault;
    default:
      return 'serverError';
  }
}
