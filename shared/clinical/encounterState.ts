import type { AnyRecord, RecordOf } from '../records/kinds.ts';

export type EncounterEvent = RecordOf<'encounterEvent'>;
export type Close = Extract<EncounterEvent['event'], { kind: 'close' }>;
export type Disposition = Close['disposition'];

/** What an encounter is now, with the events that made it so, the earliest stated first. */
export type EncounterState =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'closed';
      readonly disposition: Disposition;
      readonly by: readonly EncounterEvent[];
    }
  /** Closed, by people who disagree how: nothing is exported until one of them is chosen. */
  | {
      readonly kind: 'dispositionDisputed';
      readonly dispositions: readonly Disposition[];
      readonly by: readonly EncounterEvent[];
    }
  | { readonly kind: 'enteredInError'; readonly by: readonly EncounterEvent[] };

/**
 * The state of an encounter from its events, whatever the order in which they arrived; no clock
 * decides. Entered in error absorbs everything else. Closed stays closed: a reopening ends only the
 * closings that it had seen (`after`), and a later closing takes the place of those that it had seen.
 */
export function encounterStateOf(
  encounter: { readonly id: string },
  events: readonly EncounterEvent[],
): EncounterState {
  const own = [
    ...new Map(
      events
        .filter(({ encounterId }) => encounterId === encounter.id)
        .map((event) => [event.id, event]),
    ).values(),
  ].sort((a, b) => compareText(a.recordedAt, b.recordedAt) || compareText(a.id, b.id));
  const errors = own.filter(({ event }) => event.kind === 'enteredInError');
  if (errors.length > 0) return { kind: 'enteredInError', by: errors };
  const reopened = seenBy(own.filter(({ event }) => event.kind === 'reopen'));
  const closings = own.filter(({ id, event }) => event.kind === 'close' && !reopened.has(id));
  if (closings.length === 0) return { kind: 'open' };
  const corrected = seenBy(closings);
  const last = closings.filter(({ id }) => !corrected.has(id));
  // Closings that each claim to follow the other come from a broken client; all of them stand.
  const by = last.length > 0 ? last : closings;
  const dispositions = [...new Set(by.map(({ event }) => (event as Close).disposition))].sort();
  return dispositions.length === 1
    ? { kind: 'closed', disposition: dispositions[0]!, by }
    : { kind: 'dispositionDisputed', dispositions, by };
}

/** Work of an encounter: what somebody wrote for the patient's care in it. */
export type Work = RecordOf<'note' | 'noteDraft' | 'order' | 'condition'>;

export function isWork(record: AnyRecord): record is Work {
  return (
    record.kind === 'note' ||
    record.kind === 'noteDraft' ||
    record.kind === 'order' ||
    record.kind === 'condition'
  );
}

/**
 * Work that nobody who ended the encounter had before them. It is kept, and shown as "after
 * closing". An ending that doesn't say what its author had seen is compared by stated time.
 */
export function workAfterClosing<W extends Work>(
  encounter: { readonly id: string },
  state: EncounterState,
  work: readonly W[],
): readonly W[] {
  if (state.kind === 'open') return [];
  const seen = state.by.map((ending) => new Set(ending.seen ?? []));
  return work.filter(
    (record) =>
      record.encounterId === encounter.id &&
      state.by.every((ending, index) =>
        ending.seen
          ? !seen[index]!.has(record.id)
          : Date.parse(record.recordedAt) > Date.parse(ending.recordedAt),
      ),
  );
}

function seenBy(events: readonly EncounterEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap(({ id, after }) => (after ?? []).filter((other) => other !== id)));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
