import { ownersOf } from './owners.ts';
import { parseRecordId } from '../../records/ids.ts';
import { isHistoryId } from '../../records/kinds.ts';
import { pairKey, pairStateOf } from './pairState.ts';
import type { PairState, PatientLink } from './pairState.ts';

/** Identities that are one person. */
export interface PatientGroup {
  /**
   * The one that the chart is shown under and that new entries go to: of those whose name is known
   * the lowest id, else the lowest of all. On every workstation that has the same records the same.
   */
  readonly survivor: string;
  /** All of them, the survivor first, the others by id. */
  readonly members: readonly string[];
  /** Two of them are in it by others, though somebody said that they are different people. */
  readonly contradicted: boolean;
}

/** Who is whom, as far as the links that are here say. */
export interface PatientGroups {
  /** Every group of two or more. */
  readonly all: readonly PatientGroup[];
  /** The group of an identity, or undefined while it stands alone. */
  of(patientId: string): PatientGroup | undefined;
  /** The identity under which a patient is shown and charted. */
  survivorOf(patientId: string): string;
  /** All identities whose records make the patient's chart. */
  membersOf(patientId: string): readonly string[];
  /** What was said of two, or undefined. */
  pair(a: string, b: string): PairState | undefined;
  /** Everything that was said of two. */
  eventsOf(a: string, b: string): readonly PatientLink[];
  /** Whose an entry is, where somebody sorted it after a parting and nobody said otherwise. */
  ownerOf(recordId: string): string | undefined;
  /** Entries of somebody that stand in another's chart, as somebody said after a parting. */
  entriesElsewhere(patientId: string): readonly string[];
  /** Pairs of which something was said, each once. */
  readonly pairs: readonly { readonly a: string; readonly b: string; readonly state: PairState }[];
}

/**
 * The groups that link records make: the connected components over pairs that are linked. A pure
 * function of the set of records: order and repetition change nothing.
 * @param hasName whether an identity's name is known: a nameless one never stands before a named one
 */
export function patientGroups(
  links: Iterable<PatientLink>,
  hasName: (patientId: string) => boolean = () => true,
): PatientGroups {
  const byPair = new Map<string, Map<string, PatientLink>>();
  for (const link of links) {
    if (link.patientId === link.other) continue;
    const key = pairKey(link.patientId, link.other);
    const events = byPair.get(key);
    if (events) events.set(link.id, link);
    else byPair.set(key, new Map([[link.id, link]]));
  }
  const pairs = [...byPair.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, events]) => {
      const [a = '', b = ''] = key.split(' ');
      return { a, b, state: pairStateOf([...events.values()])! };
    });
  const groups = groupsOver(pairs, hasName);
  const of = (patientId: string) => groups.get(patientId);
  const owners = new Map(
    [...byPair.values()].flatMap((events) => [...ownersOf([...events.values()])]),
  );
  return {
    all: [...new Set(groups.values())],
    of,
    survivorOf: (patientId) => of(patientId)?.survivor ?? patientId,
    membersOf: (patientId) => of(patientId)?.members ?? [patientId],
    pair: (a, b) => {
      const events = byPair.get(pairKey(a, b));
      return events && pairStateOf([...events.values()]);
    },
    eventsOf: (a, b) =>
      [...(byPair.get(pairKey(a, b))?.values() ?? [])].sort((one, other) =>
        one.id < other.id ? -1 : 1,
      ),
    ownerOf: (recordId) => {
      const owner = owners.get(recordId);
      return owner?.kind === 'said' ? owner.patientId : undefined;
    },
    entriesElsewhere: (patientId) =>
      [...owners].flatMap(([recordId, owner]) =>
        owner.kind === 'said' &&
        owner.patientId === patientId &&
        !isHistoryId(recordId) &&
        parseRecordId(recordId)?.patientId !== patientId
          ? [recordId]
          : [],
      ),
    pairs,
  };
}

export const noGroups: PatientGroups = patientGroups([]);

function groupsOver(
  pairs: readonly { readonly a: string; readonly b: string; readonly state: PairState }[],
  hasName: (patientId: string) => boolean,
): ReadonlyMap<string, PatientGroup> {
  const leaders = new Map<string, string>();
  const leaderOf = (id: string): string => {
    let leader = id;
    for (let next = leaders.get(leader); next !== undefined; next = leaders.get(leader)) {
      leader = next;
    }
    return leader;
  };
  for (const { a, b, state } of pairs) {
    if (state !== 'linked') continue;
    const [low, high] = [leaderOf(a), leaderOf(b)].sort() as [string, string];
    if (low !== high) leaders.set(high, low);
  }
  const members = new Map<string, Set<string>>();
  for (const { a, b, state } of pairs) {
    if (state !== 'linked') continue;
    const leader = leaderOf(a);
    const ofGroup = members.get(leader) ?? new Set();
    members.set(leader, ofGroup.add(a).add(b));
  }
  const groups = new Map<string, PatientGroup>();
  for (const ids of members.values()) {
    const byId = [...ids].sort();
    const survivor = byId.find(hasName) ?? byId[0]!;
    const sorted = [survivor, ...byId.filter((id) => id !== survivor)];
    const contradicted = pairs.some(
      ({ a, b, state }) =>
        (state === 'different' || state === 'disputed') && ids.has(a) && ids.has(b),
    );
    const group: PatientGroup = { survivor, members: sorted, contradicted };
    for (const id of sorted) groups.set(id, group);
  }
  return groups;
}
