import type { AnyRecord, FieldsOf } from '../../records/kinds.ts';
import { maxNamedRecords } from '../../records/patientLink.ts';
import { seenOf, writtenWhileOne } from './meanwhile.ts';
import { pairKey, standingLinks } from './pairState.ts';
import type { PatientLink } from './pairState.ts';
import type { PatientGroups } from './patientGroups.ts';

/** A link record that is about to be written: whose chart it stands in, and its fields. */
export interface NewLink {
  readonly patientId: string;
  readonly fields: FieldsOf<'patientLink'>;
}

/**
 * Says that two identities are one person.
 * @param records everything that is here of both and of whoever they are joined with, history included
 */
export function linking(
  groups: PatientGroups,
  [a, b]: readonly [string, string],
  records: readonly AnyRecord[],
  reason: string | undefined,
): NewLink {
  return newLink(groups, a, b, { kind: 'link', seen: [...seenOf(records)] }, reason);
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

/** One way to part two identities of a group, and who is one person afterwards. */
export interface WayToPart {
  /** The links that it ends. */
  readonly pairs: readonly (readonly [string, string])[];
  /** What is left of the group: each of them one person, apart from the others; members by id. */
  readonly left: readonly (readonly string[])[];
}

/**
 * The ways to part two of a group: ending their own link, where that parts them, and taking the one
 * or the other out of everything. Ways that leave the same are one. What is joined by somebody else
 * stays joined, and two whom only the parted one held together are apart: `left` says so.
 */
export function waysToPart(
  groups: PatientGroups,
  [a, b]: readonly [string, string],
): readonly WayToPart[] {
  const members = groups.membersOf(a);
  const linked = members.flatMap((one, place) =>
    members
      .slice(place + 1)
      .flatMap((other): readonly (readonly [string, string])[] =>
        groups.pair(one, other) === 'linked' ? [[one, other]] : [],
      ),
  );
  const isPair = ([one, other]: readonly [string, string]) => pairKey(one, other) === pairKey(a, b);
  const ways = [
    linked.filter(isPair),
    ...[a, b].map((member) =>
      linked
        .filter((pair) => pair.includes(member))
        .toSorted((one, other) => Number(isPair(other)) - Number(isPair(one))),
    ),
  ].map((pairs) => ({
    pairs,
    left: piecesOf(
      members,
      linked.filter((pair) => !pairs.includes(pair)),
    ),
  }));
  const parts = ways.filter(({ left }) =>
    left.every((one) => !(one.includes(a) && one.includes(b))),
  );
  return parts.filter(
    ({ left }, place) =>
      parts.findIndex((other) => JSON.stringify(other.left) === JSON.stringify(left)) === place,
  );
}

/** Which of them hang together by these pairs. */
function piecesOf(
  members: readonly string[],
  pairs: readonly (readonly [string, string])[],
): readonly (readonly string[])[] {
  return pairs
    .reduce<readonly (readonly string[])[]>(
      (pieces, pair) => {
        const touched = pieces.filter((piece) => pair.some((id) => piece.includes(id)));
        return [...pieces.filter((piece) => !touched.includes(piece)), touched.flat()];
      },
      members.map((id) => [id]),
    )
    .map((piece) => piece.toSorted())
    .toSorted(([one = ''], [other = '']) => (one < other ? -1 : 1));
}

/**
 * Ends the links of one way. The first of these records names what was written while they were one.
 * @param records everything that is here of all members, history included
 */
export function parting(
  groups: PatientGroups,
  way: WayToPart,
  records: readonly AnyRecord[],
  reason: string | undefined,
): readonly NewLink[] {
  const members = way.left.flat();
  const links = members.flatMap((one, place) =>
    members.slice(place + 1).flatMap((other) => standingLinks(groups.eventsOf(one, other))),
  );
  const toSort = writtenWhileOne(links, records).map(({ id }) => id);
  return way.pairs.map(([one, other], place) =>
    newLink(
      groups,
      one,
      other,
      { kind: 'unlink', toSort: place === 0 ? toSort.slice(0, maxNamedRecords) : [] },
      reason,
    ),
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
