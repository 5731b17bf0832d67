import * as z from 'zod';
import { localInstant } from '../../../shared/records/instant.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import type { Session } from '../../app/session.tsx';
import { formOf, patientFormSchema } from '../patient/patientForm.ts';
import type { PatientForm } from '../patient/patientForm.ts';
import { cardNumber } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';

const draftSchema = z.object({ form: patientFormSchema });

/** The journal's key of the note that a chart's panel holds what was typed at the desk. */
export function carriedKey(person: string, patientId: string): string {
  return `${person}/carried/${patientId}`;
}

/**
 * What was typed and scanned at the desk, as the panel of the patient who was there already holds it:
 * new papers, telephone and address where the record has none. Undefined where nothing is new.
 */
export function additionsFor(
  patient: RecordOf<'patient'>,
  form: RegistrationForm,
): Partial<PatientForm> | undefined {
  const before = formOf(patient);
  const known = Object.values(patient.identifiers ?? {}).map(({ value }) => value);
  const isNew = (number: string) => number !== '' && !known.includes(number);
  const [card, insurance] = [cardNumber(form.card), cardNumber(form.insuranceNumber)];
  const empty = (field: 'phone' | 'address') => before[field] === '' && form[field].trim() !== '';
  const additions: Partial<PatientForm> = {
    ...(empty('phone') ? { phone: form.phone } : {}),
    ...(empty('address') ? { address: form.address } : {}),
    ...(isNew(card)
      ? {
          newCard: card,
          scannedCard: { number: card, oldNumber: form.oldCard, issuedOn: form.cardIssuedOn },
        }
      : {}),
    ...(form.insuranceScanned || isNew(insurance)
      ? {
          newInsurance: insurance,
          scannedInsurance: form.insuranceScanned ? scannedOf(form, insurance) : null,
        }
      : {}),
  };
  if (Object.keys(additions).length === 0) return undefined;
  return additions;
}

function scannedOf(form: RegistrationForm, number: string): PatientForm['scannedInsurance'] {
  return {
    number,
    ...(form.insuranceFacility ? { facility: form.insuranceFacility } : {}),
    ...(form.insuranceFrom ? { validFrom: form.insuranceFrom } : {}),
    ...(form.insuranceUntil ? { validUntil: form.insuranceUntil } : {}),
    ...(form.insuranceFiveYears ? { fiveYearsOn: form.insuranceFiveYears } : {}),
  };
}

/**
 * Leaves in the journal what the chart of somebody who was there already goes on with: the papers in
 * the patient's panel, and where and why they come in the form of a new visit. What stands in either
 * from before is left as it is.
 */
export async function carryToChart(
  { replica, person }: Pick<Session, 'replica' | 'person'>,
  patient: RecordOf<'patient'>,
  form: RegistrationForm,
): Promise<void> {
  const { journal } = replica;
  const at = localInstant(new Date());
  const { patientId } = patient;
  const slash = form.place?.lastIndexOf('/') ?? -1;
  const visit = `${person.key}/encounter/${patientId}`;
  if ((await journal.read(visit)) === undefined) {
    await journal.write(visit, {
      at,
      form: {
        class: form.class,
        ward: form.ward ?? '',
        room: slash > 0 ? form.place!.slice(0, slash) : '',
        bed: slash > 0 ? form.place!.slice(slash + 1) : '',
        reason: form.reason,
      },
    });
  }
  const additions = additionsFor(patient, form);
  if (!additions) return;
  const key = `${person.key}/patient/${patientId}`;
  const standing = draftSchema.safeParse(await journal.read(key)).data?.form;
  // A draft that stands there is somebody's work: only what it leaves empty is filled.
  const draft = standing ?? { opened: patient, ...formOf(patient) };
  const fitting = Object.entries(additions).filter(([field]) => {
    const stands = draft[field as keyof PatientForm];
    return stands === '' || stands === null;
  });
  const filled = { ...draft, ...Object.fromEntries(fitting) };
  await journal.write(key, { at, form: JSON.parse(JSON.stringify(filled)) });
  await journal.write(carriedKey(person.key, patientId), true);
}
