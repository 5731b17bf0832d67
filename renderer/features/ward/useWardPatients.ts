import { useMemo, useRef } from 'react';
import { mayRead } from '../../../shared/people/mayRead.ts';
import { ofPatients } from '../../app/ofPatients.ts';
import { useLiveQuery, useSession } from '../../app/session.tsx';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { useNow } from '../../ui/useNow.ts';
import { joinedOnBoard } from '../identities/oneOfEach.ts';
import { usePatientGroups } from '../identities/patientGroupsContext.tsx';
import { useSetAsideCounts } from '../setAside/useSetAside.ts';
import { usePatientDelivery } from '../sync/usePatientDelivery.ts';
import { useKnownTimes } from '../times/useKnownTimes.ts';
import { boardPatients, isOfDay } from './boardPatients.ts';
import type { BoardPatient } from './boardPatients.ts';

/** The people of a ward, live; undefined until the first answer. */
export function useWardPatients(wardCode: string): readonly BoardPatient[] | undefined {
  const today = useNow().slice(0, 10);
  const known = useKnownTimes();
  const { person } = useSession();
  const deliveryOf = usePatientDelivery();
  const setAsideOf = useSetAsideCounts();
  const groups = usePatientGroups();
  const visits = useLiveQuery('encounters', {
    selector: {
      kind: 'encounter',
      $or: [{ ward: wardCode }, { 'causality.siblings.location': { $exists: true } }],
    } as object,
  });
  const ids = useMemo(() => {
    const inWard = visits?.filter(
      (visit) =>
        visit.kind === 'encounter' &&
        (visit.class !== 'outpatient' || isOfDay(visit, today, known)),
    );
    return [...new Set(inWard?.map(({ patientId }) => patientId))].sort();
  }, [visits, today, known]);
  const ofThem = useMemo(() => ({ selector: ofPatients(ids) }) as object, [ids]);
  // Who they are and what they can't bear is told by every identity of theirs, here for a visit or not.
  const ofAnyIdentity = useMemo(() => {
    const members = [...new Set(ids.flatMap((id) => groups.membersOf(id)))].sort();
    return { selector: ofPatients(members) } as object;
  }, [ids, groups]);
  const patients = useLiveQuery('patients', ofAnyIdentity);
  const encounters = useLiveQuery('encounters', ofThem);
  const allergies = useLiveQuery('allergies', ofAnyIdentity);
  const notes = useLiveQuery('notes', ofThem);
  const orders = useLiveQuery('orders', ofThem);

  const board = useMemo(() => {
    if (!visits || !patients || !encounters || !allergies || !notes || !orders) return undefined;
    // What isn't theirs to read isn't counted for them either.
    const readable = <R extends AnyRecord>(records: readonly R[]) =>
      records.filter(({ kind }) => mayRead(person, kind, [wardCode]));
    const records = {
      patients,
      encounters: readable(encounters),
      allergies: readable(allergies),
      notes: readable(notes),
      orders: readable(orders),
    };
    const board = boardPatients(wardCode, today, records, deliveryOf, setAsideOf, known);
    const of = { delivery: deliveryOf, setAside: setAsideOf };
    return joinedOnBoard(board, groups, patients, records.allergies, of);
  }, [
    person,
    wardCode,
    today,
    visits,
    patients,
    encounters,
    allergies,
    notes,
    orders,
    deliveryOf,
    setAsideOf,
    known,
    groups,
  ]);

  // Somebody arriving changes the queries; what was on the board stays until they have answered.
  const last = useRef<{ wardCode: string; board: readonly BoardPatient[] } | undefined>(undefined);
  if (board) last.current = { wardCode, board };
  return board ?? (last.current?.wardCode === wardCode ? last.current.board : undefined);
}
