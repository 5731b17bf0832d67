import { foldText } from '../../../shared/clinical/foldText.ts';
import type { PatientQuery, QueryToken } from '../../../shared/identity/search/patientQuery.ts';
import type { SearchablePatient } from '../../../shared/identity/search/searchable.ts';

/**
 * What search is to find, said plainly and slowly over objects and texts: ids in order of text of
 * all patients that fit every word of the first reading that fits anybody.
 */
export function naiveSearch(
  patients: readonly SearchablePatient[],
  query: PatientQuery,
): readonly string[] {
  for (const tokens of query) {
    const found = patients.filter((patient) => fitsAll(patient, tokens));
    if (found.length > 0) return found.map(({ patientId }) => patientId).sort();
  }
  return [];
}

function fitsAll(patient: SearchablePatient, tokens: readonly QueryToken[]): boolean {
  const parts = foldText(patient.name ?? '')
    .split(' ')
    .filter((part) => part !== '');
  const names = tokens.filter((token) => token.kind === 'name').map(({ folded }) => folded);
  return (
    place(parts, names, parts.map((part) => part[0]).join('')) &&
    tokens.every((token) => token.kind === 'name' || fitsOne(patient, token))
  );
}

/** Every word has a part of its own that begins with it, or is the initials of the first parts. */
function place(parts: readonly string[], words: readonly string[], initials: string): boolean {
  const [word, ...others] = words;
  if (word === undefined) return true;
  if (word.length >= 2 && initials.startsWith(word) && place(parts, others, initials)) return true;
  return parts.some(
    (part, at) =>
      part.startsWith(word) &&
      place([...parts.slice(0, at), ...parts.slice(at + 1)], others, initials),
  );
}

function fitsOne(
  patient: SearchablePatient,
  token: Exclude<QueryToken, { kind: 'name' }>,
): boolean {
  const [year, month, day] = (patient.birthDate ?? '').split('-');
  if (token.kind === 'recordNumber') {
    const [block, sequence] = patient.recordNumber.split('-');
    return block === token.block && Number(sequence) === token.sequence;
  }
  if (token.kind === 'birth') {
    if (!year) return false;
    if (token.year !== 0 && Number(year) !== token.year) return false;
    const agrees = (asked: number, known: string | undefined) =>
      asked === 0 || (known === undefined ? token.year !== 0 : Number(known) === asked);
    return agrees(token.month, month) && agrees(token.day, day);
  }
  const { digits } = token;
  const numbers = [...patient.numbers, patient.recordNumber.split('-')[1]!].map((number) =>
    number.replace(/\D/g, ''),
  );
  if (token.whole) return numbers.includes(digits);
  if (digits.length >= 3 && numbers.some((number) => number.endsWith(digits))) return true;
  if (!year) return false;
  return (
    (digits.length === 4 && year === digits) ||
    (digits.length === 3 && year.startsWith(digits)) ||
    (digits.length === 8 &&
      month !== undefined &&
      day !== undefined &&
      `${day}${month}${year}` === digits)
  );
}
