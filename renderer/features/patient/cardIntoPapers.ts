import { readCard } from '../../../shared/identity/cards/readCard.ts';
import { isOtherBirth, isOtherName } from '../registration/cardIntoForm.ts';
import type { CardAnswer, ReadCard } from '../registration/cardIntoForm.ts';
import type { PatientForm } from './patientForm.ts';

type Standing = Pick<PatientForm, 'name' | 'birth' | 'askedCard'>;

/**
 * What a card that is scanned at somebody's papers changes in the panel: the new paper with all that
 * it says. Undefined where the line is no card. A card of another name or day of birth is asked.
 */
export function papersAfterScan(
  line: string,
  form: Standing,
  now: string,
): Partial<PatientForm> | undefined {
  const reading = readCard(line, { today: now.slice(0, 10) });
  if (reading.kind === 'unreadable') {
    return reading.because === 'noCard' ? undefined : { scanSaid: [reading.because] };
  }
  const { card } = reading;
  if (isOtherName(form.name, card.name) || isOtherBirth(form.birth, card.birthDate, now)) {
    return { askedCard: line, scanSaid: [] };
  }
  return papersOf(reading);
}

/** What the answer about a card of another name or day changes. */
export function papersAfterAnswer(
  answer: CardAnswer,
  form: Standing,
  now: string,
): Partial<PatientForm> {
  const reading = readCard(form.askedCard, { today: now.slice(0, 10) });
  if (answer !== 'same' || reading.kind === 'unreadable') return { askedCard: '', scanSaid: [] };
  return papersOf(reading);
}

function papersOf(reading: ReadCard): Partial<PatientForm> {
  const said = { askedCard: '', scanSaid: [...reading.remarks] };
  if (reading.kind === 'citizenCard') {
    const { personalNumber, oldNumber = '', issuedOn = '' } = reading.card;
    return {
      newCard: personalNumber,
      scannedCard: { number: personalNumber, oldNumber, issuedOn },
      ...said,
    };
  }
  const { number, facility, validFrom, validUntil, fiveYearsOn } = reading.card;
  return {
    newInsurance: number,
    scannedInsurance: {
      number,
      ...(facility ? { facility } : {}),
      ...(validFrom ? { validFrom } : {}),
      ...(validUntil ? { validUntil } : {}),
      ...(fiveYearsOn ? { fiveYearsOn } : {}),
    },
    ...said,
  };
}
