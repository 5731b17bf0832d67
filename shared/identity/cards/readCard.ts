import type { CardRemark, ReadingContext, UnreadableBecause } from './cardReading.ts';
import { isCitizenCard, readCitizenCard } from './citizenCard.ts';
import type { CitizenCard } from './citizenCard.ts';
import { isInsuranceCard, readInsuranceCard } from './insuranceCard.ts';
import type { InsuranceCard } from './insuranceCard.ts';
import { fieldsOf, plainScan } from './scannedText.ts';

export type CardReading =
  | {
      readonly kind: 'citizenCard';
      readonly card: CitizenCard;
      readonly remarks: readonly CardRemark[];
    }
  | {
      readonly kind: 'insuranceCard';
      readonly card: InsuranceCard;
      readonly remarks: readonly CardRemark[];
    }
  | { readonly kind: 'unreadable'; readonly because: UnreadableBecause };

/** Where a card's line begins: its number and the first bar. */
const beginning = /(?:\d{12}|[A-Z]{2}[1-5]\d{12}|(?<!\d)\d{10})(?=\|)/gi;

/**
 * What a scanned or pasted line says. Taken as scanners and apps give it: with a byte order mark, a
 * label in front, a NUL behind, names in NFD, dates with or without slashes, fields missing or too
 * many. Never throws: what isn't a card says why.
 */
export function readCard(text: string, context: ReadingContext): CardReading {
  const line = plainScan(text);
  if (line === '') return { kind: 'unreadable', because: 'empty' };
  const { first, others } = split(line);
  const reading = readOne(first, context);
  if (others.length === 0 || reading.kind === 'unreadable') return reading;
  const same = others.every((other) => sameCard(other, first));
  if (!same) return { kind: 'unreadable', because: 'twoCards' };
  return { ...reading, remarks: [...reading.remarks, 'scannedTwice'] };
}

function readOne(line: string, context: ReadingContext): CardReading {
  const fields = fieldsOf(line);
  if (isCitizenCard(fields)) return { kind: 'citizenCard', ...readCitizenCard(fields, context) };
  if (isInsuranceCard(fields)) {
    return { kind: 'insuranceCard', ...readInsuranceCard(fields, context) };
  }
  const number = fields[0]!;
  const behind = fields.slice(1).join('');
  if (fields.length > 1 && /^\d{12}$/.test(number) && /^[\d-]{0,9}$/.test(behind)) {
    return { kind: 'unreadable', because: 'cutBehindNumber' };
  }
  if (fields.length < 3 || !/\d{5}/.test(number)) return { kind: 'unreadable', because: 'noCard' };
  return {
    kind: 'unreadable',
    because: /(?=[^\u0000-\u007f])\p{L}/u.test(number) ? 'telexDamaged' : 'badNumber',
  };
}

/** One scan, or several that ran together because the scanner sends no line end. */
function split(line: string): { readonly first: string; readonly others: readonly string[] } {
  const starts = [...line.matchAll(beginning)].map(({ index }) => index);
  // Management and old numbers inside a card look like beginnings: only a card's own number, which
  // stands behind an end (a date, a bar or the end marker), begins another one.
  const cuts = starts.filter(
    (start) => start > 0 && /(?:\d{2}\/?\d{2}\/?\d{4}|\$|\|{4})$/.test(line.slice(0, start)),
  );
  const bounds = [0, ...cuts, line.length];
  const parts = bounds.slice(0, -1).map((from, index) => line.slice(from, bounds[index + 1]));
  return { first: parts[0]!, others: parts.slice(1) };
}

function sameCard(a: string, b: string): boolean {
  const [numberOfA] = fieldsOf(a);
  const [numberOfB] = fieldsOf(b);
  return numberOfA!.toUpperCase() === numberOfB!.toUpperCase();
}
