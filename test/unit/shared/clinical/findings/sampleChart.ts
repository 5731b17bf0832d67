import { editedRecord } from '../../../../../shared/records/write.ts';
import { newPatientId, newRecordId } from '../../../../../shared/records/ids.ts';
import { kindDefinition } from '../../../../../shared/records/kinds.ts';
import type { AnyRecord, FieldsOf, Kind, RecordOf } from '../../../../../shared/records/kinds.ts';
import { makeDot } from '../../../../../shared/merge/versionVector.ts';
import { join } from '../../../../../shared/merge/join.ts';
import type { CausalRecord, Edits } from '../../../../../shared/merge/join.ts';
import { shownBy } from '../../../../../shared/clinical/policies.ts';
import { aPatient, aRecord, someWrite } from '../../../../support/builders/records.ts';

/** Records of one invented patient, as several people would write them. */
export const patientId = newPatientId();

let writes = 0;
/** A write by a replica that writes once. */
function write(change: { readonly by?: string; readonly at?: string } = {}) {
  writes += 1;
  return someWrite({ dot: makeDot(writes.toString(16).padStart(16, '0'), 1), ...change });
}

type When = { readonly by?: string; readonly at?: string };

export function patient(fields: Partial<FieldsOf<'patient'>> = {}): RecordOf<'patient'> {
  return aPatient(fields, write(), patientId);
}

export function stay(fields: Partial<FieldsOf<'encounter'>> = {}): RecordOf<'encounter'> {
  return aRecord(
    'encounter',
    patientId,
    { class: 'inpatient', startedAt: '2026-11-21T08:00:00.000+07:00', ward: 'NOI', ...fields },
    write(),
  );
}

const someStay = newRecordId(patientId, 'encounter');

export function drugOrder(
  code: string,
  display: string,
  fields: Partial<FieldsOf<'order'>> = {},
  when: When = {},
): RecordOf<'order'> {
  return aRecord(
    'order',
    patientId,
    {
      encounterId: someStay,
      category: 'medication',
      item: { code, display },
      dosage: {
        amount: '500',
        unit: 'mg',
        route: 'oral',
        timing: { kind: 'timesPerDay', times: 3 },
      },
      signedBy: 'bs-a',
      signedAt: '2026-11-23T14:05:00.000+07:00',
      ...fields,
    },
    write(when),
  );
}

export function paracetamol(fields: Partial<FieldsOf<'order'>> = {}, when: When = {}) {
  return drugOrder('paracetamol-tablet', 'Paracetamol', fields, when);
}

export function testOrder(code: string, signedAt: string): RecordOf<'order'> {
  return aRecord(
    'order',
    patientId,
    {
      encounterId: someStay,
      category: 'laboratory',
      item: { code, display: code },
      signedBy: 'bs-a',
      signedAt,
    },
    write(),
  );
}

export function orderEvent(
  order: { readonly id: string },
  event: FieldsOf<'orderEvent'>['event'],
  after?: readonly { readonly id: string }[],
): RecordOf<'orderEvent'> {
  return aRecord(
    'orderEvent',
    patientId,
    {
      encounterId: someStay,
      orderId: order.id,
      event,
      reason: 'Đổi phác đồ',
      ...(after && { after: after.map(({ id }) => id) }),
    },
    write(),
  );
}

export function close(
  encounter: { readonly id: string },
  disposition: 'discharged' | 'referred' | 'absconded' | 'died' | 'other',
  had: {
    readonly after?: readonly { readonly id: string }[];
    readonly seen?: readonly { readonly id: string }[];
  } = {},
  when: When = {},
): RecordOf<'encounterEvent'> {
  return encounterEvent(
    encounter,
    { kind: 'close', disposition, at: '2026-11-23T16:00:00.000+07:00' },
    had,
    when,
  );
}

export function encounterEvent(
  encounter: { readonly id: string },
  event: FieldsOf<'encounterEvent'>['event'],
  had: {
    readonly after?: readonly { readonly id: string }[];
    readonly seen?: readonly { readonly id: string }[];
  } = {},
  when: When = {},
): RecordOf<'encounterEvent'> {
  return aRecord(
    'encounterEvent',
    patientId,
    {
      encounterId: encounter.id,
      event,
      ...(had.after && { after: had.after.map(({ id }) => id) }),
      ...(had.seen && { seen: had.seen.map(({ id }) => id) }),
    },
    write(when),
  );
}

export function note(fields: Partial<FieldsOf<'note'>> = {}, when: When = {}): RecordOf<'note'> {
  return aRecord(
    'note',
    patientId,
    {
      encounterId: someStay,
      draftId: newRecordId(patientId, 'noteDraft'),
      noteType: 'progress',
      course: 'Đỡ sốt',
      signedBy: 'bs-a',
      signedAt: '2026-11-23T14:05:00.000+07:00',
      ...fields,
    },
    write(when),
  );
}

export function draft(fields: Partial<FieldsOf<'noteDraft'>> = {}): RecordOf<'noteDraft'> {
  return aRecord(
    'noteDraft',
    patientId,
    { encounterId: someStay, noteType: 'progress', course: 'Đỡ sốt', ...fields },
    write(),
  );
}

export function retraction(target: { readonly id: string }, by = 'bs-a'): RecordOf<'retraction'> {
  return aRecord(
    'retraction',
    patientId,
    { encounterId: someStay, targetId: target.id, reason: 'Nhầm người bệnh' },
    write({ by }),
  );
}

export function allergy(fields: Partial<FieldsOf<'allergy'>> = {}): RecordOf<'allergy'> {
  return aRecord(
    'allergy',
    patientId,
    { substance: 'Paracetamol', certainty: 'confirmed', status: 'active', ...fields },
    write(),
  );
}

export function condition(
  encounter: { readonly id: string },
  fields: Partial<FieldsOf<'condition'>> = {},
): RecordOf<'condition'> {
  return aRecord(
    'condition',
    patientId,
    {
      encounterId: encounter.id,
      rank: 'main',
      text: 'Viêm phổi',
      clinicalStatus: 'active',
      ...fields,
    },
    write(),
  );
}

export function acknowledgement(
  fields: FieldsOf<'findingAcknowledgement'>,
): RecordOf<'findingAcknowledgement'> {
  return aRecord('findingAcknowledgement', patientId, fields, write());
}

/** The record after one more save by somebody who had all of it before them. */
export function edited<R extends AnyRecord>(record: R, edits: Edits): R {
  return editedRecord<Kind>(record, record.causality.vector, edits, write()) as R;
}

/** What everybody holds after two people edited one record without knowing of each other. */
export function editedByTwo<R extends AnyRecord>(record: R, one: Edits, other: Edits): R {
  const [a, b] = [edited(record, one), edited(record, other)] as unknown as CausalRecord[];
  return join(kindDefinition(record.kind)!.units, a!, b!, shownBy(record.kind)) as unknown as R;
}
