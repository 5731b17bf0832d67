import { encounterStateOf } from '../clinical/encounterState.ts';
import type { EncounterEvent } from '../clinical/encounterState.ts';
import { sidesOf } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import { encounter as encounterKind } from '../records/encounter.ts';
import { parseRecordId } from '../records/ids.ts';
import type { Kind, RecordOf } from '../records/kinds.ts';

/**
 * What a workstation keeps of everybody (D7): who they are and who is the same, their visits and
 * whether they are open, and their allergies. Orders aren't among them. 100,000 people make some 410,000 records of these
 * kinds (230 MB as JSON); their orders and order events would add 2.2 million (1.7 GB, and five
 * times that in memory), nearly all of them of visits that ended long ago. An order is active while
 * its visit is open, so active orders come with the charts of open visits, which are kept whole.
 */
const keptOfEverybody: ReadonlySet<string> = new Set<Kind>([
  'patient',
  'encounter',
  'encounterEvent',
  'allergy',
  'patientLink',
]);

/** Whether a record is kept whosever it is; its id alone tells. */
export function isKeptOfEverybody(id: string): boolean {
  const kind = parseRecordId(id)?.kind;
  return kind !== undefined && keptOfEverybody.has(kind);
}

/** Why a patient's whole chart belongs here: open visits, and the wards in which they are. */
export interface Admission {
  readonly wards: ReadonlySet<string>;
  /** Milliseconds since 1970 up to which it counts; an inpatient's counts until it is closed. */
  readonly untilMs: number;
}

const dayMs = 24 * 3_600_000;

/**
 * A visit to a clinic or the emergency room that nobody closed stops counting after a week: such
 * visits would otherwise gather for ever. A hospital of 300 beds with 200 visits a day then has some
 * 1,700 charts in its sets, about 70,000 records.
 */
const forgottenAfterMs = 7 * dayMs;

/**
 * What the visits of one patient say about where they are. Open visits anywhere in the hospital
 * count. Where people disagree about the place, each place counts; where they disagree how a visit
 * ended, it counts as open, for somebody still has to say.
 * @returns undefined when no visit is open
 */
export function admissionOf(
  encounters: readonly RecordOf<'encounter'>[],
  events: readonly EncounterEvent[],
): Admission | undefined {
  const wards = new Set<string>();
  let untilMs = -Infinity;
  for (const encounter of encounters) {
    const { kind } = encounterStateOf(encounter, events);
    if (kind !== 'open' && kind !== 'dispositionDisputed') continue;
    const startedMs = Date.parse(encounter.startedAt);
    untilMs = Math.max(
      untilMs,
      encounter.class === 'inpatient' ? Infinity : startedMs + forgottenAfterMs,
    );
    for (const ward of wardsOf(encounter)) wards.add(ward);
  }
  return untilMs === -Infinity ? undefined : { wards, untilMs };
}

function wardsOf(encounter: RecordOf<'encounter'>): readonly string[] {
  const causal = encounter as unknown as CausalRecord;
  const places = sidesOf(encounterKind.units, causal, 'location').map(({ value }) => value);
  return places.flatMap((place) => {
    const ward = (place as { ward?: unknown } | null)?.ward;
    return typeof ward === 'string' ? [ward] : [];
  });
}

/** How much a workstation needs a patient's chart, the most first. */
export type Need = 'open' | 'ownWard' | 'hospital' | 'lately';

/**
 * @param admission what the patient's visits say, or undefined where none is open
 * @param wards codes of the workstation's wards
 */
export function needOf(
  admission: Admission | undefined,
  wards: ReadonlySet<string>,
  onScreen: boolean,
  nowMs: number,
): Need {
  if (onScreen) return 'open';
  if (!admission || admission.untilMs < nowMs) return 'lately';
  return [...admission.wards].some((ward) => wards.has(ward)) ? 'ownWard' : 'hospital';
}

/** A chart that lies here, as far as its going is decided by it. */
export interface HeldChart {
  readonly patientId: string;
  readonly need: Need;
  /** Counts up at every use: no clock decides what goes. */
  readonly lastUse: number;
}

/**
 * Charts in the order in which they may go: those that nobody has used for longest first, then
 * those of open visits in other wards, for a bound is a bound. Charts on the screen and those of
 * the workstation's own wards never go.
 */
export function evictionOrder(charts: readonly HeldChart[]): readonly HeldChart[] {
  return charts
    .filter(({ need }) => need === 'lately' || need === 'hospital')
    .sort(
      (a, b) =>
        Number(a.need === 'hospital') - Number(b.need === 'hospital') ||
        a.lastUse - b.lastUse ||
        (a.patientId < b.patientId ? -1 : 1),
    );
}
