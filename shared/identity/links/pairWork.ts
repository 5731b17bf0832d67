import type { RecordOf } from '../../records/kinds.ts';
import type { PatientMatches, ScoredPair } from '../matching/keepMatches.ts';
import { learnedModel } from '../matching/learnedModel.ts';
import { pairKey } from './pairState.ts';
import type { PatientGroups } from './patientGroups.ts';

/** Why a pair is in the work list. */
export type PairStanding =
  'sameNumber' | 'suspected' | 'later' | 'disputed' | 'linked' | 'parted' | 'different';

/** Which pairs are looked at: what waits for an answer, and what was answered, by the answer. */
export const pairShelves = ['open', 'later', 'apart', 'linked'] as const;
export type PairShelf = (typeof pairShelves)[number];

const shelfOf: Readonly<Record<PairStanding, PairShelf>> = {
  sameNumber: 'open',
  suspected: 'open',
  disputed: 'open',
  later: 'later',
  different: 'apart',
  parted: 'apart',
  linked: 'linked',
};

export interface PairQuery {
  readonly shelf: PairShelf;
  /** Code of a ward: pairs of which one lies there. */
  readonly ward?: string | undefined;
  /** Only those that are very much alike. */
  readonly strong?: boolean;
  readonly offset: number;
  readonly limit: number;
}

export type PairPerson = Pick<
  RecordOf<'patient'>,
  'patientId' | 'name' | 'birthDate' | 'recordNumber'
>;

export interface PairRow {
  readonly a: PairPerson;
  readonly b: PairPerson;
  readonly standing: PairStanding;
  /** Very much alike. */
  readonly strong: boolean;
  /** Who answered last. */
  readonly answered?: { readonly by: string; readonly at: string };
}

export interface PairPage {
  readonly rows: readonly PairRow[];
  /** How many pairs there are on this shelf under these filters. */
  readonly total: number;
  /** How many there are on each shelf, whatever the ward. */
  readonly counts: Readonly<Record<PairShelf, number>>;
  /** How many patients were compared with all others, of how many. */
  readonly compared: number;
  readonly patients: number;
}

/** Bits over the threshold from which a pair is very much alike: a thousand to one. */
export const strongBits = 10;

interface Placed {
  readonly a: string;
  readonly b: string;
  readonly standing: PairStanding;
  readonly score: number;
}

/** What is known of patients besides what the matcher compares. */
export interface AboutPatients {
  /** In which wards somebody lies. */
  readonly wardsOf: (patientId: string) => ReadonlySet<string> | undefined;
  /** Those who have one record number, two and two. */
  readonly sameNumbers: readonly (readonly [string, string])[];
}

/**
 * One page of the work list: two of one number before all, then what is in dispute, then the likeliest;
 * answered pairs by the time of the answer. Only its rows are made.
 */
export async function pairPage(
  matches: Pick<PatientMatches, 'scored' | 'patient'>,
  groups: PatientGroups,
  { wardsOf, sameNumbers }: AboutPatients,
  query: PairQuery,
): Promise<PairPage> {
  const { pairs, compared, total } = await matches.scored();
  const placed = placedPairs(pairs, groups, sameNumbers);
  const counts = { open: 0, later: 0, apart: 0, linked: 0 };
  for (const { standing } of placed) counts[shelfOf[standing]] += 1;
  const { ward } = query;
  const wanted = placed.filter(
    ({ a, b, standing, score }) =>
      shelfOf[standing] === query.shelf &&
      (query.strong !== true || isStrong(score)) &&
      (ward === undefined || [a, b].some((id) => wardsOf(id)?.has(ward))),
  );
  const lastAnswer = ({ a, b }: Placed) =>
    groups
      .eventsOf(a, b)
      .filter(({ event }) => event.kind !== 'sorted')
      .toSorted((one, other) => Date.parse(other.recordedAt) - Date.parse(one.recordedAt))[0];
  const answeredMs = new Map(
    query.shelf === 'open'
      ? []
      : wanted.map((each) => [each, Date.parse(lastAnswer(each)?.recordedAt ?? '') || 0]),
  );
  const order = (x: Placed, y: Placed) =>
    urgency(y) - urgency(x) ||
    (answeredMs.get(y) ?? 0) - (answeredMs.get(x) ?? 0) ||
    y.score - x.score ||
    (pairKey(x.a, x.b) < pairKey(y.a, y.b) ? -1 : 1);
  const rows = wanted
    .toSorted(order)
    .slice(query.offset, query.offset + query.limit)
    .flatMap((each): readonly PairRow[] => {
      const [a, b] = [matches.patient(each.a), matches.patient(each.b)];
      if (!a || !b) return [];
      const last = lastAnswer(each);
      return [
        {
          a: person(a),
          b: person(b),
          standing: each.standing,
          strong: isStrong(each.score),
          ...(last ? { answered: { by: last.recordedBy, at: last.recordedAt } } : {}),
        },
      ];
    });
  return { rows, total: wanted.length, counts, compared, patients: total };
}

/**
 * Two of one number, suspected pairs that nobody answered, and what was said of pairs, suspected or
 * not. One number of two people stays open whatever was said of them, until they are joined or one has
 * another number: a wrong chart is opened by it.
 */
function placedPairs(
  pairs: readonly ScoredPair[],
  groups: PatientGroups,
  sameNumbers: AboutPatients['sameNumbers'],
): readonly Placed[] {
  const scores = new Map(pairs.map(({ a, b, score }) => [pairKey(a, b), score]));
  const said = groups.pairs.map(({ a, b, state }): Placed => {
    const parted =
      state === 'different' && groups.eventsOf(a, b).some(({ event }) => event.kind === 'unlink');
    const score = scores.get(pairKey(a, b)) ?? Number.NEGATIVE_INFINITY;
    return { a, b, standing: parted ? 'parted' : state, score };
  });
  const open = pairs.flatMap(({ a, b, score }): readonly Placed[] => {
    const answered = groups.pair(a, b) !== undefined;
    const together = groups.survivorOf(a) === groups.survivorOf(b);
    return answered || together ? [] : [{ a, b, standing: 'suspected', score }];
  });
  const oneNumber = sameNumbers.flatMap(([one, other]): readonly Placed[] => {
    if (groups.survivorOf(one) === groups.survivorOf(other)) return [];
    const [a, b] = one < other ? [one, other] : [other, one];
    return [{ a, b, standing: 'sameNumber', score: scores.get(pairKey(a, b)) ?? 0 }];
  });
  const named = new Set(oneNumber.map(({ a, b }) => pairKey(a, b)));
  return [...oneNumber, ...[...open, ...said].filter(({ a, b }) => !named.has(pairKey(a, b)))];
}

function urgency({ standing }: Placed): number {
  return standing === 'sameNumber' ? 2 : standing === 'disputed' ? 1 : 0;
}

function isStrong(score: number): boolean {
  return score >= learnedModel.threshold + strongBits;
}

function person({ patientId, name, birthDate, recordNumber }: RecordOf<'patient'>): PairPerson {
  return {
    patientId,
    recordNumber,
    ...(name === undefined ? {} : { name }),
    ...(birthDate === undefined ? {} : { birthDate }),
  };
}
