import { allergyKnowledge } from '../../../shared/clinical/allergyState.ts';
import { encounterStateOf } from '../../../shared/clinical/encounterState.ts';
import type { EncounterEvent } from '../../../shared/clinical/encounterState.ts';
import { isCurrent, orderStatesOf } from '../../../shared/clinical/orderState.ts';
import { likeNames } from '../../../shared/identity/likeNames.ts';
import { allTimesStand, latestToldOf, orderMs } from '../../../shared/clinical/statedTime.ts';
import type { KnownTimes } from '../../../shared/clinical/statedTime.ts';
import { sidesOf } from '../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../shared/merge/join.ts';
import { encounter as encounterKind } from '../../../shared/records/encounter.ts';
import type { AnyRecord, RecordIn, RecordOf } from '../../../shared/records/kinds.ts';
import type { Delivery } from '../../../shared/sync/status.ts';
import { latestEncounter } from '../chart/latestEncounter.ts';
import { timeOfRecord } from '../times/statedTimes.ts';
import { isBlank, standingOfDraft } from '../notes/draftStanding.ts';
import type { Note, NoteDraft } from '../notes/draftStanding.ts';

/** One line of the ward board. */
export interface BoardPatient {
  readonly patientId: string;
  readonly patient: RecordOf<'patient'>;
  readonly room: string | undefined;
  readonly bed: string | undefined;
  readonly startedAt: string;
  readonly diagnosis: string | undefined;
  readonly allergy: 'known' | 'notAsked' | 'noneKnown';
  /** Drug orders that speak for a drug being given. */
  readonly drugOrders: number;
  /** Note drafts that nobody has signed or put aside. */
  readonly drafts: number;
  readonly disputed: boolean;
  /** Entries of the chart that were set aside and that nobody has said they saw. */
  readonly setAside: number;
  readonly delivery: Delivery;
  /** Where those of like name lie, and which syllables of this name differ from theirs. */
  readonly like: { readonly beds: readonly string[]; readonly differing: readonly number[] };
  readonly sharesBed: boolean;
}

export interface WardRecords {
  readonly patients: readonly RecordOf<'patient'>[];
  readonly encounters: readonly RecordIn<'encounters'>[];
  readonly allergies: readonly RecordOf<'allergy'>[];
  readonly notes: readonly RecordIn<'notes'>[];
  readonly orders: readonly RecordIn<'orders'>[];
}

/**
 * The people of a ward, by bed. Somebody is in the ward where their latest visit is; while two
 * people disagree about the place, they are on the boards of both. Visits to a clinic count on
 * their day. Whose visit was closed has left; where people disagree how, somebody still has to say,
 * and they stay on the board. Nobody is left out for want of a bed, a name or a diagnosis.
 */
export function boardPatients(
  wardCode: string,
  today: string,
  records: WardRecords,
  deliveryOf: (patientId: string) => Delivery,
  setAsideOf: (patientId: string) => number = () => 0,
  known: KnownTimes = allTimesStand,
): readonly BoardPatient[] {
  const eventsOf = groupBy(records.encounters.filter((record) => record.kind === 'encounterEvent'));
  const visits = latestVisits(records.encounters, eventsOf, known);
  const byPatient = {
    conditions: groupBy(records.encounters.filter(({ kind }) => kind === 'condition')),
    allergies: groupBy(records.allergies),
    notes: groupBy(records.notes),
    orders: groupBy(records.orders),
    encounters: groupBy(records.encounters),
  };
  const here = records.patients.flatMap((patient) => {
    const visit = visits.get(patient.patientId);
    const events = eventsOf.get(patient.patientId) ?? [];
    return visit && isHere(visit, events, wardCode, today, known) ? [{ patient, visit }] : [];
  });
  const like = likeNames(
    here.map(({ patient }) => ({ key: patient.patientId, name: patient.name })),
  );
  const bedOf = new Map(here.map(({ patient, visit }) => [patient.patientId, visit.bed]));
  const inBed = new Map<string, number>();
  for (const { visit } of here) {
    if (visit.bed) inBed.set(bedKey(visit), (inBed.get(bedKey(visit)) ?? 0) + 1);
  }

  return here
    .map(({ patient, visit }): BoardPatient => {
      const { patientId } = patient;
      const chart: readonly AnyRecord[] = [
        patient,
        ...(byPatient.encounters.get(patientId) ?? []),
        ...(byPatient.allergies.get(patientId) ?? []),
        ...(byPatient.notes.get(patientId) ?? []),
      ];
      const alike = like.get(patientId) ?? [];
      return {
        patientId,
        patient,
        room: visit.room,
        bed: visit.bed,
        startedAt: visit.startedAt,
        diagnosis: mainDiagnosis(byPatient.conditions.get(patientId), visit.id, known),
        allergy: allergyKnowledge(
          patient.allergyStatement,
          byPatient.allergies.get(patientId) ?? [],
        ).kind,
        drugOrders: currentDrugOrders(byPatient.orders.get(patientId) ?? [], visit.id),
        drafts: openDrafts(byPatient.notes.get(patientId) ?? []).length,
        disputed: chart.some(({ causality }) => causality.siblings !== undefined),
        setAside: setAsideOf(patientId),
        delivery: deliveryOf(patientId),
        like: {
          beds: alike.map(({ other }) => bedOf.get(other) ?? '–'),
          differing: [...new Set(alike.flatMap(({ differing }) => differing))],
        },
        sharesBed: visit.bed !== undefined && inBed.get(bedKey(visit))! > 1,
      };
    })
    .sort(byPlace);
}

/** The drafts among these records that wait for a signature, what was written after one included. */
export function openDrafts(records: readonly RecordIn<'notes'>[]): readonly NoteDraft[] {
  const signed = records.filter((record): record is Note => record.kind === 'note');
  return records.filter((record): record is NoteDraft => {
    if (record.kind !== 'noteDraft') return false;
    // A side of a disagreement may hold text where what is shown is empty.
    if (isBlank(record) && !record.causality.siblings) return false;
    const standing = standingOfDraft(record, signed);
    return standing === 'open' || standing === 'writtenAfterSigning';
  });
}

function latestVisits(
  records: readonly RecordIn<'encounters'>[],
  eventsOf: ReadonlyMap<string, readonly EncounterEvent[]>,
  known: KnownTimes,
): ReadonlyMap<string, RecordOf<'encounter'>> {
  const visits = groupBy(records.filter((record) => record.kind === 'encounter'));
  return new Map(
    [...visits].flatMap(([patientId, ofPatient]) => {
      const latest = latestEncounter(ofPatient, eventsOf.get(patientId) ?? [], known);
      return latest ? [[patientId, latest] as const] : [];
    }),
  );
}

/** A visit counts on the day that it states; one that states a day to come was made before now. */
export function isOfDay(
  { startedAt, recordedOn }: Pick<RecordOf<'encounter'>, 'startedAt' | 'recordedOn'>,
  today: string,
  known: KnownTimes,
): boolean {
  return (
    startedAt.slice(0, 10) === today.slice(0, 10) ||
    orderMs({ at: startedAt, on: recordedOn }, known) === Infinity
  );
}

function isHere(
  visit: RecordOf<'encounter'>,
  events: readonly EncounterEvent[],
  wardCode: string,
  today: string,
  known: KnownTimes,
): boolean {
  if (encounterStateOf(visit, events).kind === 'closed') return false;
  if (visit.class === 'outpatient' && !isOfDay(visit, today, known)) return false;
  if (visit.ward === wardCode) return true;
  return sidesOf(encounterKind.units, visit as unknown as CausalRecord, 'location').some(
    ({ value }) => (value as { ward?: string } | null)?.ward === wardCode,
  );
}

function mainDiagnosis(
  conditions: readonly RecordIn<'encounters'>[] | undefined,
  encounterId: string,
  known: KnownTimes,
): string | undefined {
  const active = (conditions ?? []).filter(
    (record): record is RecordOf<'condition'> =>
      record.kind === 'condition' &&
      record.encounterId === encounterId &&
      record.clinicalStatus === 'active',
  );
  const main = active.filter(({ rank }) => rank === 'main');
  return latestToldOf(main.length > 0 ? main : active, timeOfRecord, known)?.text;
}

function currentDrugOrders(records: readonly RecordIn<'orders'>[], encounterId: string): number {
  const orders = records.filter((record) => record.kind === 'order');
  const states = orderStatesOf(
    orders,
    records.filter((record) => record.kind === 'orderEvent'),
  );
  return orders.filter(
    ({ id, category, encounterId: visit }) =>
      category === 'medication' && visit === encounterId && isCurrent(states.get(id)!),
  ).length;
}

function groupBy<R extends { readonly patientId: string }>(
  records: readonly R[],
): ReadonlyMap<string, readonly R[]> {
  const groups = new Map<string, R[]>();
  for (const record of records) {
    const group = groups.get(record.patientId);
    if (group) group.push(record);
    else groups.set(record.patientId, [record]);
  }
  return groups;
}

function bedKey({ room, bed }: { room?: string | undefined; bed?: string | undefined }): string {
  return `${room ?? ''}/${bed ?? ''}`;
}

/** By room and bed; those without a bed last, the longest in the ward first. */
function byPlace(a: BoardPatient, b: BoardPatient): number {
  if (!a.bed !== !b.bed) return a.bed ? -1 : 1;
  return (
    compare(a.room ?? '', b.room ?? '') ||
    compare(a.bed ?? '', b.bed ?? '') ||
    compare(a.startedAt, b.startedAt)
  );
}

function compare(a: string, b: string): number {
  return a.localeCompare(b, 'vi', { numeric: true });
}
