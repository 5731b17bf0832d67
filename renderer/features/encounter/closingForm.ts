import * as z from 'zod';
import { formatDate, formatTime } from '../../../shared/clinical/dates.ts';
import { isWork } from '../../../shared/clinical/encounterState.ts';
import { dispositions } from '../../../shared/records/encounterEvent.ts';
import { localInstant } from '../../../shared/records/instant.ts';
import type { AnyRecord, FieldsOf, RecordOf } from '../../../shared/records/kinds.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { oneLine } from '../../app/oneLine.ts';

/**
 * The closing panel as it is kept in the journal, with what its author had before them when it was
 * opened: whatever arrives later is "after closing", and a closing that they didn't see stands.
 */
export const closingFormSchema = z.strictObject({
  after: z.array(z.string()),
  seen: z.array(z.string()),
  disposition: z.enum(dispositions).nullable(),
  date: z.string(),
  time: z.string(),
  reason: z.string(),
});
export type ClosingForm = z.infer<typeof closingFormSchema>;

const mostAfter = 100;
const mostSeen = 2000;

/** What of an encounter is before somebody who looks at its chart now, the newest kept. */
export function beforeMe(
  encounterId: string,
  records: readonly AnyRecord[],
): { after: string[]; seen: string[] } {
  const newestFirst = [...records].sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1));
  return {
    after: newestFirst
      .filter((record) => record.kind === 'encounterEvent' && record.encounterId === encounterId)
      .slice(0, mostAfter)
      .map(({ id }) => id),
    seen: newestFirst
      .filter((record) => isWork(record) && record.encounterId === encounterId)
      .slice(0, mostSeen)
      .map(({ id }) => id),
  };
}

/** The panel as it opens: now, and nothing chosen. */
export function newClosing(before: { after: string[]; seen: string[] }, now: string): ClosingForm {
  return {
    ...before,
    disposition: null,
    date: formatDate(now),
    time: formatTime(now),
    reason: '',
  };
}

export type ClosingGap = 'disposition' | 'time' | 'reasonNeeded';

/** What keeps the closing from being signed, or the event that it is. */
export function readClosing(
  form: ClosingForm,
  encounter: Pick<RecordOf<'encounter'>, 'id' | 'startedAt'>,
  now: string,
): { kind: 'gap'; gap: ClosingGap } | { kind: 'event'; fields: FieldsOf<'encounterEvent'> } {
  const { disposition } = form;
  if (disposition === null) return { kind: 'gap', gap: 'disposition' };
  const at = readTime(form, now);
  // A minute's rounding is no contradiction: what was opened just now may be closed just now.
  if (!at || Date.parse(at) < Date.parse(encounter.startedAt) - 60_000) {
    return { kind: 'gap', gap: 'time' };
  }
  const reason = oneLine(form.reason).slice(0, 300);
  if (disposition === 'other' && reason === '') return { kind: 'gap', gap: 'reasonNeeded' };
  return {
    kind: 'event',
    fields: {
      encounterId: encounter.id,
      event: { kind: 'close', disposition, at },
      ...(reason === '' ? {} : { reason }),
      ...(form.after.length > 0 ? { after: form.after } : {}),
      seen: form.seen,
    },
  };
}

function readTime({ date, time }: ClosingForm, now: string): string | undefined {
  const day = readDateEntry(date, now)?.date;
  const clock = /^(\d{1,2})(?::|h|g)?(\d{2})$/.exec(time.trim());
  if (!day || day.length !== 10 || !clock) return undefined;
  const [hour, minute] = [Number(clock[1]), Number(clock[2])];
  if (hour > 23 || minute > 59) return undefined;
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  const at = new Date(year!, month! - 1, dayOfMonth, hour, minute);
  return at.getTime() > Date.parse(now) + 60_000 ? undefined : localInstant(at);
}
