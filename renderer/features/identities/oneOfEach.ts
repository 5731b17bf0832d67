import type { PatientGroups } from '../../../shared/identity/links/patientGroups.ts';
import type { BoardPatient } from '../ward/boardPatients.ts';

/** Of identities that are one person the first alone: a list shows each person once. */
export function oneOfEach<P extends { readonly patientId: string }>(
  people: readonly P[],
  groups: PatientGroups,
): readonly P[] {
  const seen = new Set<string>();
  return people.filter(({ patientId }) => {
    const survivor = groups.survivorOf(patientId);
    if (seen.has(survivor)) return false;
    seen.add(survivor);
    return true;
  });
}

const allergyRank = { known: 2, notAsked: 1, noneKnown: 0 } as const;

/** The board with one line a person: of joined identities what is due counts together, and the worse is shown. */
export function joinedOnBoard(
  board: readonly BoardPatient[],
  groups: PatientGroups,
): readonly BoardPatient[] {
  return oneOfEach(board, groups).map((first) => {
    const survivor = groups.survivorOf(first.patientId);
    const all = board.filter(({ patientId }) => groups.survivorOf(patientId) === survivor);
    if (all.length === 1) return first;
    const sum = (count: (row: BoardPatient) => number) =>
      all.reduce((total, row) => total + count(row), 0);
    return {
      ...first,
      allergy: all
        .map(({ allergy }) => allergy)
        .reduce((worse, next) => (allergyRank[next] > allergyRank[worse] ? next : worse)),
      drugOrders: sum(({ drugOrders }) => drugOrders),
      drafts: sum(({ drafts }) => drafts),
      setAside: sum(({ setAside }) => setAside),
      disputed: all.some(({ disputed }) => disputed),
    };
  });
}
