import { parseDateEntry } from '../../clinical/dates.ts';
import type { CardRemark, ReadingContext } from './cardReading.ts';
import { readHexText } from './hexText.ts';

/**
 * The text of an insurance card's QR code: fields joined by `|`, `-` for empty, `$` at the end;
 * names and places are hex of UTF-8. Old cards have 9 fields, new ones (since 04/2021) 16. Fields
 * 9 to 11, 13 and 14 are of uncertain meaning and left alone.
 */
export interface InsuranceCard {
  /** 10 digits of the social-insurance number, or the 15 characters of an old card. */
  readonly number: string;
  readonly name?: string;
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female';
  readonly address?: string;
  /** Facility of first registration: 5 digits (MA_DKBD of the insurance tables). */
  readonly facility?: string;
  readonly validFrom?: string;
  readonly validUntil?: string;
  readonly issuedOn?: string;
  /** Since when five years without a gap count. */
  readonly fiveYearsOn?: string;
}

const fieldsOfOldLayout = 9;
/** Two letters of the group, level 1 to 5, two digits of the province, and the ten digits. */
const longNumber = /^[A-Z]{2}[1-5]\d{12}$/;

/** Whether this is an insurance card's number, and it stands where a card has it. */
export function isInsuranceCard(fields: readonly string[]): boolean {
  const number = (fields[0] ?? '').toUpperCase();
  return fields.length >= 2 && (/^\d{10}$/.test(number) || longNumber.test(number));
}

/** Reads an insurance card's fields. A field that can't be read is left out, and said. */
export function readInsuranceCard(
  fields: readonly string[],
  { today }: ReadingContext,
): { readonly card: InsuranceCard; readonly remarks: readonly CardRemark[] } {
  const end = fields.findIndex((field) => field.endsWith('$'));
  const own = end < 0 ? fields : [...fields.slice(0, end), fields[end]!.slice(0, -1)];
  const remarks: CardRemark[] = [];
  if (end < 0 || own.length < fieldsOfOldLayout) remarks.push('cutShort');
  const remark = (what: CardRemark) => {
    if (!remarks.includes(what)) remarks.push(what);
  };
  const text = (index: number, unreadable: CardRemark): string | undefined => {
    const field = present(own[index]);
    if (field === undefined) return undefined;
    const read = readHexText(field);
    if (read) {
      if (read.telexUndone) remark('telexUndone');
      return read.text;
    }
    remark(unreadable);
    // Hex has no letters with marks: an input method made them.
    if (/(?=[^\u0000-\u007f])\p{L}/u.test(field)) remark('inputMethodSpoilt');
    return undefined;
  };
  const date = (index: number, unreadable: CardRemark): string | undefined => {
    const field = present(own[index]);
    if (field === undefined) return undefined;
    const read = parseDateEntry(field);
    if (!read) remark(unreadable);
    return read;
  };
  const name = text(1, 'nameUnreadable');
  const birthDate = date(2, 'birthDateUnreadable');
  const inFuture = birthDate !== undefined && birthDate > today;
  if (inFuture) remark('birthDateInFuture');
  const sexField = present(own[3]);
  const sex = sexField === '1' ? 'male' : sexField === '2' ? 'female' : undefined;
  if (sexField !== undefined && !sex) remark('sexUnreadable');
  const address = text(4, 'addressUnreadable');
  const facilityField = present(own[5])?.replace(/\s*-\s*/, '');
  const facility = facilityField && /^\d{5}$/.test(facilityField) ? facilityField : undefined;
  if (facilityField !== undefined && !facility) remark('facilityUnreadable');
  const validFrom = date(6, 'validityUnreadable');
  const validUntil = date(7, 'validityUnreadable');
  const issuedOn = date(8, 'issuedOnUnreadable');
  const fiveYearsOn = parseDateEntry(present(own[12]) ?? '');
  if (validUntil !== undefined && validUntil < today) remark('expired');
  if (validFrom !== undefined && validFrom > today) remark('notYetValid');
  return {
    card: {
      number: own[0]!.toUpperCase(),
      ...(name ? { name } : {}),
      ...(birthDate && !inFuture ? { birthDate } : {}),
      ...(sex ? { sex } : {}),
      ...(address ? { address } : {}),
      ...(facility ? { facility } : {}),
      ...(validFrom ? { validFrom } : {}),
      ...(validUntil ? { validUntil } : {}),
      ...(issuedOn ? { issuedOn } : {}),
      ...(fiveYearsOn ? { fiveYearsOn } : {}),
    },
    remarks,
  };
}

function present(field: string | undefined): string | undefined {
  return field === undefined || field === '' || field === '-' ? undefined : field;
}
