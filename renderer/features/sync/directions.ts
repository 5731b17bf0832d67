import type { TFunction } from 'i18next';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import { clockTime, undeliveredCounts } from './syncWords.ts';

/** How one direction stands: what it does now, its last success, and whether only waiting is needed. */
export interface DirectionWords {
  readonly state: string;
  readonly last: string;
  readonly calm: boolean;
}

/** Sending: what waits, and why it waits. Only a count of nothing is said to be all. */
export function sendingWords(
  t: TFunction<'sync'>,
  status: SyncStatus,
  now: string,
): DirectionWords {
  const { sending, connection, sentAt, server, heldBack } = status;
  const { waiting: count, refused } = undeliveredCounts(status);
  const last = sentAt ? t('lastSent', { time: clockTime(sentAt, now) }) : t('lastSentNever');
  // What was not tried since the start stands as the line does.
  const kind = sending.kind === 'connecting' ? connection.kind : sending.kind;
  const state = () => {
    // Everything is proved of another server alone: all of it counts as here only.
    if (server.kind === 'other') return t('sending.stopped', { count: count + heldBack });
    if (count === 0) {
      // What waits for somebody's word isn't being sent, with or without a line.
      if (heldBack > 0) return t('sending.heldBack', { count: heldBack });
      return refused > 0 ? t('sending.refused') : t('sending.idle');
    }
    if (kind === 'online') return t('sending.now', { count });
    return kind === 'fault' ? t('sending.held', { count }) : t('sending.waits', { count });
  };
  return { state: state(), last, calm: kind !== 'fault' && server.kind !== 'other' };
}

/** Receiving: whether the feed is followed, and what the server hasn't given. */
export function receivingWords(
  t: TFunction<'sync'>,
  status: SyncStatus,
  now: string,
): DirectionWords {
  const { receiving, firstFill, owed, heardAt, server } = status;
  const last = heardAt ? t('lastHeard', { time: clockTime(heardAt, now) }) : t('lastSentNever');
  const state = () => {
    if (server.kind === 'other') return t('receiving.stopped');
    if (receiving.kind === 'fault') return t('receiving.held');
    if (receiving.kind === 'offline') return t('receiving.waits');
    if (receiving.kind === 'connecting') return t('receiving.connecting');
    if (firstFill) return t('receiving.filling');
    return owed > 0 ? t('receiving.owed', { count: owed }) : t('receiving.now');
  };
  const calm = receiving.kind !== 'fault' && owed === 0 && server.kind !== 'other';
  return { state: state(), last, calm };
}
