import type { FieldsOf, RecordOf } from '../records/kinds.ts';
import { knownAllergies, orderedItems } from './clinicalContent.ts';
import type { ItemName } from './clinicalContent.ts';
import type { Random } from './random.ts';
import { instantOf } from './recorder.ts';
import type { Recorder } from './recorder.ts';

export const hourMs = 3_600_000;

/** A visit or stay, and what is written in it. */
export interface Stay {
  readonly class: FieldsOf<'encounter'>['class'];
  readonly ward: string;
  readonly room?: string;
  readonly bed?: string;
  readonly startMs: number;
  /** Nothing is written after this moment. */
  readonly endMs: number;
  readonly reason: string;
  readonly diagnosis: string;
  readonly code: string;
  readonly items: readonly ItemName[];
  /** Doses for adults are never written for children: medication orders are left out. */
  readonly child: boolean;
  readonly doctor: string;
  readonly nurse: string;
  readonly workstation: string;
  /** Signed daily notes to write at most. */
  readonly notes: number;
}

/** Writes the encounter with its main diagnosis, signed notes and signed orders. */
export function writeStay(
  recorder: Recorder,
  random: Random,
  patientId: string,
  stay: Stay,
): RecordOf<'encounter'> {
  const { startMs, endMs, doctor, nurse, workstation: on } = stay;
  const by = { nurse: { by: nurse, on }, doctor: { by: doctor, on } };
  const within = (ms: number) => Math.min(ms, endMs);

  const encounter = recorder.create(
    'encounter',
    patientId,
    {
      class: stay.class,
      startedAt: instantOf(startMs),
      reason: stay.reason,
      ward: stay.ward,
      ...(stay.room === undefined ? {} : { room: stay.room }),
      ...(stay.bed === undefined ? {} : { bed: stay.bed }),
      responsiblePractitioner: doctor,
    },
    { ...by.nurse, atMs: startMs },
  );
  const encounterId = encounter.id;
  recorder.create(
    'condition',
    patientId,
    {
      encounterId,
      rank: 'main',
      text: stay.diagnosis,
      code: stay.code,
      clinicalStatus: 'active',
    },
    { ...by.doctor, atMs: within(startMs + random.whole(15, 50) * 60_000) },
  );

  for (const name of stay.items) {
    const { category, item, dosage } = orderedItems[name] as (typeof orderedItems)['paracetamol'];
    if (category === 'medication' && stay.child) continue;
    const atMs = within(startMs + random.whole(55, 120) * 60_000);
    recorder.create(
      'order',
      patientId,
      {
        encounterId,
        category,
        item,
        ...(dosage === undefined
          ? { priority: random.chance(0.2) ? ('urgent' as const) : ('routine' as const) }
          : { dosage }),
        signedBy: doctor,
        signedAt: instantOf(atMs),
      },
      { ...by.doctor, atMs },
    );
  }

  const daysSpent = Math.floor((endMs - startMs) / (24 * hourMs));
  for (let day = 0; day < Math.min(stay.notes, daysSpent + 1); day += 1) {
    const atMs = within(startMs + 2 * hourMs + day * 24 * hourMs + random.whole(0, 90) * 60_000);
    writeSignedNote(recorder, patientId, encounterId, noteTexts(random, day, stay), day, {
      ...by.doctor,
      atMs,
    });
  }
  return encounter;
}

/** A draft, and the signed note that it became. */
function writeSignedNote(
  recorder: Recorder,
  patientId: string,
  encounterId: string,
  sections: NoteTexts,
  day: number,
  entry: { by: string; on: string; atMs: number },
): void {
  const noteType = day === 0 ? 'admission' : 'progress';
  const begun = { ...entry, atMs: entry.atMs - 10 * 60_000 };
  const draft = recorder.create(
    'noteDraft',
    patientId,
    { encounterId, noteType, ...sections },
    begun,
  );
  const note = recorder.create(
    'note',
    patientId,
    {
      encounterId,
      draftId: draft.id,
      noteType,
      ...sections,
      signedBy: entry.by,
      signedAt: instantOf(entry.atMs),
    },
    entry,
  );
  recorder.edit(draft, { ending: { signedAs: note.id } }, entry);
}

interface NoteTexts {
  readonly course: string;
  readonly examination: string;
  readonly assessment: string;
  readonly plan: string;
}

function noteTexts(random: Random, day: number, { diagnosis, reason }: Stay): NoteTexts {
  const pulse = random.whole(72, 104);
  const temperature = `${random.whole(36, 38)},${random.whole(0, 9)}`;
  const course =
    day === 0
      ? `Vào viện vì: ${reason.slice(0, 1).toLowerCase()}${reason.slice(1)}. Bệnh diễn biến ${random.whole(1, 6)} ngày nay.`
      : random.pick([
          'Đêm ngủ được, ăn được nửa suất cháo. Không đau ngực.',
          'Đỡ mệt hơn hôm qua, còn ho ít về đêm.',
          'Không sốt từ tối qua. Tự đi lại trong phòng.',
          'Còn mệt, ăn kém. Đại tiểu tiện bình thường.',
        ]);
  return {
    course,
    examination: [
      `Tỉnh, tiếp xúc tốt. Mạch ${pulse} lần/phút, nhiệt độ ${temperature} °C.`,
      random.pick([
        'Tim đều. Phổi thông khí hai bên, không ran.',
        'Tim đều. Phổi ran ẩm đáy phải.',
        'Bụng mềm, không chướng, gan lách không to.',
      ]),
    ].join('\n'),
    assessment:
      day === 0 ? diagnosis : `${diagnosis}, ${random.pick(['tạm ổn', 'tiến triển tốt'])}.`,
    plan: random.pick([
      'Tiếp tục điều trị theo y lệnh. Theo dõi sinh hiệu mỗi 6 giờ.',
      'Chờ kết quả xét nghiệm. Theo dõi nước tiểu 24 giờ.',
      'Giữ thuốc như hôm qua. Hẹn khám lại chiều nay.',
    ]),
  };
}

/** An allergy as told at admission; none that speaks against what is going to be ordered. */
export function writeAllergy(
  recorder: Recorder,
  random: Random,
  patientId: string,
  ordered: readonly ItemName[],
  entry: { by: string; on: string; atMs: number },
): void {
  const { substance, substanceCode, reaction } = random.weighted(
    knownAllergies
      .filter(({ against }) => !against.some((item) => ordered.includes(item)))
      .map((allergy) => [allergy, allergy.weight] as const),
  );
  recorder.create(
    'allergy',
    patientId,
    {
      substance,
      substanceCode,
      reaction,
      severity: random.weighted([
        ['mild', 4],
        ['moderate', 4],
        ['severe', 2],
      ] as const),
      certainty: random.chance(0.7) ? 'confirmed' : 'suspected',
      year: String(random.whole(1998, 2025)),
      status: 'active',
    },
    entry,
  );
}
