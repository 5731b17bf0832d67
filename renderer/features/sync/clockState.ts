import { wrongFromMs } from '../../../shared/sync/ownClock.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';

/** What is known of this workstation's clock. */
export type ClockState =
  | { readonly kind: 'right' | 'unknown' }
  /** By the server's clock it is behind or ahead by so much. */
  | { readonly kind: 'behind' | 'ahead'; readonly byMs: number }
  /** Not measured since the start, and earlier than the last exchange: it was set back or lost power. */
  | { readonly kind: 'wentBack'; readonly before: string };

export function clockState(status: SyncStatus, now: string): ClockState {
  const { clock, heardAt, sentAt } = status;
  if (clock) {
    const byMs = Math.abs(clock.offsetMs);
    if (byMs < wrongFromMs) return { kind: 'right' };
    return { kind: clock.offsetMs > 0 ? 'behind' : 'ahead', byMs };
  }
  const last = [heardAt, sentAt]
    .filter((at) => at !== undefined)
    .sort((a, b) => Date.parse(b) - Date.parse(a))[0];
  return last !== undefined && Date.parse(last) - Date.parse(now) >= wrongFromMs
    ? { kind: 'wentBack', before: last }
    : { kind: 'unknown' };
}

export function isWrong(
  state: ClockState,
): state is Exclude<ClockState, { kind: 'right' | 'unknown' }> {
  return state.kind !== 'right' && state.kind !== 'unknown';
}
