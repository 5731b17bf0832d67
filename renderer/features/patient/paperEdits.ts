import type { Edits } from '../../../shared/merge/join.ts';
import type { RecordOf } from '../../../shared/records/kinds.ts';
import {
  cardNumber,
  isCardNumber,
  isInsuranceNumber,
  systemOfCard,
} from '../registration/registrationForm.ts';
import { readBirthTime } from '../registration/claimForm.ts';
import type { PatientForm } from './patientForm.ts';

type Patient = RecordOf<'patient'>;
type Coverage = NonNullable<Patient['coverage']>[string];
type PapersForm = Pick<
  PatientForm,
  'newCard' | 'newInsurance' | 'scannedCard' | 'scannedInsurance' | 'ended' | 'outcomes' | 'replies'
>;

/** New papers, papers that ended, and what came of looking insurance up. Nothing is taken away. */
export function paperEdits(
  opened: Patient,
  form: PapersForm,
  now: string,
  newKey: () => string,
): Edits {
  const edits: Record<string, unknown> = {};
  const known = Object.values(opened.identifiers ?? {}).map(({ value }) => value);
  const card = cardNumber(form.newCard);
  if (isCardNumber(form.newCard) && !known.includes(card)) {
    // What a scan said holds for the number that was scanned, not for one typed over it.
    const scanned = form.scannedCard?.number === card ? form.scannedCard : undefined;
    const issued = scanned?.issuedOn ? { issuedOn: scanned.issuedOn } : {};
    edits[`identifiers/${newKey()}`] = { system: systemOfCard(card), value: card, ...issued };
    if (scanned && scanned.oldNumber !== '' && !known.includes(scanned.oldNumber)) {
      const ended = scanned.issuedOn ? { endedOn: scanned.issuedOn } : {};
      edits[`identifiers/${newKey()}`] = { system: 'cmnd', value: scanned.oldNumber, ...ended };
    }
  }
  const insurance = cardNumber(form.newInsurance);
  if (isInsuranceNumber(form.newInsurance)) {
    if (!known.includes(insurance)) {
      edits[`identifiers/${newKey()}`] = { system: 'bhyt', value: insurance };
    }
    const { number: scannedNumber, ...scanned } = form.scannedInsurance ?? { number: undefined };
    const isScanned = scannedNumber === insurance;
    const shown = { number: insurance, ...(isScanned ? scanned : {}) };
    const standing = Object.values(opened.coverage ?? {});
    // A card that was renewed has the same number and other dates: it is another coverage.
    if (!standing.some((each) => saysAll(each, shown))) {
      edits[`coverage/${newKey()}`] = {
        ...shown,
        state: 'unverified',
        evidence: isScanned ? 'scannedCard' : 'typedNumber',
        because: 'notAsked',
        at: now,
      };
    }
  }
  for (const key of form.ended) {
    const standing = opened.identifiers?.[key];
    if (!standing || standing.endedOn !== undefined) continue;
    edits[`identifiers/${key}`] = { ...standing, endedOn: now.slice(0, 10) };
  }
  for (const [key, outcome] of Object.entries(form.outcomes)) {
    const standing = opened.coverage?.[key];
    if (!standing) continue;
    const { because, ...rest } = standing;
    edits[`coverage/${key}`] =
      outcome === 'offline' || outcome === 'portalFailed'
        ? { ...rest, state: 'unverified', because: outcome, at: now }
        : {
            ...rest,
            state: outcome,
            evidence: 'portal',
            at: now,
            ...replied(form.replies[key], now),
          };
  }
  return edits;
}

function saysAll(standing: Coverage, shown: Partial<Coverage>): boolean {
  return (Object.keys(shown) as (keyof Coverage)[]).every((key) => standing[key] === shown[key]);
}

/** The portal's answer as the clerk typed it; the hour is one of today. */
function replied(reply: PapersForm['replies'][string] | undefined, now: string): Partial<Coverage> {
  if (!reply) return {};
  const time = readBirthTime(reply.time);
  const at = time ? `${now.slice(0, 11)}${time}:00.000${now.slice(23)}` : now;
  const code = cardNumber(reply.code);
  return {
    ...(isResult(reply.result) ? { reply: { result: reply.result.trim(), at } } : {}),
    ...(isLongCode(code) ? { code } : {}),
  };
}

export function isResult(text: string): boolean {
  return /^\d{3}$/.test(text.trim());
}

/** The fifteen characters that the insurance tables want. */
export function isLongCode(text: string): boolean {
  return /^[A-Z]{2}[1-5]\d{12}$/.test(cardNumber(text));
}

/** Whether what was typed of the portal's answers can be saved as it stands. */
export function badReply({ outcomes, replies }: PapersForm): boolean {
  return Object.entries(replies).some(
    ([key, { result, time, code }]) =>
      (outcomes[key] === 'verified' || outcomes[key] === 'refused') &&
      ((result.trim() !== '' && !isResult(result)) ||
        (time.trim() !== '' && !readBirthTime(time)) ||
        (code.trim() !== '' && !isLongCode(code))),
  );
}
