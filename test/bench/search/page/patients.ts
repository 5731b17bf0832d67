import type { FieldsOf } from '../../../../shared/records/kinds.ts';
import { openPatientRegister, syntheticPerson } from '../../../../shared/synthetic/patients.ts';
import { seededRandom } from '../../../../shared/synthetic/random.ts';
import type { Patient } from './searchApi.ts';

export const today = '2026-11-23';
export const nowMs = Date.parse(`${today}T07:00:00.000Z`);

/** Invented patients, the same at every call, one after the other. */
export function* benchPatients(count: number): Generator<Patient> {
  const random = seededRandom(1);
  const register = openPatientRegister(random);
  for (let made = 0; made < count; made += 1) {
    const person = syntheticPerson(random, Date.parse(`${today}T00:00:00.000Z`));
    const fields: FieldsOf<'patient'> = register.fieldsOf(person, 'notAsked');
    const patientId = random.uuidAt(nowMs - made * 60_000);
    yield {
      ...fields,
      id: `${patientId}:patient:${patientId}`,
      kind: 'patient',
      schemaVersion: 2,
      patientId,
      salt: random.hex(32),
      recordedAt: '2026-11-23T14:05:00.000+07:00',
      recordedBy: 'dd-bench',
      recordedOn: 'noi-1',
      causality: { born: '00000000000000aa.1', vector: { '00000000000000aa': 1 } },
    } as Patient;
  }
}

/** Where the patient with this place in the order is: a few in the ward, some of late, most long ago. */
export function benchStanding(place: number): { ward: string | undefined; seenMs: number } {
  const days = (place * 7919) % 2500;
  const ward = place % 4000 === 0 ? 'NOI' : place % 1000 === 0 ? 'NGOAI' : undefined;
  return { ward, seenMs: nowMs - days * 86_400_000 };
}

/**
 * What people type to find ten patients spread over the hospital: the folded name, given name first,
 * raw Telex, initials and a year, a birth date, and ends of numbers; one text a keystroke.
 */
export function keystrokesFor(patients: number): readonly string[] {
  const wanted = new Set(
    Array.from({ length: 10 }, (_unused, at) => Math.floor((at + 0.5) * (patients / 10))),
  );
  const texts: string[] = [];
  let place = 0;
  for (const patient of benchPatients(patients)) {
    if (wanted.has(place)) texts.push(typedFor(patient, texts.length % 6));
    place += 1;
  }
  return texts.flatMap((text) =>
    Array.from({ length: text.length }, (_unused, at) => text.slice(0, at + 1)),
  );
}

function typedFor(patient: Patient, way: number): string {
  const name = patient.name!.normalize('NFC');
  const parts = folded(name).split(' ');
  const [year = '', month = '', day = ''] = patient.birthDate!.split('-');
  const number = Object.values(patient.identifiers ?? {})[0]?.value ?? patient.recordNumber;
  const ways = [
    parts.join(' '),
    [parts.at(-1), ...parts.slice(0, -1), year].join(' '),
    telex(name),
    `${parts.map((part) => part[0]).join('')} ${year}`,
    month && day ? `${Number(day)}/${Number(month)}/${year}` : year,
    number.slice(-5),
  ];
  return ways[way]!;
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase();
}

/** As a keyboard without an input method would have it. */
function telex(name: string): string {
  const tones: Readonly<Record<string, string>> = {
    '\u0301': 's',
    '\u0300': 'f',
    '\u0309': 'r',
    '\u0303': 'x',
    '\u0323': 'j',
  };
  return name
    .toLowerCase()
    .split(' ')
    .map((word) => {
      const letters = word.normalize('NFD').replace(/đ/g, 'dd');
      const plain = letters
        .replace(/([aeo])([\u0323]?)\u0302/g, '$1$1$2')
        .replace(/([aou])([\u0323]?)[\u0306\u031b]/g, '$1w$2');
      const tone = [...plain].map((letter) => tones[letter]).find((letter) => letter !== undefined);
      return plain.replace(/\p{M}/gu, '') + (tone ?? '');
    })
    .join(' ');
}
