import * as z from 'zod';
import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import { sameValue } from '../../../shared/json/canonical.ts';
import type { Edits } from '../../../shared/merge/join.ts';
import { patient as patientKind, sexes } from '../../../shared/records/patient.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import {
  claimFormOf,
  claimRecord,
  claimShape,
  unreadableClaim,
} from '../registration/claimForm.ts';
import type { ClaimRecord } from '../registration/claimForm.ts';
import {
  isCardNumber,
  isInsuranceNumber,
  phoneNumber,
  scanSayings,
} from '../registration/registrationForm.ts';
import { badReply, paperEdits } from './paperEdits.ts';
import { oneLine } from '../../app/oneLine.ts';

type Patient = RecordOf<'patient'>;

/** What came of looking an insurance card up. */
export const lookupOutcomes = ['verified', 'refused', 'portalFailed', 'offline'] as const;

const fields = {
  name: z.string(),
  birth: z.string(),
  sex: z.enum(sexes),
  phone: z.string(),
  address: z.string(),
};
const papers = {
  /** Numbers that are new: of an identity paper, of an insurance card. */
  newCard: z.string(),
  newInsurance: z.string(),
  /** Keys of identifiers that are the person's no longer. */
  ended: z.array(z.string()),
  /** By the key of a coverage. */
  outcomes: z.record(z.string(), z.enum(lookupOutcomes)),
  /** What the portal answered, as it was typed: result code, hour and minute, long code. */
  replies: z.record(
    z.string(),
    z.object({ result: z.string(), time: z.string(), code: z.string() }),
  ),
  /** What a scan said beside the number that stands in the field. */
  scannedCard: z.object({ number: z.string(), oldNumber: z.string(), issuedOn: z.string() }),
  scannedInsurance: z.object({
    number: z.string(),
    facility: z.string().optional(),
    validFrom: z.string().optional(),
    validUntil: z.string().optional(),
    fiveYearsOn: z.string().optional(),
  }),
  scanSaid: z.array(z.enum(scanSayings)),
  /** A card that may be somebody else's: nothing of it is taken until that is answered. */
  askedCard: z.string(),
};

/**
 * What is typed on the panel, with the record as it was when the panel was opened: after a crash the
 * save still says what its author had seen, and overwrites nothing that arrived since.
 */
export const patientFormSchema = z.object({
  opened: patientKind.schema.nullable(),
  ...fields,
  ...claimShape,
  newCard: papers.newCard.default(''),
  newInsurance: papers.newInsurance.default(''),
  ended: papers.ended.default([]),
  outcomes: papers.outcomes.default({}),
  replies: papers.replies.default({}),
  scannedCard: papers.scannedCard.nullable().default(null),
  scannedInsurance: papers.scannedInsurance.nullable().default(null),
  scanSaid: papers.scanSaid.default([]),
  askedCard: papers.askedCard.default(''),
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
    ...claimFormOf(patient),
    newCard: '',
    newInsurance: '',
    ended: [],
    outcomes: {},
    replies: {},
    scannedCard: null,
    scannedInsurance: null,
    scanSaid: [],
    askedCard: '',
  };
}

/** The patient's own telephone: the first, by key, that names nobody else. */
export function ownContact(patient: Patient) {
  return Object.entries(patient.contacts ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .find(([, { name, relationship }]) => name === undefined && relationship === undefined);
}

export type PatientField = keyof typeof fields;

/** Merge unit of each field; the telephone's is an entry of its own, new where there is none. */
export function unitOf(field: PatientField, patient: Patient, newKey: () => string): string {
  if (field === 'birth') return 'birthDate';
  if (field === 'phone') return `contacts/${ownContact(patient)?.[0] ?? newKey()}`;
  return field;
}

export type UnreadableField =
  'birth' | 'phone' | 'card' | 'insurance' | 'nationality' | 'birthTime' | 'reply' | 'cardAnswer';

/** Fields whose text can't be saved as it stands. */
export function unreadable(form: Typed, today: string): readonly UnreadableField[] {
  const bad: UnreadableField[] = [];
  if (form.birth.trim() !== '' && !readDateEntry(form.birth, today, true)) bad.push('birth');
  if (form.phone.trim() !== '' && !/^\+?[0-9]{8,15}$/.test(phoneNumber(form.phone))) {
    bad.push('phone');
  }
  if (form.newCard.trim() !== '' && !isCardNumber(form.newCard)) bad.push('card');
  if (form.newInsurance.trim() !== '' && !isInsuranceNumber(form.newInsurance)) {
    bad.push('insurance');
  }
  bad.push(...unreadableClaim(form));
  if (badReply(form)) bad.push('reply');
  if (form.askedCard !== '') bad.push('cardAnswer');
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
  return { ...edits, ...claimEdits(opened, form), ...paperEdits(opened, form, today, newKey) };
}

/** Merge units of what the insurance tables want; each is compared and written as one. */
export const claimUnits = [
  'residence',
  'occupation',
  'ethnicity',
  'nationality',
  'guardian',
  'birthTime',
] as const;

function claimEdits(opened: Patient, form: Typed): Edits {
  const [before, after] = [claimRecord(claimFormOf(opened)), claimRecord(form)];
  const unit = (name: (typeof claimUnits)[number], record: ClaimRecord): unknown => {
    if (name !== 'residence' && name !== 'occupation') return record[name] ?? null;
    const { provinceCode, commune, communeCode, occupation, occupationCode } = record;
    const value =
      name === 'residence'
        ? { provinceCode, commune, communeCode }
        : { occupation, occupationCode };
    const known = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return known.length > 0 ? Object.fromEntries(known) : null;
  };
  return Object.fromEntries(
    claimUnits
      .filter((name) => !sameValue(unit(name, before), unit(name, after)))
      .map((name) => [name, unit(name, after)]),
  );
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}
