import { makeDot } from '../../../shared/merge/versionVector.ts';
import { newPatientId } from '../../../shared/records/ids.ts';
import { kinds } from '../../../shared/records/kinds.ts';
import type { FieldsOf, Kind, RecordOf } from '../../../shared/records/kinds.ts';
import { inventedSignature } from '../inventedSigning.ts';
import { newRecord } from '../../../shared/records/write.ts';
import type { WriteContext } from '../../../shared/records/write.ts';

/** A write of an invented person on an invented workstation; the dot is new at each call. */
export function someWrite(change: Partial<WriteContext> = {}): WriteContext {
  return {
    by: 'bs-a',
    on: 'noi-1',
    at: '2026-11-23T14:05:00.000+07:00',
    dot: nextDot(),
    ...change,
  };
}

let counter = 0;
let actor = '00000000000000aa';

/** Dots of one actor, counting up; `asActor` changes who writes from now on. */
export function nextDot(): string {
  counter += 1;
  return makeDot(actor, counter);
}

export function asActor(next: string): void {
  actor = next;
}

/** A patient whose fields a test may set; everything about them is invented. */
export function aPatient(
  fields: Partial<FieldsOf<'patient'>> = {},
  write: WriteContext = someWrite(),
  patientId = newPatientId(),
): RecordOf<'patient'> {
  return newRecord(
    'patient',
    patientId,
    {
      recordNumber: 'T1-000001',
      name: 'Nguyễn Thị Mẫu',
      sex: 'female',
      birthDate: '1957-03-14',
      allergyStatement: 'notAsked',
      ...fields,
    },
    write,
  );
}

/** A record of any kind for a patient; where it is an act of a person, with a signature of nobody. */
export function aRecord<K extends Kind>(
  kind: K,
  patientId: string,
  fields: FieldsOf<K>,
  write: WriteContext = someWrite(),
): RecordOf<K> {
  const record = newRecord(kind, patientId, fields, write);
  return kinds[kind].signed ? { ...record, signature: inventedSignature } : record;
}
