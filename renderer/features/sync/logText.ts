import type { TFunction } from 'i18next';
import type { AppDescription } from '../../../shared/bridge/contract.ts';
import { isKind } from '../../../shared/records/kinds.ts';
import { refusalCodeOf } from '../../../shared/sync/refusalReasons.ts';
import type { SyncStatus } from '../../../shared/sync/status.ts';
import type { SyncEvent } from '../../../shared/sync/syncEvents.ts';
import { span } from './clockWords.ts';

type Words = TFunction<['sync', 'refusals']>;

/** One event of the log in words. */
export function eventWords(t: Words, event: SyncEvent): string {
  switch (event.kind) {
    case 'started':
      return t('log.started', { count: event.hereOnly });
    case 'line': {
      const direction = t(event.direction === 'sending' ? 'sendingHead' : 'receivingHead');
      return event.state === 'fault'
        ? t('log.fault', { direction, fault: faultWords(t, event.fault) })
        : `${direction}: ${t(`log.line.${event.state}`)}`;
    }
    case 'sent':
    case 'received':
    case 'fillBegun':
    case 'owed':
    case 'evicted':
      return t(`log.${event.kind}`, { count: event.count });
    case 'fillDone':
      return t('log.fillDone');
    case 'refused':
      return t('log.refused', {
        kind: kindWords(t, event.recordId),
        why: codeWords(t, event.code),
      });
    case 'corrected':
    case 'accepted':
      return t(`log.${event.kind}`, { kind: kindWords(t, event.recordId) });
    case 'setAside':
      return t('log.setAside', {
        kind: kindWords(t, event.recordId),
        why: t(`withheld.${event.reason}` as never, { defaultValue: event.reason }) as string,
      });
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
  t: Words,
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

function kindWords(t: Words, recordId: string): string {
  const kind = recordId.split(':')[1] ?? '';
  return t(isKind(kind) ? `kind.${kind}` : 'kind.unknown');
}

/** The log may come from another version: what this one has no words for is said in general. */
function faultWords(t: Words, fault = 'unknown'): string {
  const unknown = t('refusals:fault.unknown');
  return t(`refusals:fault.${fault}` as never, { defaultValue: unknown }) as string;
}

function codeWords(t: Words, reason: string): string {
  const code = refusalCodeOf(reason);
  return code === undefined ? t('refusals:otherRuleShort') : t(`refusals:code.${code}`);
}
