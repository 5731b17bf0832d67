import type { SaidOfPerson } from '../../../../shared/identity/matching/traits.ts';
import { benchPatients } from './patients.ts';

const people = 30;

/**
 * What the registration form says after each key, of people spread over the hospital: the name letter
 * by letter, sex, date of birth, telephone and number. Every second one is there already; of the
 * others the day of birth and the numbers are nobody's.
 */
export function typedForms(patients: number): readonly SaidOfPerson[] {
  const wanted = new Set(
    Array.from({ length: people }, (_unused, at) => Math.floor((at + 0.5) * (patients / people))),
  );
  const forms: SaidOfPerson[] = [];
  let place = 0;
  let chosen = 0;
  for (const patient of benchPatients(patients)) {
    if (wanted.has(place)) forms.push(...formsOf(patient, (chosen += 1) % 2 === 0));
    place += 1;
  }
  return forms;
}

type Person = ReturnType<typeof benchPatients> extends Generator<infer One> ? One : never;

function* formsOf(patient: Person, isThere: boolean): Generator<SaidOfPerson> {
  const name = patient.name ?? '';
  const [year = '1980', month = '06', day = '15'] = (patient.birthDate ?? '').split('-');
  const birthDate = isThere ? patient.birthDate : `${year}-${day > '12' ? '02' : month}-29`;
  const last = (text: string | undefined, other: string) => (isThere ? (text ?? other) : other);
  const phone = last(Object.values(patient.contacts ?? {})[0]?.phone, '0399000111');
  const number = last(Object.values(patient.identifiers ?? {})[0]?.value, '095299999999');
  const nothing = { phones: [], numbers: [] };
  for (let typed = 1; typed <= name.length; typed += 1) {
    yield { ...nothing, name: name.slice(0, typed) };
  }
  yield { ...nothing, name, sex: patient.sex };
  yield { ...nothing, name, sex: patient.sex, birthDate };
  for (let typed = 1; typed <= phone.length; typed += 1) {
    yield { name, sex: patient.sex, birthDate, phones: [phone.slice(0, typed)], numbers: [] };
  }
  for (let typed = 1; typed <= number.length; typed += 1) {
    const value = number.slice(0, typed);
    const numbers = [{ system: 'cccd', value }];
    yield { name, sex: patient.sex, birthDate, phones: [phone], numbers };
  }
}
