import { hasSeen } from '../../merge/versionVector.ts';
import type { AnyRecord, RecordOf } from '../../records/kinds.ts';
import { maxNamedRecords } from '../../records/patientLink.ts';
import type { PatientLink } from './pairState.ts';

type Change = RecordOf<'change'>;

/** Something that was written while two identities were one, and that somebody has to say whose it is. */
export type Meanwhile =
  /** A record that was made, or a draft that was written on. */
  | { readonly kind: 'entry'; readonly id: string; readonly record: AnyRecord }
  /** A save in a record that was there before: an identity field, a code status, a bed. */
  | {
      readonly kind: 'edit';
      readonly id: string;
      readonly change: Change;
      /** The record as it stands now. */
      readonly record: AnyRecord;
    };

/**
 * Ids of what the author of a link has before them: the entries, and of what was edited the last
 * saves. An earlier save needs no name, for a later one of the same record says what it had seen.
 * @param records everything that is here of both, history (`change`) included
 */
export function seenOf(records: readonly AnyRecord[]): readonly string[] {
  const changes = changesByRecord(records);
  const last = [...changes.values()].flatMap((ofRecord) =>
    ofRecord.filter(
      (change) => !ofRecord.some((other) => other.id !== change.id && isCoveredBy(change, other)),
    ),
  );
  const entries = byTime(entriesOf(records), ({ recordedAt }) => recordedAt);
  return [...last, ...entries].map(({ id }) => id).slice(0, maxNamedRecords);
}

/**
 * What none of the links' authors had before them: it was written while the identities were one.
 * Of records that were there before, each save; of new ones the record, which tells its own.
 * The newest first by stated time.
 * @param records everything that is here of all, history (`change`) included
 */
export function writtenWhileOne(
  links: readonly PatientLink[],
  records: readonly AnyRecord[],
): readonly Meanwhile[] {
  if (links.length === 0) return [];
  const seen = new Set(links.flatMap(({ event }) => (event.kind === 'link' ? event.seen : [])));
  const changes = changesByRecord(records);
  const edited = new Map(
    [...changes].map(([recordId, ofRecord]) => {
      const known = ofRecord.filter(({ id }) => seen.has(id));
      return [recordId, ofRecord.filter((one) => !known.some((other) => isCoveredBy(one, other)))];
    }),
  );
  const found = records.flatMap((record): readonly Meanwhile[] => {
    if (record.kind === 'patientLink' || record.kind === 'change') return [];
    const { id } = record;
    const edits = (edited.get(id) ?? []).filter((change) => !isBirth(change, record));
    if (record.kind !== 'patient' && !seen.has(id)) return [{ kind: 'entry', id, record }];
    // A draft is read whole: each pause of whoever types is a save.
    if (record.kind === 'noteDraft') return edits.length > 0 ? [{ kind: 'entry', id, record }] : [];
    return edits.map((change) => ({ kind: 'edit', id: change.id, change, record }));
  });
  return byTime(found, writtenAt);
}

/**
 * What is to be sorted after an unlink: what it names, and what arrived since from people who wrote
 * before it by their clock and were in no link's sight. Stated times choose only what is shown.
 * @param links every link that joined any of them: what one of their authors knew was there before
 * @param records everything that is here of both sides, history (`change`) included
 */
export function toSortAfter(
  unlink: PatientLink,
  links: readonly PatientLink[],
  records: readonly AnyRecord[],
): readonly Meanwhile[] {
  if (unlink.event.kind !== 'unlink') return [];
  const named = new Set(unlink.event.toSort);
  const untilMs = Date.parse(unlink.recordedAt);
  // A later link had before it what this unlink left to be sorted: it still is.
  const ended = links.filter(
    ({ id, event, recordedAt }) =>
      event.kind === 'link' && (unlink.after?.includes(id) || Date.parse(recordedAt) <= untilMs),
  );
  const unseen = writtenWhileOne(ended, records).filter(
    (one) => !named.has(one.id) && Date.parse(writtenAt(one)) <= untilMs,
  );
  const byId = new Map(records.map((record) => [record.id, record]));
  const picked = unlink.event.toSort.flatMap((id): readonly Meanwhile[] => {
    const record = byId.get(id);
    if (!record) return [];
    if (record.kind !== 'change') return [{ kind: 'entry', id, record }];
    const edited = byId.get(record.recordId);
    return edited ? [{ kind: 'edit', id, change: record, record: edited }] : [];
  });
  return byTime([...picked, ...unseen], writtenAt);
}

/** When it was written, as its author's workstation stated. */
export function writtenAt(one: Meanwhile): string {
  return one.kind === 'edit' ? one.change.recordedAt : one.record.recordedAt;
}

/** Records of a chart that somebody wrote about the patient. */
function entriesOf(records: readonly AnyRecord[]): readonly AnyRecord[] {
  return records.filter(
    ({ kind }) => kind !== 'patient' && kind !== 'patientLink' && kind !== 'change',
  );
}

function changesByRecord(records: readonly AnyRecord[]): ReadonlyMap<string, readonly Change[]> {
  const found = new Map<string, Change[]>();
  for (const record of records) {
    if (record.kind !== 'change') continue;
    found.set(record.recordId, [...(found.get(record.recordId) ?? []), record]);
  }
  return found;
}

/** Whether the author of `other` had the write of `change` before them. */
function isCoveredBy(change: Change, other: Change): boolean {
  return hasSeen(other.seen, change.dot);
}

/** What a birth wrote is told with the first edit: it was there as long as the record. */
function isBirth({ dot }: Change, { causality }: AnyRecord): boolean {
  return dot === causality.born || (causality.births?.includes(dot) ?? false);
}

function byTime<T>(all: readonly T[], at: (one: T) => string): readonly T[] {
  return all.toSorted((a, b) => Date.parse(at(b)) - Date.parse(at(a)));
}
