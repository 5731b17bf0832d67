import type { TFunction } from 'i18next';
import type { AppDescription } from '../../../shared/bridge/contract.ts';
import { isKind } from '../../../shared/records/kinds.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import type { SyncEvent } from '../../../shared/sync/syncEvents.ts';
import { span } from './clockWords.ts';

/** One event of the log in words. */
export function eventWords(t: TFunction<'sync'>, event: SyncEvent): string {
  switch (event.kind) {
    case 'started':
      return t('log.started', { count: event.hereOnly });
    case 'line': {
      const direction = t(event.direction === 'sending' ? 'sendingHead' : 'receivingHead');
      return event.state === 'fault'
        ? t('log.fault', { direction, fault: event.fault ?? '' })
        : `${direction}: ${t(`log.line.${event.state}`)}`;
    }
    case 'sent':
    case 'received':
    case 'fillBegun':
    case 'owed':
      return t(`log.${event.kind}`, { count: event.count });
    case 'fillDone':
      return t('log.fillDone');
    case 'refused':
      return t('log.refused', { kind: kindWords(t, event.recordId), code: event.code });
    case 'corrected':
    case 'accepted':
      return t(`log.${event.kind}`, { kind: kindWords(t, event.recordId) });
    case 'setAside':
      return t('log.setAside', { kind: kindWords(t, event.recordId), reason: event.reason });
    case 'server':
      return t(`log.server.${event.standing}`);
    case 'clock': {
      const by = span(t, Math.abs(event.offsetMs));
      if (Math.abs(event.offsetMs) < 60_000) return t('clock.right');
      return t(event.offsetMs > 0 ? 'clock.behind' : 'clock.ahead', { by });
    }
  }
}

/**
 * The log as a text that may leave the ward: one line an event, with its code, ids and counts. What
 * isn't in an event can't be in it: no name, nothing that a record says, no words of the server's.
 */
export function logText(
  t: TFunction<'sync'>,
  app: AppDescription,
  status: SyncStatus,
  entries: readonly SyncEvent[],
  now: string,
): string {
  const { connection } = status;
  const state = connection.kind === 'fault' ? `fault ${connection.fault}` : connection.kind;
  return [
    `Bedside ${app.version}, ${t('log.title')}`,
    `workstation ${app.workstation.key}, facility ${app.facility.code}`,
    `server ${app.central.url}, database ${app.central.database}`,
    `written ${now}`,
    `state ${state}, here only ${status.hereOnly}, refused ${status.refused.length}, set aside ${status.quarantined.length}, owed ${status.owed}`,
    `last sent ${status.sentAt ?? 'never'}, last heard ${status.heardAt ?? 'never'}`,
    `clock offset ${status.clock ? `${status.clock.offsetMs} ms, measured ${status.clock.measuredAt}` : 'not known'}`,
    '',
    ...entries.map((event) => {
      const { at, kind, ...facts } = event;
      const listed = Object.entries(facts).map(([name, value]) => `${name}=${String(value)}`);
      return [at, kind, ...listed, `  ${eventWords(t, event)}`].join(' ');
    }),
    '',
  ].join('\n');
}

function kindWords(t: TFunction<'sync'>, recordId: string): string {
  const kind = recordId.split(':')[1] ?? '';
  return t(isKind(kind) ? `kind.${kind}` : 'kind.unknown');
}
