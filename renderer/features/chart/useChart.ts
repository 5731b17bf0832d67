import { useMemo } from 'react';
import {
  encounterStateOf,
  isWork,
  workAfterClosing,
} from '../../../shared/clinical/encounterState.ts';
import type { AllergyKnowledge } from '../../../shared/clinical/allergyState.ts';
import type { EncounterState } from '../../../shared/clinical/encounterState.ts';
import { orderStatesOf } from '../../../shared/clinical/orderState.ts';
import type { OrderState } from '../../../shared/clinical/orderState.ts';
import { chartOf } from '../../../shared/clinical/findings/chart.ts';
import type { Finding } from '../../../shared/clinical/findings/finding.ts';
import { findingsOf } from '../../../shared/clinical/findings/findings.ts';
import type {
  AnyRecord,
  CollectionName,
  RecordIn,
  RecordOf,
} from '../../../shared/records/kinds.ts';
import { useLiveQuery } from '../../app/session.tsx';
import { jointAllergyKnowledge } from '../../../shared/identity/links/jointIdentity.ts';
import { usePatientGroups } from '../identities/patientGroupsContext.tsx';
import { useKnownTimes } from '../times/useKnownTimes.ts';
import { latestEncounter } from './latestEncounter.ts';

/** Everything of one patient that is on this workstation, live. */
export interface Chart {
  /** The identity that new entries go to; of several that are one person it is the surviving one. */
  readonly patientId: string;
  readonly patient: RecordOf<'patient'>;
  /** The other identities whose records are in this chart too. */
  readonly linked: readonly RecordOf<'patient'>[];
  /** What is known of allergies, over all identities. */
  readonly knowledge: AllergyKnowledge;
  /** The latest visit or stay, which new entries hang on; undefined while there is none. */
  readonly encounter: RecordOf<'encounter'> | undefined;
  readonly encounters: readonly RecordOf<'encounter'>[];
  readonly encounterEvents: readonly RecordOf<'encounterEvent'>[];
  /** Whether that visit is open, closed and how; open while there is none. */
  readonly encounterState: EncounterState;
  /** Ids of what was written into a closed visit by people who didn't know of the closing. */
  readonly afterClosing: ReadonlySet<string>;
  readonly conditions: readonly RecordOf<'condition'>[];
  readonly allergies: readonly RecordOf<'allergy'>[];
  readonly drafts: readonly RecordOf<'noteDraft'>[];
  readonly notes: readonly RecordOf<'note'>[];
  readonly addenda: readonly RecordOf<'addendum'>[];
  readonly retractions: readonly RecordOf<'retraction'>[];
  readonly orders: readonly RecordOf<'order'>[];
  readonly orderEvents: readonly RecordOf<'orderEvent'>[];
  readonly acknowledgements: readonly RecordOf<'findingAcknowledgement'>[];
  readonly photos: readonly RecordOf<'patientPhoto'>[];
  /** What collides between the records, the most dangerous first, answered ones included. */
  readonly findings: readonly Finding[];
  readonly records: readonly AnyRecord[];
  /** The state of every order, by id. */
  readonly orderStates: ReadonlyMap<string, OrderState>;
}

/**
 * The chart of whoever this identity is of: the one place where identities that were joined become
 * one chart. `loading` until every part has answered once, `missing` when no such patient is here.
 */
export function useChart(askedFor: string): Chart | 'loading' | 'missing' {
  const groups = usePatientGroups();
  const patientId = groups.survivorOf(askedFor);
  const members = groups.membersOf(askedFor);
  const patients = useOfPatients('patients', members);
  const visits = useOfPatients('encounters', members);
  const allergies = useOfPatients('allergies', members);
  const notes = useOfPatients('notes', members);
  const orders = useOfPatients('orders', members);
  const acknowledgements = useOfPatients('findings', members);
  const photos = useOfPatients('photos', members);
  const known = useKnownTimes();
  return useMemo(() => {
    if (!patients || !visits || !allergies || !notes || !orders || !acknowledgements || !photos) {
      return 'loading';
    }
    const patient = patients.find((each) => each.patientId === patientId) ?? patients[0];
    if (!patient) return 'missing';
    const encounterEvents = visits.filter((record) => record.kind === 'encounterEvent');
    const encounters = visits.filter((record) => record.kind === 'encounter');
    const encounter = latestEncounter(encounters, encounterEvents, known);
    const signed = orders.filter((record) => record.kind === 'order');
    const orderEvents = orders.filter((record) => record.kind === 'orderEvent');
    const work = [...visits, ...notes, ...orders].filter((record) => isWork(record));
    const records = [patients, visits, allergies, notes, orders, acknowledgements, photos].flat();
    return {
      patientId: patient.patientId,
      patient,
      linked: patients.filter((each) => each !== patient),
      knowledge: jointAllergyKnowledge(patients, allergies),
      encounter,
      encounters,
      encounterEvents,
      encounterState: encounter ? encounterStateOf(encounter, encounterEvents) : { kind: 'open' },
      afterClosing: new Set(
        encounters.flatMap((visit) =>
          workAfterClosing(visit, encounterStateOf(visit, encounterEvents), work).map(
            ({ id }) => id,
          ),
        ),
      ),
      conditions: visits.filter((record) => record.kind === 'condition'),
      allergies,
      drafts: notes.filter((record) => record.kind === 'noteDraft'),
      notes: notes.filter((record) => record.kind === 'note'),
      addenda: notes.filter((record) => record.kind === 'addendum'),
      retractions: notes.filter((record) => record.kind === 'retraction'),
      orders: signed,
      orderEvents,
      acknowledgements,
      photos,
      findings: findingsOf(chartOf(records)),
      records,
      orderStates: orderStatesOf(signed, orderEvents),
    };
  }, [patientId, patients, visits, allergies, notes, orders, acknowledgements, photos, known]);
}

function useOfPatients<C extends CollectionName>(
  collection: C,
  patientIds: readonly string[],
): readonly RecordIn<C>[] | undefined {
  const [only] = patientIds;
  const patientId = patientIds.length === 1 ? only : { $in: patientIds };
  const selector = { patientId } as Record<string, unknown>;
  return useLiveQuery(collection, { selector: selector as never });
}
