import { join } from '../../../shared/merge/join.ts';
import type { CausalRecord, Edits } from '../../../shared/merge/join.ts';
import { makeDot } from '../../../shared/merge/versionVector.ts';
import { kindDefinition } from '../../../shared/records/kinds.ts';
import type { FieldsOf, Kind, RecordOf } from '../../../shared/records/kinds.ts';
import { collectionOf } from '../../../shared/records/kinds.ts';
import { editedRecord, newRecord } from '../../../shared/records/write.ts';
import type { Records } from '../../../renderer/replica/records.ts';

/** Patients of the screens: a full chart, one in disagreement, one empty, one unknown. */
export const patientIds = {
  hoa: '0199aaaa-0000-7000-8000-000000000001',
  hoaLike: '0199aaaa-0000-7000-8000-000000000002',
  pao: '0199aaaa-0000-7000-8000-000000000003',
  empty: '0199aaaa-0000-7000-8000-000000000004',
  unknown: '0199aaaa-0000-7000-8000-000000000005',
} as const;

let writes = 0;
function context(by = 'bs-khoi', on = 'noi-2', at = '2026-11-23T13:20:00.000+07:00') {
  writes += 1;
  return { by, on, at, dot: makeDot(writes.toString(16).padStart(16, '0'), 1) };
}

function made<K extends Kind>(
  kind: K,
  patientId: string,
  fields: FieldsOf<K>,
  write = context(),
): RecordOf<K> {
  return newRecord(kind, patientId, fields, write);
}

/** A record as it is after two people edited it without knowing of each other. */
export function disputed<K extends Kind>(
  record: RecordOf<K>,
  one: Edits,
  other: Edits,
): RecordOf<K> {
  const basis = record.causality.vector;
  const ha = editedRecord<Kind>(record, basis, one, context('bs-ha', 'noi-2'));
  const lien = editedRecord<Kind>(
    record,
    basis,
    other,
    context('dd-lien', 'cc-1', '2026-11-23T13:35:00.000+07:00'),
  );
  const { units } = kindDefinition(record.kind)!;
  return join(
    units,
    ha as unknown as CausalRecord,
    lien as unknown as CausalRecord,
  ) as unknown as RecordOf<K>;
}

export async function put(records: Records, record: RecordOf<Kind>): Promise<void> {
  await records.collections[collectionOf(record.kind)].insert(record as never);
}

function patient(id: string, fields: Partial<FieldsOf<'patient'>>) {
  return made('patient', id, {
    recordNumber: '26-018432',
    sex: 'female',
    allergyStatement: 'notAsked',
    ...fields,
  });
}

const inBed = (id: string, bed: string, roomName = '202') =>
  made('encounter', id, {
    class: 'inpatient',
    startedAt: '2026-11-21T09:00:00.000+07:00',
    ward: 'NOI',
    room: roomName,
    bed,
  });

export async function seed(records: Records): Promise<void> {
  const { hoa, hoaLike, pao, empty, unknown } = patientIds;
  const encounter = inBed(hoa, 'G08');
  const order = (
    code: string,
    display: string,
    form: string,
    dosage: FieldsOf<'order'>['dosage'],
  ) =>
    made('order', hoa, {
      encounterId: encounter.id,
      category: 'medication',
      item: { code, display, form },
      ...(dosage ? { dosage } : {}),
      signedBy: 'bs-khoi',
      signedAt: '2026-11-22T08:10:00.000+07:00',
    });
  const stopped = order('enoxaparin-pre-filled-syringe', 'Enoxaparin', 'bơm tiêm', {
    amount: '40',
    unit: 'mg',
    route: 'subcutaneous',
    timing: { kind: 'timesPerDay', times: 1 },
  });
  const draft = made(
    'noteDraft',
    hoa,
    {
      encounterId: encounter.id,
      noteType: 'progress',
      course: 'Bản nháp của bác sĩ Hà: đêm qua sốt nhẹ.',
    },
    context('bs-ha', 'cc-1'),
  );
  const section = (course: string, signedAt: string) =>
    made('note', hoa, {
      encounterId: encounter.id,
      draftId: draft.id.replace('noteDraft', 'noteDraft'),
      noteType: 'progress',
      course,
      examination: 'Tỉnh, tiếp xúc tốt. Da niêm mạc hồng, không phù.\nRan nổ đáy phổi phải.',
      assessment: 'Viêm phổi cộng đồng, đáp ứng với levofloxacin.',
      plan: 'Tiếp tục kháng sinh, công thức máu sáng mai.',
      signedBy: 'bs-khoi',
      signedAt,
    });
  const note1 = {
    ...section('Ho đờm vàng, khó thở nhẹ. Sốt 38,5 °C chiều qua.', '2026-11-22T08:05:00.000+07:00'),
    draftId: 'x',
  };
  const note2 = {
    ...section('Vào viện vì sốt, ho 3 ngày.', '2026-11-21T10:00:00.000+07:00'),
    draftId: 'y',
  };
  const all: RecordOf<Kind>[] = [
    patient(hoa, { name: 'Nguyễn Thị Hoà', birthDate: '1957-03-14' }),
    patient(hoaLike, {
      name: 'Nguyễn Thị Hoa',
      birthDate: '1956',
      birthDateEstimated: true,
      recordNumber: '26-018001',
    }),
    inBed(hoaLike, 'G27'),
    encounter,
    made('condition', hoa, {
      encounterId: encounter.id,
      rank: 'main',
      text: 'Viêm phổi cộng đồng',
      code: 'J18.9',
      clinicalStatus: 'active',
    }),
    made('condition', hoa, {
      encounterId: encounter.id,
      rank: 'comorbidity',
      text: 'Đái tháo đường típ 2',
      code: 'E11.9',
      clinicalStatus: 'active',
    }),
    made('allergy', hoa, {
      substance: 'Nhóm penicillin',
      substanceCode: 'penicillins',
      reaction: 'phản vệ',
      severity: 'severe',
      certainty: 'confirmed',
      year: '2019',
      status: 'active',
    }),
    made('allergy', hoa, {
      substance: 'thuốc nam không rõ',
      certainty: 'suspected',
      status: 'active',
    }),
    order('levofloxacin-infusion', 'Levofloxacin', 'dịch truyền', {
      amount: '750',
      unit: 'mg',
      route: 'intravenousInfusion',
      timing: { kind: 'timesPerDay', times: 1 },
      durationDays: 7,
    }),
    order('paracetamol-tablet', 'Paracetamol', 'viên', {
      amount: '500',
      unit: 'mg',
      route: 'oral',
      timing: { kind: 'everyHours', hours: 6 },
      asNeededFor: 'sốt từ 38,5 °C',
    }),
    order('insulin-glargine-insulin-injection', 'Insulin glargin', 'thuốc tiêm', {
      amount: '12',
      unit: 'unit',
      route: 'subcutaneous',
      timing: { kind: 'timesOfDay', at: ['21:00'] },
    }),
    stopped,
    made('orderEvent', hoa, {
      encounterId: encounter.id,
      orderId: stopped.id,
      event: 'stop',
      reason: 'Tiểu cầu giảm',
    }),
    draft,
    note1,
    note2,
    disputed(
      patient(pao, {
        name: 'Hoàng Văn Páo',
        birthDate: '1958-12-06',
        sex: 'male',
        recordNumber: '26-018377',
        allergyStatement: 'noneKnown',
      }),
      { birthDate: { birthDate: '1958-06-12' } },
      { birthDate: { birthDate: '1958-12-06' } },
    ),
    disputed(
      made('noteDraft', pao, {
        encounterId: inBed(pao, 'G12').id,
        noteType: 'progress',
        course: 'Đỡ đau',
      }),
      { course: 'Đỡ đau bụng, ăn được cháo.' },
      { course: 'Còn đau bụng âm ỉ, chưa ăn.' },
    ),
    inBed(pao, 'G12', '203'),
    patient(empty, { name: 'Lò Thị Xuyến', birthDate: '2026-09-02', recordNumber: '26-019000' }),
    patient(unknown, {
      sex: 'unknown',
      birthDate: '1986',
      birthDateEstimated: true,
      recordNumber: '26-019001',
    }),
    inBed(unknown, 'G13', '203'),
  ];
  for (const record of all) await put(records, record);
}
