import type { AnyRecord, FieldsOf } from '../../records/kinds.ts';
import { maxNamedRecords } from '../../records/patientLink.ts';
import { standingLinks } from './pairState.ts';
import type { PatientLink } from './pairState.ts';
import type { PatientGroups } from './patientGroups.ts';

/** A link record that is about to be written: whose chart it stands in, and its fields. */
export interface NewLink {
  readonly patientId: string;
  readonly fields: FieldsOf<'patientLink'>;
}

/** Records of a chart that somebody wrote about the patient, the newest first by stated time. */
function entriesOf(records: readonly AnyRecord[]): readonly AnyRecord[] {
  return records
    .filter(({ kind }) => kind !== 'patient' && kind !== 'patientLink' && kind !== 'change')
    .sort((a, b) => (a.recordedAt > b.recordedAt ? -1 : a.recordedAt < b.recordedAt ? 1 : 0));
}

/** Says that two identities are one person. @param records everything that is here of both */
export function linking(
  groups: PatientGroups,
  [a, b]: readonly [string, string],
  records: readonly AnyRecord[],
  reason: string | undefined,
): NewLink {
  const seen = entriesOf(records).map(({ id }) => id);
  return newLink(groups, a, b, { kind: 'link', seen: seen.slice(0, maxNamedRecords) }, reason);
}

/** Says that two are different people, or that it is to be decided later. */
export function saying(
  groups: PatientGroups,
  [a, b]: readonly [string, string],
  kind: 'different' | 'later',
  reason: string | undefined,
): NewLink {
  return newLink(groups, a, b, { kind }, reason);
}

/**
 * Takes one identity out of its group: every link between it and the others is ended. The first of
 * these records names what was written while they were one.
 * @param records everything that is here of all members
 */
export function parting(
  groups: PatientGroups,
  member: string,
  records: readonly AnyRecord[],
  reason: string | undefined,
): readonly NewLink[] {
  const others = groups
    .membersOf(member)
    .filter((other) => other !== member && groups.pair(member, other) === 'linked');
  const toSort = writtenWhileOne(
    others.flatMap((other) => standingLinks(groups.eventsOf(member, other))),
    records,
  ).map(({ id }) => id);
  return others.map((other, place) =>
    newLink(
      groups,
      member,
      other,
      { kind: 'unlink', toSort: place === 0 ? toSort.slice(0, maxNamedRecords) : [] },
      reason,
    ),
  );
}

/** What none of the links' authors had before them: it was written while the identities were one. */
export function writtenWhileOne(
  links: readonly PatientLink[],
  records: readonly AnyRecord[],
): readonly AnyRecord[] {
  const seen = new Set(links.flatMap(({ event }) => (event.kind === 'link' ? event.seen : [])));
  return links.length === 0 ? [] : entriesOf(records).filter(({ id }) => !seen.has(id));
}

/**
 * What is to be sorted after an unlink: what it names, and what arrived since from people who wrote
 * before it by their clock and were in no link's sight. Stated times choose only what is shown.
 * @param records everything that is here of both
 */
export function toSortAfter(
  unlink: PatientLink,
  events: readonly PatientLink[],
  records: readonly AnyRecord[],
): readonly AnyRecord[] {
  if (unlink.event.kind !== 'unlink') return [];
  const named = new Set(unlink.event.toSort);
  const ended = events.filter(({ id }) => unlink.after?.includes(id));
  const unseen = new Set(writtenWhileOne(ended, records).map(({ id }) => id));
  const untilMs = Date.parse(unlink.recordedAt);
  return entriesOf(records).filter(
    ({ id, recordedAt }) => named.has(id) || (unseen.has(id) && Date.parse(recordedAt) <= untilMs),
  );
}

/** @param event what is said of the two; it overrules what its author had before them, no more */
export function newLink(
  groups: PatientGroups,
  a: string,
  b: string,
  event: PatientLink['event'],
  reason: string | undefined,
): NewLink {
  const [patientId, other] = a < b ? [a, b] : [b, a];
  const known = groups.eventsOf(a, b).map(({ id }) => id);
  return {
    patientId,
    fields: {
      other,
      event,
      ...(reason ? { reason: reason.normalize('NFC') } : {}),
      // 200 events about two people: what is older was answered long ago.
      ...(known.length > 0 ? { after: known.slice(-200) } : {}),
    },
  };
}
