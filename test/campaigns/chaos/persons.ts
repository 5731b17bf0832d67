import { localInstant } from '../../../shared/records/instant.ts';
import { patientRecordId } from '../../../shared/records/ids.ts';
import { collectionOf, kindDefinition } from '../../../shared/records/kinds.ts';
import type { AnyRecord, FieldsOf, Kind } from '../../../shared/records/kinds.ts';
import { editedRecord, InvalidRecord, newRecord } from '../../../shared/records/write.ts';
import type { WriteContext } from '../../../shared/records/write.ts';
import { makeDot } from '../../../shared/merge/versionVector.ts';
import { readUnit, unitIds } from '../../../shared/merge/units.ts';
import { withoutRxFields } from '../../../shared/replica/memory.ts';
import type { MemoryDocument } from '../../../shared/replica/memory.ts';
import { seededRandom } from '../../../shared/synthetic/random.ts';
import type { Random } from '../../../shared/synthetic/random.ts';
import { ReferenceMissing, sampleFields, sampleUnit } from '../../support/builders/fieldSamples.ts';
import type { SampleContext } from '../../support/builders/fieldSamples.ts';
import { inventedSignature } from '../../support/inventedSigning.ts';
import type { NewLink } from '../../../shared/identity/links/parting.ts';
import { checkScreen, sidesShown } from './screens.ts';
import type { OpenForm, Station } from './station.ts';
import { count } from './tally.ts';
import { recordKinds, violate } from './world.ts';
import type { MadeRecord, World } from './world.ts';
import type { KnownWrite } from './writes.ts';

const firstMomentMs = Date.UTC(2026, 10, 23, 1);
const yearMs = 365.25 * 86_400_000;

function contextOf(world: World, station: Station, random: Random): WriteContext {
  const { running } = station;
  running.counter += 1;
  const ms = firstMomentMs + world.clock * 60_000 + station.skewYears * yearMs;
  return {
    by: random.pick(['bs-a', 'bs-b', 'dd-c']),
    on: station.workstation,
    at: localInstant(new Date(ms), 420),
    dot: makeDot(running.actor, running.counter),
  };
}

/** What a station's screens show of the records that exist, in the order in which they were made. */
export async function shownRecords(
  world: World,
  station: Station,
): Promise<{ readonly made: MadeRecord; readonly record: AnyRecord }[]> {
  const found = await station.running.memory.documents(world.records.map(({ id }) => id));
  return world.records.flatMap((made) => {
    const document = found.get(made.id);
    return document ? [{ made, record: withoutRxFields(document) }] : [];
  });
}

/** Picks one by a hash of its id, so that the choice stays when others come or go. */
export function pickById<T extends { readonly made: MadeRecord }>(
  choices: readonly T[],
  seed: number,
): T | undefined {
  const rank = ({ made }: T) => {
    let hash = seed;
    for (let index = 0; index < made.id.length; index += 1) {
      hash = Math.imul(hash ^ made.id.charCodeAt(index), 0x01000193);
    }
    return (hash ^ (hash >>> 15)) >>> 0;
  };
  return [...choices].sort((a, b) => rank(b) - rank(a))[0];
}

/** Somebody makes a record of any kind; one that speaks of another comes after that. */
export async function create(
  world: World,
  station: Station,
  n: number,
  seed: number,
): Promise<void> {
  const random = seededRandom(seed);
  const shown = await shownRecords(world, station);
  const patients = shown.filter(({ made }) => made.kind === 'patient');
  const patient = random.chance(0.12) ? undefined : pickById(patients, seed);
  const patientId = patient?.made.patientId ?? random.uuidAt(firstMomentMs + n);
  let kind: Kind = random.pick(random.chance(0.8) ? world.focus.kinds : recordKinds);
  if (kind === 'patient') kind = 'encounter';
  if (!patient) await make(world, station, n, 'patient', patientId, random);
  else await makeAfterOthers(world, station, n, kind, patientId, random);
}

/** Somebody makes a record of one kind in the chart that most people work on. */
export async function createOf(
  world: World,
  station: Station,
  n: number,
  kind: Kind,
  seed: number,
): Promise<void> {
  const random = seededRandom(seed);
  const shown = await shownRecords(world, station);
  const patients = shown.filter(({ made }) => made.kind === 'patient');
  const patientId =
    pickById(patients, world.schedule.seed)?.made.patientId ?? random.uuidAt(firstMomentMs + n);
  if (patients.length === 0) await make(world, station, n, 'patient', patientId, random);
  if (kind !== 'patient') await makeAfterOthers(world, station, n, kind, patientId, random);
}

async function makeAfterOthers(
  world: World,
  station: Station,
  n: number,
  kind: Kind,
  patientId: string,
  random: Random,
): Promise<void> {
  // A reference that can't be had at all (a save that a crash cut short) ends the attempt.
  for (let attempt = 0; attempt < 4; attempt += 1) {
    try {
      await make(world, station, n, kind, patientId, random);
      return;
    } catch (error) {
      if (!(error instanceof ReferenceMissing)) throw error;
      await makeAfterOthers(world, station, n, error.kind, patientId, random);
    }
  }
}

async function make(
  world: World,
  station: Station,
  n: number,
  kind: Kind,
  patientId: string,
  random: Random,
): Promise<void> {
  const shown = await shownRecords(world, station);
  const context = sampleContext(shown, patientId, random, `${String(n)}`);
  const write = contextOf(world, station, random);
  const sampled = sampleFields(kind, context) as FieldsOf<Kind>;
  // Nobody signs for somebody else.
  const fields = 'signedBy' in sampled ? { ...sampled, signedBy: write.by } : sampled;
  await saveNew(world, station, n, { kind, patientId, fields }, write, random);
}

/** Somebody new comes to one station: their record, and nothing else. */
export function makePatient(world: World, station: Station, n: number, seed: number) {
  const random = seededRandom(seed);
  return make(world, station, n, 'patient', random.uuidAt(firstMomentMs + n), random);
}

/** What somebody says of two patients, signed as their workstation would have it. */
export function makeLink(
  world: World,
  station: Station,
  n: number,
  { patientId, fields }: NewLink,
  random: Random,
): Promise<void> {
  const signed = { ...fields, signature: inventedSignature };
  const write = contextOf(world, station, random);
  return saveNew(
    world,
    station,
    n,
    { kind: 'patientLink', patientId, fields: signed },
    write,
    random,
  );
}

async function saveNew(
  world: World,
  station: Station,
  n: number,
  {
    kind,
    patientId,
    fields,
  }: { readonly kind: Kind; readonly patientId: string; readonly fields: FieldsOf<Kind> },
  write: WriteContext,
  random: Random,
): Promise<void> {
  let record: AnyRecord;
  try {
    record = {
      ...newRecord(kind, patientId, fields, write),
      id:
        kind === 'patient'
          ? patientRecordId(patientId)
          : `${patientId}:${kind}:${random.uuidAt(firstMomentMs + n)}`,
      salt: random.hex(32),
    } as AnyRecord;
  } catch (error) {
    if (error instanceof InvalidRecord) return;
    throw error;
  }
  const { units } = kindDefinition(kind)!;
  const values = record as unknown as Record<string, unknown>;
  const known: KnownWrite = {
    n,
    recordId: record.id,
    author: station.name,
    units: new Map(
      unitIds(units, values, undefined).map((id) => [id, readUnit(units, values, id)]),
    ),
    seen: new Set(),
    made: record,
    acknowledged: false,
    durable: false,
    by: 'person',
  };
  world.records.push({ id: record.id, kind, patientId, foreign: false, newer: undefined });
  await save(world, station, known, undefined, record);
}

function sampleContext(
  shown: readonly { readonly made: MadeRecord }[],
  patientId: string,
  random: Random,
  mark: string,
): SampleContext {
  return {
    random,
    mark,
    idsOf: (kind) =>
      shown
        .filter(({ made }) => made.kind === kind && made.patientId === patientId)
        .map(({ made }) => made.id),
  };
}

/** Somebody opens a form on a record that can be edited. */
export async function openForm(
  world: World,
  station: Station,
  seed: number,
): Promise<OpenForm | undefined> {
  const shown = await shownRecords(world, station);
  const editable = shown.filter(({ made }) => !kindDefinition(made.kind)!.immutable);
  // Most go for the same record: that is where people meet.
  const choice = pickById(editable, seed % 10 < 7 ? world.schedule.seed : seed);
  if (!choice) return undefined;
  checkScreen(world, station, choice.made, choice.record);
  return { record: choice.record, seen: new Set(station.known.get(choice.made.id)) };
}

/** They save it, with new values for one or two of its units, or for the one that is named. */
export async function saveForm(
  world: World,
  station: Station,
  form: OpenForm,
  n: number,
  seed: number,
  unit?: string,
): Promise<void> {
  const random = seededRandom(seed);
  const { kind, patientId } = form.record;
  const { units } = kindDefinition(kind)!;
  const shown = await shownRecords(world, station);
  const edits: Record<string, unknown> = {};
  const context = sampleContext(shown, patientId, random, `${String(n)}`);
  for (let left = random.whole(1, 2); left > 0; left -= 1) {
    const names = Object.keys(units);
    const busy = names.filter((_name, index) => index % world.focus.every === world.focus.at);
    const name = unit ?? random.pick(busy.length > 0 && random.chance(0.75) ? busy : names);
    const sample = sampleUnit(kind, name, context);
    if (sample) edits[sample.unitId] = sample.value;
  }
  if (Object.keys(edits).length === 0) return;
  await write(world, station, form, edits, n, random, 'person');
}

/** Whether a station shows a disagreement that somebody could settle. */
export async function showsDisagreement(world: World, station: Station): Promise<boolean> {
  const shown = await shownRecords(world, station);
  return shown.some(({ record }) => record.causality.siblings !== undefined);
}

/** Somebody who sees a disagreement settles it: this one, that one, or a new value. */
export async function settle(
  world: World,
  station: Station,
  n: number,
  seed: number,
): Promise<void> {
  const random = seededRandom(seed);
  const disputed = (await shownRecords(world, station)).filter(
    ({ record }) => Object.keys(record.causality.siblings ?? {}).length > 0,
  );
  const choice = pickById(disputed, seed);
  if (!choice) return;
  const { made, record } = choice;
  checkScreen(world, station, made, record);
  const unitId = random.pick(Object.keys(record.causality.siblings!).sort());
  const sides = sidesShown(record, unitId);
  const value = random.pick(sides);
  const form = { record, seen: new Set(station.known.get(made.id)) };
  const saved = await write(world, station, form, { [unitId]: value }, n, random, 'settler');
  if (saved) world.settles.push({ recordId: made.id, unitId });
}

async function write(
  world: World,
  station: Station,
  form: OpenForm,
  edits: Readonly<Record<string, unknown>>,
  n: number,
  random: Random,
  by: 'person' | 'settler',
): Promise<boolean> {
  const { memory } = station.running;
  const context = contextOf(world, station, random);
  const previous = await memory.document(form.record);
  if (!previous) return false;
  let next: AnyRecord;
  try {
    const current = withoutRxFields(previous);
    next = editedRecord(current, form.record.causality.vector, edits, context);
  } catch (error) {
    if (error instanceof InvalidRecord) return false;
    throw error;
  }
  const known: KnownWrite = {
    n,
    recordId: form.record.id,
    author: station.name,
    units: new Map(Object.entries(edits)),
    seen: form.seen,
    made: undefined,
    acknowledged: false,
    durable: false,
    by,
  };
  return save(world, station, known, previous, next);
}

/** Hands a record to the replica as RxDB does, and notes what its author was told. */
async function save(
  world: World,
  station: Station,
  known: KnownWrite,
  previous: MemoryDocument | undefined,
  record: AnyRecord,
): Promise<boolean> {
  const document = {
    ...record,
    _deleted: false,
    _attachments: {},
    _meta: { lwt: firstMomentMs + world.clock },
    _rev: `${String(previous ? Number.parseInt(previous._rev, 10) + 1 : 1)}-chaos`,
  } as unknown as MemoryDocument;
  world.ledger.writes.push(known);
  station.saving = known;
  const errors = await station.running.replica.save(collectionOf(record.kind), [
    previous ? { previous, document } : { document },
  ]);
  station.saving = undefined;
  known.acknowledged = errors.length === 0;
  const made = world.records.find(({ id }) => id === record.id)!;
  const locked = made.newer !== undefined;
  if (!known.acknowledged && !station.running.life.ended && !locked) {
    violate(world, '1', `a save of a ${record.kind} was refused (${String(errors[0]?.status)})`);
  }
  world.trace?.({
    write: known.n,
    station: station.name,
    record: record.id,
    acknowledged: known.acknowledged,
    stored: known.durable,
    units: Object.fromEntries(known.units),
    seen: [...known.seen].map(({ n }) => n),
  });
  if (known.acknowledged) {
    world.tally.acknowledged += 1;
    count(world.tally.byKind, record.kind);
  }
  return known.acknowledged;
}
