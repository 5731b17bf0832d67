import type { Allergy } from '../../../../shared/clinical/allergyState.ts';
import type { OrderEvent } from '../../../../shared/clinical/orderState.ts';
import { editedRecord, newRecord } from '../../../../shared/records/write.ts';
import type { Edits } from '../../../../shared/merge/join.ts';
import { join } from '../../../../shared/merge/join.ts';
import type { CausalRecord } from '../../../../shared/merge/join.ts';
import { allergy as allergyKind } from '../../../../shared/records/allergy.ts';
import type { FieldsOf } from '../../../../shared/records/kinds.ts';
import { newPatientId, newRecordId } from '../../../../shared/records/ids.ts';
import { makeDot } from '../../../../shared/merge/versionVector.ts';

export const patientId = newPatientId();
export const encounterId = newRecordId(patientId, 'encounter');

let writes = 0;

/** Context of a write by an actor that is used once. */
function context(at = '2026-11-23T14:05:00.000+07:00') {
  writes += 1;
  const actor = writes.toString(16).padStart(16, '0');
  return { by: 'le-minh-khoi', on: 'noi-2', at, dot: makeDot(actor, 1) };
}

export function sampleAllergy(fields: Partial<FieldsOf<'allergy'>>): Allergy {
  return newRecord(
    'allergy',
    patientId,
    { substance: 'Penicillin', certainty: 'confirmed', status: 'active', ...fields },
    context(),
  );
}

export function edited(opened: Allergy, edits: Edits): Allergy {
  return editedRecord<'allergy'>(opened, opened.causality.vector, edits, context());
}

/** What two workstations hold after both edited one record without knowing of each other. */
export function editedByTwo(opened: Allergy, one: Edits, other: Edits): Allergy {
  const [a, b] = [edited(opened, one), edited(opened, other)];
  return join(
    allergyKind.units,
    a as unknown as CausalRecord,
    b as unknown as CausalRecord,
  ) as unknown as Allergy;
}

export function sampleEvent(
  orderId: string,
  event: OrderEvent['event'],
  after?: readonly OrderEvent[],
): OrderEvent {
  return newRecord(
    'orderEvent',
    patientId,
    {
      encounterId,
      orderId,
      event,
      reason: 'Đổi phác đồ',
      ...(after && { after: after.map(({ id }) => id) }),
    },
    context(),
  );
}
