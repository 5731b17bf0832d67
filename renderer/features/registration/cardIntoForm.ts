import { formatPartialDate } from '../../../shared/clinical/dates.ts';
import { foldedParts } from '../../../shared/identity/foldName.ts';
import { readCard } from '../../../shared/identity/cards/readCard.ts';
import type { CardReading } from '../../../shared/identity/cards/readCard.ts';
import { vietnam } from '../../../shared/identity/nationalities.ts';
import { noTables } from '../../../shared/identity/referenceTables.ts';
import type { ReferenceTables } from '../../../shared/identity/referenceTables.ts';
import { oneLine } from '../../app/oneLine.ts';
import { readDateEntry } from '../../ui/readDateEntry.ts';
import { placedAt } from './claimForm.ts';
import { cardNumber, emptyForm, unanswered } from './registrationForm.ts';
import type { RegistrationForm } from './registrationForm.ts';

export type ReadCard = Exclude<CardReading, { kind: 'unreadable' }>;

/** A card that can't simply be taken is answered by one of these. */
export const cardAnswers = ['same', 'other', 'leave'] as const;
export type CardAnswer = (typeof cardAnswers)[number];

/**
 * What a scanned line changes in the form; undefined where it is no card. A card that may be
 * somebody else's changes nothing: it is kept beside the form, and whoever registers is asked.
 * @param now an instant of today
 */
export function afterScan(
  line: string,
  before: RegistrationForm,
  now: string,
  tables: ReferenceTables = noTables,
): Partial<RegistrationForm> | undefined {
  const reading = readCard(line, { today: now.slice(0, 10) });
  if (reading.kind === 'unreadable') {
    return reading.because === 'noCard' ? undefined : { scanSaid: [reading.because] };
  }
  if (maybeOthers(reading, before, now)) return { askedCard: line, scanSaid: [] };
  return { ...filledFromCard(reading, before, tables), askedCard: '' };
}

/** The card that waits for an answer; undefined where none does. */
export function askedCard(
  form: Pick<RegistrationForm, 'askedCard'>,
  now: string,
): ReadCard | undefined {
  if (form.askedCard === '') return undefined;
  const reading = readCard(form.askedCard, { today: now.slice(0, 10) });
  return reading.kind === 'unreadable' ? undefined : reading;
}

/** What the answer changes: the card's number is taken, everybody's is, or nothing. */
export function afterAnswer(
  answer: CardAnswer,
  form: RegistrationForm,
  now: string,
  tables: ReferenceTables = noTables,
): Partial<RegistrationForm> {
  const reading = askedCard(form, now);
  if (!reading || answer === 'leave') return { askedCard: '', scanSaid: [] };
  if (answer === 'same') return { ...filledFromCard(reading, form, tables), askedCard: '' };
  // Somebody else: of whoever was in the form nothing stays, only where and how they come.
  const { patientId, ward, class: visit } = form;
  const anew = { ...emptyForm, ward, class: visit, ...(patientId ? { patientId } : {}) };
  return { ...anew, ...filledFromCard(reading, anew, tables) };
}

/** Whether a card says another person than the form: another number, name or day of birth. */
function maybeOthers(reading: ReadCard, before: RegistrationForm, now: string): boolean {
  const { card } = reading;
  const otherNumber =
    reading.kind === 'citizenCard'
      ? isOther(before.card, [reading.card.personalNumber, reading.card.oldNumber])
      : before.insuranceNumber !== '' &&
        lifeNumber(before.insuranceNumber) !== lifeNumber(reading.card.number);
  return otherNumber || otherName(before, card.name) || otherBirth(before, card.birthDate, now);
}

function isOther(standing: string, numbers: readonly (string | undefined)[]): boolean {
  const number = cardNumber(standing);
  return number !== '' && !numbers.includes(number);
}

/** The ten digits of an insurance number: they stay for life, whatever stands before them. */
function lifeNumber(number: string): string {
  return cardNumber(number).slice(-10);
}

/** A name that was typed may be the beginning of the card's; one that was scanned is whole. */
function otherName(before: RegistrationForm, name: string | undefined): boolean {
  if (before.nameUnknown || name === undefined) return false;
  if (before.fromCard.includes('name')) return isOtherName(before.name, name);
  const [standing, read] = [foldedParts(before.name), foldedParts(name)];
  return !standing.every((part) => read.some((word) => word.startsWith(part)));
}

/** Whether two whole names differ, tones aside; a name that isn't known differs from none. */
export function isOtherName(standing: string, name: string | undefined): boolean {
  const [known, read] = [standing, name ?? ''].map((each) => foldedParts(each).join(' '));
  return known !== '' && read !== '' && known !== read;
}

function otherBirth(before: RegistrationForm, birth: string | undefined, now: string): boolean {
  return before.fromCard.includes('birth') && isOtherBirth(before.birth, birth, now);
}

/** Whether a day of birth as it stands in a form is another; a year alone is compared as a year. */
export function isOtherBirth(standing: string, birth: string | undefined, now: string): boolean {
  const known = readDateEntry(standing, now, true);
  if (birth === undefined || known === undefined || known.estimated) return false;
  const length = Math.min(known.date.length, birth.length);
  return known.date.slice(0, length) !== birth.slice(0, length);
}

/**
 * The form after a card was taken: every field that the card has, as the card has it. A second card
 * of the same person only fills what is still empty.
 */
export function filledFromCard(
  reading: ReadCard,
  before: RegistrationForm,
  tables: ReferenceTables = noTables,
): Partial<RegistrationForm> {
  const { card, remarks } = reading;
  const second = before.fromCard.length > 0;
  const read: Partial<RegistrationForm> = {
    ...(card.name ? { name: oneLine(card.name) } : {}),
    ...(card.birthDate ? { birth: formatPartialDate(card.birthDate) } : {}),
    ...(card.sex ? { sex: card.sex } : {}),
    ...(card.address ? { address: oneLine(card.address) } : {}),
  };
  const kept = Object.fromEntries(
    Object.entries(read).filter(
      ([field]) => !second || isEmpty(before[field as keyof RegistrationForm]),
    ),
  ) as Partial<RegistrationForm>;
  const own = reading.kind === 'citizenCard' ? ('card' as const) : ('insurance' as const);
  return {
    ...kept,
    nameUnknown: before.nameUnknown && kept.name === undefined,
    ...(reading.kind === 'citizenCard'
      ? {
          card: reading.card.personalNumber,
          oldCard: reading.card.oldNumber ?? '',
          cardIssuedOn: reading.card.issuedOn ?? '',
          // Only citizens of Vietnam have this card.
          nationality: vietnam,
        }
      : insuranceOf(reading.card, before)),
    ...(kept.address ? placedAt(kept.address, tables) : {}),
    fromCard: [
      ...new Set([...before.fromCard, ...Object.keys(kept), own]),
    ] as RegistrationForm['fromCard'],
    scanSaid: [...remarks],
    ...unanswered,
  };
}

function insuranceOf(
  card: Extract<ReadCard, { kind: 'insuranceCard' }>['card'],
  before: RegistrationForm,
): Partial<RegistrationForm> {
  // The long code says more than the ten digits that new cards have of it.
  const longer =
    lifeNumber(before.insuranceNumber) === lifeNumber(card.number) &&
    cardNumber(before.insuranceNumber).length > card.number.length;
  return {
    insuranceNumber: longer ? before.insuranceNumber : card.number,
    insuranceScanned: true,
    insuranceFacility: card.facility ?? '',
    insuranceFrom: card.validFrom ?? '',
    insuranceUntil: card.validUntil ?? '',
    insuranceFiveYears: card.fiveYearsOn ?? '',
  };
}

function isEmpty(value: unknown): boolean {
  return value === '' || value === null || value === undefined;
}
