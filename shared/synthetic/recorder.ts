import type { Edits } from '../merge/join.ts';
import { advance, makeDot } from '../merge/versionVector.ts';
import { patientRecordId } from '../records/ids.ts';
import { localInstant } from '../records/instant.ts';
import { kinds } from '../records/kinds.ts';
import type { AnyRecord, FieldsOf, Kind, RecordOf } from '../records/kinds.ts';
import { editedRecord } from '../records/write.ts';
import type { Random } from './random.ts';

/** Who writes on which workstation, and when. */
export interface Entry {
  readonly by: string;
  readonly on: string;
  readonly atMs: number;
}

/** Writes records as workstations would, but with actors, salts and uuids from the seed. */
export interface Recorder {
  create<K extends Kind>(
    kind: K,
    patientId: string,
    fields: FieldsOf<K>,
    entry: Entry,
  ): RecordOf<K>;
  /** What was written since the last time, which isn't held any longer. */
  drain(): AnyRecord[];
  /** Replaces the record by its next state: what a form, opened on it, saved. */
  edit<K extends Kind>(record: RecordOf<K>, edits: Edits, entry: Entry): RecordOf<K>;
}

/** Vietnam's clocks: UTC+7, no summer time. */
const offsetMinutes = 420;
const dayMs = 86_400_000;

export function instantOf(timeMs: number): string {
  return localInstant(new Date(timeMs), offsetMinutes);
}

export function openRecorder(random: Random): Recorder {
  let records: AnyRecord[] = [];
  const places = new Map<string, number>();
  const actors = new Map<string, { actor: string; counter: number }>();

  /** A workstation opens its replica once a day: a new actor each day (D4). */
  const nextDot = ({ on, atMs }: Entry) => {
    const session = `${on} ${Math.floor((atMs + offsetMinutes * 60_000) / dayMs)}`;
    let writer = actors.get(session);
    if (!writer) actors.set(session, (writer = { actor: random.hex(16), counter: 0 }));
    writer.counter += 1;
    return makeDot(writer.actor, writer.counter);
  };

  return {
    drain() {
      const drained = records;
      records = [];
      places.clear();
      return drained;
    },
    create(kind, patientId, fields, entry) {
      const dot = nextDot(entry);
      const id =
        kind === 'patient'
          ? patientRecordId(patientId)
          : `${patientId}:${kind}:${random.uuidAt(entry.atMs)}`;
      const record = {
        id,
        kind,
        schemaVersion: kinds[kind].schemaVersion,
        patientId,
        salt: random.hex(32),
        recordedAt: instantOf(entry.atMs),
        recordedBy: entry.by,
        recordedOn: entry.on,
        ...fields,
        causality: { born: dot, vector: advance({}, dot) },
      } as unknown as RecordOf<typeof kind>;
      places.set(id, records.length);
      records.push(record as AnyRecord);
      return record;
    },
    edit(record, edits, entry) {
      const at = instantOf(entry.atMs);
      const context = { by: entry.by, on: entry.on, at, dot: nextDot(entry) };
      const next = editedRecord(record, record.causality.vector, edits, context);
      records[places.get(record.id)!] = next as AnyRecord;
      return next;
    },
  };
}
