import type { Facility } from '../bridge/contract.ts';
import type { AnyRecord, FieldsOf } from '../records/kinds.ts';
import { problems } from './clinicalContent.ts';
import type { ItemName } from './clinicalContent.ts';
import { secondRegistration } from './duplicates.ts';
import type { Damage } from './duplicates.ts';
import { demonstrationFacility } from './facility.ts';
import { syntheticHousehold, twinOf } from './households.ts';
import { internalWardPatients } from './internalWard.ts';
import { bornYearsAgo, openPatientRegister, syntheticPerson } from './patients.ts';
import type { SyntheticPerson } from './patients.ts';
import { syntheticPlace } from './places.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';
import { openRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { hourMs, writeAllergy, writeStay } from './stays.ts';

export interface HospitalRequest {
  /** The same seed, number and day give the same bytes. */
  readonly seed: number;
  readonly patients: number;
  /** The day of the demonstration, `2026-11-23`: stays and ages are told from it. */
  readonly today: string;
  /** Share of the people without a stay who were registered twice; none unless told. */
  readonly duplicates?: number;
}

/** Who a patient record really is of. */
export interface Truth {
  readonly patientId: string;
  /** The same in all records of one person: the id of their first one. */
  readonly person: string;
  /** The same in all of one household: the person of its first member. */
  readonly household: string;
  /** What the second registration of a person got wrong or left out. */
  readonly damages?: readonly Damage[];
}

/** One patient's records, in the order in which they were written, and the truth about them. */
export interface SyntheticChart {
  readonly records: readonly AnyRecord[];
  readonly truth: Truth;
}

export interface Hospital {
  readonly facility: Facility;
  readonly records: AnyRecord[];
}

/** The last moment of which anything is told: 13:45 by Vietnam's clocks, which keep UTC+7 all year. */
const toldUntilMs = 6.75 * hourMs;

/** The latest day of which everything that the generator tells has already happened at `now`. */
export function lastWholeDay(now: Date): string {
  return new Date(now.getTime() - toldUntilMs).toISOString().slice(0, 10);
}

/** What one run of the generator writes with. `nowMs` is the last moment of which anything is told. */
interface Scene {
  readonly random: Random;
  readonly recorder: Recorder;
  readonly register: ReturnType<typeof openPatientRegister>;
  readonly duplicates: number;
  readonly todayMs: number;
  readonly nowMs: number;
}

const dayMs = 24 * hourMs;
const minuteMs = hourMs / 60;
const registrars = ['cn-do-thi-mai', 'cn-ban-van-toan'] as const;
const nurses = ['dd-hoang-thi-lien', 'dd-nguyen-van-hung', 'dd-lo-thi-xuan'] as const;
const doctorOf = {
  NOI: 'bs-le-minh-khoi',
  NGOAI: 'bs-tran-quoc-dat',
  NHI: 'bs-vu-thi-thanh-tam',
  SAN: 'bs-nong-thi-hang',
  CC: 'bs-tran-quoc-dat',
} as const;
const workstationOf = {
  NOI: 'noi-1',
  NGOAI: 'ngoai-1',
  NHI: 'nhi-1',
  SAN: 'san-1',
  CC: 'cap-cuu-1',
} as const;

/** Wards beside the internal one, and how many of their beds are taken. */
const otherWards = [
  { code: 'NGOAI', taken: 16, fits: ({ ageYears }: SyntheticPerson) => ageYears >= 16 },
  { code: 'NHI', taken: 15, fits: ({ ageYears }: SyntheticPerson) => ageYears < 16 },
  {
    code: 'SAN',
    taken: 9,
    fits: ({ ageYears, sex }: SyntheticPerson) =>
      sex === 'female' && ageYears > 17 && ageYears < 43,
  },
  { code: 'CC', taken: 4, fits: ({ ageYears }: SyntheticPerson) => ageYears >= 16 },
] as const;

/**
 * An invented hospital: its patients and their charts. Deterministic, and no real person. The
 * internal ward comes first, then the other wards, then people without an open stay. A bed holds
 * one stay; who isn't in a bed has visits to the clinic in the past, or none.
 */
export function generateHospital(request: HospitalRequest): Hospital {
  const records: AnyRecord[] = [];
  for (const chart of syntheticCharts(request)) records.push(...chart.records);
  return { facility: demonstrationFacility, records };
}

/** The same hospital, one patient after the other: nothing that was given is held. */
export function* syntheticCharts(request: HospitalRequest): Generator<SyntheticChart> {
  const { seed, today } = request;
  const random = seededRandom(seed);
  const todayMs = Date.parse(`${today}T00:00:00.000Z`);
  if (Number.isNaN(todayMs)) throw new Error('today must be a day like 2026-11-23');
  const scene: Scene = {
    random,
    recorder: openRecorder(random),
    register: openPatientRegister(random),
    duplicates: request.duplicates ?? 0,
    todayMs,
    nowMs: todayMs + toldUntilMs,
  };
  let written = 0;
  for (const truth of everybody(scene)) {
    if (written === request.patients) return;
    written += 1;
    yield { truth, records: scene.recorder.drain() };
  }
}

/** Each turn writes one patient's chart; those of the wards first, then as many others as are asked for. */
function* everybody(scene: Scene): Generator<Truth> {
  yield* writeInternalWard(scene);
  for (const ward of otherWards) yield* writeWard(scene, ward);
  for (;;) yield* writeHousehold(scene);
}

function* writeInternalWard(scene: Scene): Generator<Truth> {
  const { random, recorder, todayMs, nowMs } = scene;
  for (const member of internalWardPatients) {
    const person: SyntheticPerson = {
      name: member.name,
      sex: member.sex,
      ageYears: member.ageYears,
      born: bornYearsAgo(random, todayMs, member.ageYears),
      place: syntheticPlace(random),
    };
    const startMs = nowMs - random.whole(1, 6) * dayMs - random.whole(0, 380) * minuteMs;
    const stated = member.allergy === 'noneKnown' ? 'noneKnown' : 'notAsked';
    const { patientId } = writePatient(scene, person, stated, startMs - hourMs);
    if (member.allergy === 'recorded') writeToldAllergy(scene, patientId, member.items, startMs);
    const bed = demonstrationFacility.wards[0]!.beds.find(({ name }) => name === member.bed)!;
    writeStay(recorder, random, patientId, {
      ...staff(random, 'NOI'),
      class: 'inpatient',
      room: bed.room,
      bed: bed.name,
      startMs,
      endMs: nowMs,
      reason: member.diagnosis,
      diagnosis: member.diagnosis,
      code: member.code,
      items: member.items,
      child: false,
      notes: 3,
    });
    yield aloneAs(patientId);
  }
}

function* writeWard(
  scene: Scene,
  { code, taken, fits }: (typeof otherWards)[number],
): Generator<Truth> {
  const { random, recorder, nowMs } = scene;
  const beds = demonstrationFacility.wards.find((ward) => ward.code === code)!.beds;
  let twin: SyntheticPerson | undefined;
  let household: string | undefined;
  for (let index = 0; index < taken; index += 1) {
    const person: SyntheticPerson = twin ?? personWho(scene, fits);
    // The first two beds of the children's ward hold twins.
    twin = code === 'NHI' && index === 0 ? twinOf(random, person) : undefined;
    const [diagnosis, icd, reason, items] = random.pick(problems[code]);
    const startMs = nowMs - random.whole(0, 4) * dayMs - random.whole(150, 380) * minuteMs;
    const { patientId } = writePatientWithAllergies(scene, person, items, startMs - hourMs);
    const bed = beds[index]!;
    writeStay(recorder, random, patientId, {
      ...staff(random, code),
      class: code === 'CC' ? 'emergency' : 'inpatient',
      room: bed.room,
      bed: bed.name,
      startMs,
      endMs: nowMs,
      reason,
      diagnosis,
      code: icd,
      items,
      child: person.ageYears < 16,
      notes: 1,
    });
    yield household === undefined ? aloneAs(patientId) : { ...aloneAs(patientId), household };
    household = twin ? patientId : undefined;
  }
}

function aloneAs(patientId: string): Truth {
  return { patientId, person: patientId, household: patientId };
}

/** The people of one home, or now and then twins, who are in no bed; some were registered twice. */
function* writeHousehold(scene: Scene): Generator<Truth> {
  const { random, register } = scene;
  const people = syntheticHousehold(random, scene.todayMs, register.phone);
  if (people.length === 1 && random.chance(0.012)) people.push(twinOf(random, people[0]!));
  let household: string | undefined;
  for (const person of people) {
    const chart = writeOutpatient(scene, person);
    const { patientId } = chart;
    household ??= patientId;
    yield { patientId, person: patientId, household };
    if (scene.duplicates === 0 || !random.chance(scene.duplicates)) continue;
    const recordNumber = register.recordNumber();
    const { fields, damages } = secondRegistration(
      random,
      chart.fields,
      recordNumber,
      register.phone,
    );
    const second = writeOutpatient(scene, person, fields);
    yield { patientId: second.patientId, person: patientId, household, damages };
  }
}

function writeOutpatient(
  scene: Scene,
  person: SyntheticPerson,
  said?: FieldsOf<'patient'>,
): WrittenPatient {
  const { random, recorder, nowMs } = scene;
  const registeredMs = nowMs - random.whole(20, 900) * dayMs - random.whole(0, 380) * minuteMs;
  const lived = nowMs - Date.parse(`${person.born}T00:00:00.000Z`);
  const firstMs = Math.max(registeredMs, nowMs - lived + 2 * hourMs);
  const written = writePatientWithAllergies(scene, person, [], firstMs, said);
  const { patientId } = written;
  const visits = random.weighted([
    [0, 64],
    [1, 24],
    [2, 9],
    [3, 3],
  ] as const);
  for (let visit = 0; visit < visits; visit += 1) {
    const [diagnosis, code, reason, items] = random.pick(problems.outpatient);
    const span = Math.max(0, nowMs - firstMs - 2 * dayMs);
    const startMs =
      firstMs + hourMs + Math.floor((span * (visit + random.next())) / visits / dayMs) * dayMs;
    writeStay(recorder, random, patientId, {
      class: 'outpatient',
      ward: 'KKB',
      startMs,
      endMs: startMs + 3 * hourMs,
      reason,
      diagnosis,
      code,
      items,
      child: person.ageYears < 16,
      doctor: random.pick(Object.values(doctorOf)),
      nurse: 'dd-pham-thi-nga',
      workstation: 'tiep-don-1',
      notes: random.chance(0.4) ? 1 : 0,
    });
  }
  return written;
}

interface WrittenPatient {
  readonly patientId: string;
  readonly fields: FieldsOf<'patient'>;
}

function writePatientWithAllergies(
  scene: Scene,
  person: SyntheticPerson,
  items: readonly ItemName[],
  atMs: number,
  said?: FieldsOf<'patient'>,
): WrittenPatient {
  const { random } = scene;
  const allergic = random.chance(0.12);
  const statement = !allergic && random.chance(0.55) ? 'noneKnown' : 'notAsked';
  const fields = said
    ? { ...said, allergyStatement: statement as FieldsOf<'patient'>['allergyStatement'] }
    : undefined;
  const written = writePatient(scene, person, statement, atMs, fields);
  if (allergic) writeToldAllergy(scene, written.patientId, items, atMs + hourMs / 4);
  return written;
}

function writePatient(
  { random, recorder, register }: Scene,
  person: SyntheticPerson,
  allergyStatement: 'notAsked' | 'noneKnown',
  atMs: number,
  said?: FieldsOf<'patient'>,
): WrittenPatient {
  const patientId = random.uuidAt(atMs);
  const fields = said ?? register.fieldsOf(person, allergyStatement);
  recorder.create('patient', patientId, fields, {
    by: random.pick(registrars),
    on: 'tiep-don-1',
    atMs,
  });
  return { patientId, fields };
}

function writeToldAllergy(
  { random, recorder }: Scene,
  patientId: string,
  ordered: readonly ItemName[],
  atMs: number,
): void {
  const entry = { by: random.pick(nurses), on: 'noi-2', atMs };
  writeAllergy(recorder, random, patientId, ordered, entry);
}

function staff(random: Random, ward: keyof typeof doctorOf) {
  return {
    ward,
    doctor: doctorOf[ward],
    nurse: random.pick(nurses),
    workstation: workstationOf[ward],
  };
}

function personWho(
  { random, todayMs }: Scene,
  fits: (person: SyntheticPerson) => boolean,
): SyntheticPerson {
  for (;;) {
    const person = syntheticPerson(random, todayMs);
    if (fits(person)) return person;
  }
}
