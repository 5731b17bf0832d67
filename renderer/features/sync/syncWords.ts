import type { TFunction } from 'i18next';
import { formatTimeOrDate } from '../../../shared/clinical/dates.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';

/** What the indicator says: the line to the server, what is safe, how much waits and is held back. */
export interface SyncWords {
  readonly state: string;
  readonly safe: string | undefined;
  readonly waiting: string | undefined;
  readonly heldBack: string | undefined;
}

/** How many records go by themselves, and how many the server refused; both are here only. */
export function undeliveredCounts(status: SyncStatus): { waiting: number; refused: number } {
  return { waiting: status.waiting, refused: new Set(status.refused.map(({ id }) => id)).size };
}

/**
 * The words of the indicator. It says that everything is on the server only while nothing is here
 * alone and the line is up: offline it never does, for the server may have lost what it had.
 */
export function syncWords(t: TFunction<'sync'>, status: SyncStatus, now: string): SyncWords {
  const { connection, firstFill, hereOnly, heldBack, server } = status;
  const { waiting } = undeliveredCounts(status);
  const known = server.kind === 'known' || server.kind === 'unmet';
  const allSent =
    connection.kind === 'online' && known && hereOnly === 0 && status.refused.length === 0;
  return {
    state: firstFill
      ? t('firstFill', {
          done: firstFill.done,
          total: firstFill.total,
        })
      : server.kind === 'comparing' && connection.kind === 'online'
        ? t('comparing', { done: server.done, total: server.total })
        : server.kind === 'other'
          ? t('otherServer')
          : connectionWords(t, connection, now),
    safe: allSent ? (firstFill ? undefined : t('allSent')) : t('savedHere'),
    waiting: waiting > 0 ? t('waiting', { count: waiting }) : undefined,
    heldBack: heldBack > 0 ? t('heldBack', { count: heldBack }) : undefined,
  };
}

function connectionWords(
  t: TFunction<'sync'>,
  connection: SyncStatus['connection'],
  now: string,
): string {
  switch (connection.kind) {
    case 'connecting':
      return t('connecting');
    case 'online':
      return t('onlineShort');
    case 'offline':
      return t('offlineSince', { time: dayOrTime(connection.since, now) });
    case 'fault':
      return t('faultSince', { time: dayOrTime(connection.since, now) });
  }
}

/** An instant of any offset on this workstation's clock: `14:05`, with its date when not today's. */
export function clockTime(instant: string, now: string): string {
  return formatTimeOrDate(localInstant(new Date(instant)), now);
}

/** For a narrow place: the time of today, the date alone of any other day. */
function dayOrTime(instant: string, now: string): string {
  return clockTime(instant, now).split(' ')[0]!;
}
