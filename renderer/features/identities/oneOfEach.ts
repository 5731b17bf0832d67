import type { PatientGroups } from '../../../shared/identity/links/patientGroups.ts';
import { jointAllergyKnowledge } from '../../../shared/identity/links/jointIdentity.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import type { Delivery } from '../../../shared/sync/status.ts';
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

/** The worst first: what any identity's chart has is what the person's has. */
const worstFirst = [
  'refused',
  'hereOnly',
  'toCompare',
  'onServer',
] as const satisfies readonly Delivery[];

/**
 * The board with one line a person: under the name that is known of them, with the allergies of all
 * their identities, and what is due on any of them counted together.
 * @param patients of every identity of whoever is on the board, and their `allergies`
 * @param of what is known of an identity's chart, be it on the board or not
 */
export function joinedOnBoard(
  board: readonly BoardPatient[],
  groups: PatientGroups,
  patients: readonly BoardPatient['patient'][],
  allergies: readonly RecordOf<'allergy'>[],
  of: {
    readonly delivery: (patientId: string) => Delivery;
    readonly setAside: (patientId: string) => number;
  },
): readonly BoardPatient[] {
  return oneOfEach(board, groups).map((first) => {
    const group = groups.of(first.patientId);
    if (!group) return first;
    const isMember = ({ patientId }: { readonly patientId: string }) =>
      group.members.includes(patientId);
    const rows = board.filter(isMember);
    const identities = patients.filter(isMember);
    const sum = (count: (row: BoardPatient) => number) =>
      rows.reduce((total, row) => total + count(row), 0);
    return {
      ...first,
      patient: identities.find(({ patientId }) => patientId === group.survivor) ?? first.patient,
      allergy: jointAllergyKnowledge(identities, allergies.filter(isMember)).kind,
      drugOrders: sum(({ drugOrders }) => drugOrders),
      drafts: sum(({ drafts }) => drafts),
      setAside: group.members.reduce((total, member) => total + of.setAside(member), 0),
      delivery: worstFirst.find((each) =>
        group.members.some((member) => of.delivery(member) === each),
      )!,
      disputed: rows.some(({ disputed }) => disputed),
    };
  });
}
