import * as z from 'zod';
import { cardRemarks, unreadableReasons } from '../../../shared/identity/cards/cardReading.ts';
import { missingOf } from '../../../shared/identity/missing.ts';
import type { MissingItem } from '../../../shared/identity/missing.ts';
import { vietnam } from '../../../shared/identity/nationalities.ts';
import type { FieldsOf } from '../../../shared/records/kinds.ts';
import { sexes } from '../../../shared/records/patient.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { pairAnswersSchema } from './likelyAnswers.ts';
import { oneLine } from '../../app/oneLine.ts';
import {
  claimRecord,
  claimShape,
  emptyClaim,
  isNewborn,
  needsGuardian,
  unreadableClaim,
} from './claimForm.ts';

/** Everything that is said about a scan; each has a sentence. `otherName` stands in older drafts. */
export const scanSayings = [...cardRemarks, ...unreadableReasons, 'otherName'] as const;

/**
 * What is typed on the registration page, as it is kept in the journal until it is saved. What an
 * earlier version typed is read back: fields that came later are empty then.
 */
export const registrationFormSchema = z.object({
  /** Given at the first try to save, so that a second try never makes a second patient. */
  patientId: z.string().optional(),
  /** The patient is saved under this record number, the visit isn't yet. */
  recordNumber: z.string().optional(),
  name: z.string(),
  nameUnknown: z.boolean(),
  birth: z.string(),
  sex: z.enum(sexes).nullable(),
  phone: z.string(),
  card: z.string(),
  oldCard: z.string(),
  cardIssuedOn: z.string(),
  insuranceNumber: z.string(),
  /** Of the insurance card's code; empty where the number was typed. */
  insuranceFacility: z.string(),
  insuranceFrom: z.string(),
  insuranceUntil: z.string(),
  insuranceFiveYears: z.string().default(''),
  /** The number stands as it was scanned: what it rests on, whatever else could be read. */
  insuranceScanned: z.boolean().default(false),
  ...claimShape,
  address: z.string(),
  class: z.enum(['inpatient', 'outpatient', 'emergency']).nullable(),
  ward: z.string().nullable(),
  /** `<room>/<bed>`; null for no bed yet. */
  place: z.string().nullable(),
  reason: z.string(),
  allergy: z.enum(['notAsked', 'noneKnown', 'add']).nullable(),
  substance: z.string(),
  /** Of the catalogue, where the substance was chosen from it. */
  substanceCode: z.string().nullable(),
  reaction: z.string(),
  /** Fields that stand as they were on the card. */
  fromCard: z.array(z.enum(['name', 'birth', 'sex', 'card', 'insurance', 'address'])),
  /** What the last scan said beside what was read. */
  scanSaid: z.array(z.enum(scanSayings)),
  /** The line of a card that may be somebody else's: nothing of it is taken until that is answered. */
  askedCard: z.string().default(''),
  /** What was said of the likely doubles, each by its patient id. */
  pairAnswers: pairAnswersSchema.default({}),
});
export type RegistrationForm = z.infer<typeof registrationFormSchema>;

/** Nothing was said yet of the likely doubles: so it is again when the name changes. */
export const unanswered: Pick<RegistrationForm, 'pairAnswers'> = { pairAnswers: {} };

export const emptyForm: RegistrationForm = {
  name: '',
  nameUnknown: false,
  birth: '',
  sex: null,
  phone: '',
  card: '',
  oldCard: '',
  cardIssuedOn: '',
  insuranceNumber: '',
  insuranceFacility: '',
  insuranceFrom: '',
  insuranceUntil: '',
  insuranceFiveYears: '',
  insuranceScanned: false,
  ...emptyClaim,
  // So it nearly always is; nobody is asked a question for it.
  nationality: vietnam,
  address: '',
  class: null,
  ward: null,
  place: null,
  reason: '',
  allergy: null,
  substance: '',
  substanceCode: null,
  reaction: '',
  fromCard: [],
  scanSaid: [],
  askedCard: '',
  ...unanswered,
};

/** Of somebody whose name nobody knows, Vietnam isn't taken for granted either. */
export function withNameUnknown(
  nameUnknown: boolean,
  { nationality }: Pick<RegistrationForm, 'nationality'>,
): Pick<RegistrationForm, 'nameUnknown' | 'nationality'> {
  return nameUnknown
    ? { nameUnknown, nationality: nationality === vietnam ? null : nationality }
    : { nameUnknown, nationality: nationality ?? vietnam };
}

export function cardNumber(text: string): string {
  return text.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
}

/** Whether it may be the number of an identity paper: anything of a sensible length, never blocked by its shape. */
export function isCardNumber(text: string): boolean {
  return /^[0-9A-Z]{5,20}$/.test(cardNumber(text));
}

/** The paper that such a number is of: nine digits the old card, letters a passport, else the citizen's. */
export function systemOfCard(number: string): 'cmnd' | 'passport' | 'cccd' {
  if (/^\d{9}$/.test(number)) return 'cmnd';
  return /[A-Z]/.test(number) ? 'passport' : 'cccd';
}

export function isInsuranceNumber(text: string): boolean {
  return /^(?:\d{10}|[A-Z]{2}[1-5]\d{12})$/.test(cardNumber(text));
}

export function phoneNumber(text: string): string {
  return text.replace(/[\s().-]/g, '');
}

/** Oldest year of birth that is believed, as lists that are brought in are read. */
const oldestYear = 1900;

export function isTooLongAgo(birth: string, today: string): boolean {
  const date = readDateEntry(birth, today, true)?.date;
  return date !== undefined && Number(date.slice(0, 4)) < oldestYear;
}

/** Why a name is to be looked at again: signs that names don't have. It never keeps from saving. */
export function doubtOfName(text: string): 'noLetters' | 'signs' | undefined {
  const name = oneLine(text);
  if (name === '') return undefined;
  if (!/\p{L}/u.test(name)) return 'noLetters';
  return /[\p{Extended_Pictographic}\p{Cc}\p{Cf}\p{Nd}?|<>]/u.test(name) ? 'signs' : undefined;
}

export type Lack =
  | 'name'
  | 'sex'
  | 'birth'
  | 'ward'
  | 'substance'
  | 'phone'
  | 'card'
  | 'insurance'
  | 'nationality'
  | 'birthTime'
  | 'cardAnswer';

/** What keeps the form from being saved, in the order of the page; empty when it is enough. */
export function lacking(form: RegistrationForm, today: string): readonly Lack[] {
  const lacks: Lack[] = [];
  if (!form.nameUnknown && oneLine(form.name) === '') lacks.push('name');
  if (form.birth.trim() === '' ? !form.nameUnknown : !readDateEntry(form.birth, today, true)) {
    lacks.push('birth');
  }
  if (form.sex === null) lacks.push('sex');
  if (form.card.trim() !== '' && !isCardNumber(form.card)) lacks.push('card');
  if (form.insuranceNumber.trim() !== '' && !isInsuranceNumber(form.insuranceNumber)) {
    lacks.push('insurance');
  }
  if (form.phone.trim() !== '' && !/^\+?[0-9]{8,15}$/.test(phoneNumber(form.phone))) {
    lacks.push('phone');
  }
  if (form.ward === null) lacks.push('ward');
  if (form.allergy === 'add' && oneLine(form.substance) === '') lacks.push('substance');
  lacks.push(...unreadableClaim(form));
  if (form.askedCard !== '') lacks.push('cardAnswer');
  return lacks;
}

/** What may wait, but is wanted before discharge: what the record would lack. */
export function wantedLater(form: RegistrationForm, now: string): readonly MissingItem[] {
  let keys = 0;
  const patient = patientFields(form, now, '', () => String((keys += 1)), '');
  const encounter = encounterFields(form, now);
  return missingOf([patient], { encounter, hasAllergies: form.allergy === 'add' }, now);
}

/** Whoever has no papers yet: nobody knows their name, or they were born within the month. */
function needsTemporaryCode(form: RegistrationForm, today: string): boolean {
  if (form.card.trim() !== '' || form.insuranceNumber.trim() !== '') return false;
  return form.nameUnknown || isNewborn(form, today);
}

/**
 * The patient record of a form that lacks nothing. An insurance card counts as unverified until
 * somebody has looked it up: what it rests on is kept with it.
 */
export function patientFields(
  form: RegistrationForm,
  today: string,
  recordNumber: string,
  newKey: () => string,
  facilityCode: string,
): FieldsOf<'patient'> {
  const birth = readDateEntry(form.birth, today, true);
  const card = cardNumber(form.card);
  const phone = phoneNumber(form.phone);
  const address = oneLine(form.address);
  const identifiers: NonNullable<FieldsOf<'patient'>['identifiers']> = {};
  if (card !== '') {
    identifiers[newKey()] = {
      system: systemOfCard(card),
      value: card,
      ...(form.cardIssuedOn ? { issuedOn: form.cardIssuedOn } : {}),
    };
  }
  const insurance = cardNumber(form.insuranceNumber);
  if (insurance !== '') identifiers[newKey()] = { system: 'bhyt', value: insurance };
  if (needsTemporaryCode(form, today)) {
    const day = today.slice(2, 10).replaceAll('-', '');
    const value = `VD-${facilityCode}-${day}-${recordNumber}`;
    identifiers[newKey()] = { system: 'temporary', value };
  }
  if (form.oldCard !== '') {
    // The number of before: the day from which the new card holds ended it.
    const ended = form.cardIssuedOn ? { endedOn: form.cardIssuedOn } : {};
    identifiers[newKey()] = { system: 'cmnd', value: form.oldCard, ...ended };
  }
  return {
    recordNumber,
    ...(form.nameUnknown ? {} : { name: oneLine(form.name).slice(0, 120) }),
    ...(birth ? { birthDate: birth.date } : {}),
    ...(birth?.estimated ? { birthDateEstimated: true } : {}),
    sex: form.sex ?? 'unknown',
    ...(Object.keys(identifiers).length > 0 ? { identifiers } : {}),
    ...(phone !== '' ? { contacts: { [newKey()]: { phone, ...whoseOfPhone(form, today) } } } : {}),
    ...(address !== '' ? { address: address.slice(0, 240) } : {}),
    ...claimRecord(form),
    ...(insurance !== '' ? { coverage: { [newKey()]: coverageOf(form, insurance, today) } } : {}),
    allergyStatement: form.allergy === 'noneKnown' ? 'noneKnown' : 'notAsked',
  };
}

/** A child's telephone is the guardian's, where one is named. */
function whoseOfPhone(form: RegistrationForm, today: string) {
  const { guardian } = claimRecord(form);
  return guardian && needsGuardian(form, today) ? guardian : {};
}

function coverageOf(form: RegistrationForm, number: string, now: string) {
  return {
    number,
    state: 'unverified' as const,
    evidence: form.insuranceScanned ? ('scannedCard' as const) : ('typedNumber' as const),
    // The desk can't look a card up: whether somebody tried elsewhere is said in the chart.
    because: 'notAsked' as const,
    at: now,
    ...(form.insuranceFacility ? { facility: form.insuranceFacility } : {}),
    ...(form.insuranceFrom ? { validFrom: form.insuranceFrom } : {}),
    ...(form.insuranceUntil ? { validUntil: form.insuranceUntil } : {}),
    ...(form.insuranceFiveYears ? { fiveYearsOn: form.insuranceFiveYears } : {}),
  };
}

/** The visit of a form that lacks nothing. */
export function encounterFields(form: RegistrationForm, now: string): FieldsOf<'encounter'> {
  const reason = oneLine(form.reason).slice(0, 300);
  const slash = form.place?.lastIndexOf('/') ?? -1;
  return {
    class: form.class ?? 'inpatient',
    startedAt: now,
    ...(reason !== '' ? { reason } : {}),
    ward: form.ward!,
    ...(form.place && slash > 0
      ? { room: form.place.slice(0, slash), bed: form.place.slice(slash + 1) }
      : {}),
  };
}

/** The allergy that was told, if one was. */
export function allergyFields(form: RegistrationForm): FieldsOf<'allergy'> | undefined {
  if (form.allergy !== 'add') return undefined;
  const reaction = oneLine(form.reaction).slice(0, 200);
  return {
    substance: oneLine(form.substance).slice(0, 120),
    ...(form.substanceCode ? { substanceCode: form.substanceCode } : {}),
    ...(reaction !== '' ? { reaction } : {}),
    certainty: 'suspected',
    status: 'active',
  };
}
