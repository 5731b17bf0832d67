import * as z from 'zod';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import type { Edits } from '../../../shared/merge/join.ts';
import { patient as patientKind, sexes } from '../../../shared/records/patient.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { phoneNumber } from '../registration/registrationForm.ts';
import { oneLine } from '../../app/oneLine.ts';

type Patient = RecordOf<'patient'>;

const fields = {
  name: z.string(),
  birth: z.string(),
  sex: z.enum(sexes),
  phone: z.string(),
  address: z.string(),
};

/**
 * What is typed on the panel, with the record as it was when the panel was opened: after a crash the
 * save still says what its author had seen, and overwrites nothing that arrived since.
 */
export const patientFormSchema = z.strictObject({
  opened: patientKind.schema.nullable(),
  ...fields,
});
export type PatientForm = z.infer<typeof patientFormSchema>;
type Typed = Omit<PatientForm, 'opened'>;

/** The form before anything was typed: what the record says. */
export function formOf(patient: Patient): Typed {
  return {
    name: patient.name ?? '',
    birth: patient.birthDate ? formatPartialDate(patient.birthDate) : '',
    sex: patient.sex,
    phone: ownContact(patient)?.[1].phone ?? '',
    address: patient.address ?? '',
  };
}

/** The patient's own telephone: the first, by key, that names nobody else. */
export function ownContact(patient: Patient) {
  return Object.entries(patient.contacts ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .find(([, { name, relationship }]) => name === undefined && relationship === undefined);
}

export type PatientField = keyof Typed;

/** Merge unit of each field; the telephone's is an entry of its own, new where there is none. */
export function unitOf(field: PatientField, patient: Patient, newKey: () => string): string {
  if (field === 'birth') return 'birthDate';
  if (field === 'phone') return `contacts/${ownContact(patient)?.[0] ?? newKey()}`;
  return field;
}

/** Fields whose text can't be saved as it stands. */
export function unreadable(form: Typed, today: string): readonly PatientField[] {
  const bad: PatientField[] = [];
  if (form.birth.trim() !== '' && !readDateEntry(form.birth, today, true)) bad.push('birth');
  if (form.phone.trim() !== '' && !/^\+?[0-9]{8,15}$/.test(phoneNumber(form.phone))) {
    bad.push('phone');
  }
  return bad;
}

/** The new value of each merge unit that was touched; units left alone aren't written. */
export function patientEdits(
  opened: Patient,
  form: Typed,
  today: string,
  newKey: () => string,
): Edits {
  const before = formOf(opened);
  const edits: Record<string, unknown> = {};
  const touched = (field: PatientField) => oneLine(form[field]) !== oneLine(before[field]);
  if (touched('name')) edits['name'] = orNull(oneLine(form.name).slice(0, 120));
  if (touched('birth')) {
    const birth = readDateEntry(form.birth, today, true);
    edits['birthDate'] = birth
      ? { birthDate: birth.date, ...(birth.estimated ? { birthDateEstimated: true } : {}) }
      : null;
  }
  if (touched('sex')) edits['sex'] = form.sex;
  if (touched('phone')) {
    const phone = phoneNumber(form.phone);
    edits[unitOf('phone', opened, newKey)] = phone === '' ? null : { phone };
  }
  if (touched('address')) edits['address'] = orNull(oneLine(form.address).slice(0, 240));
  return edits;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
