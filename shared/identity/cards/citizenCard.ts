import { parseDateEntry } from '../../clinical/dates.ts';
import { readPersonalNumber } from '../personalNumber.ts';
import type { CardRemark, ReadingContext } from './cardReading.ts';
import { lostLetters } from './scannedText.ts';

/**
 * The text of a citizen card's QR code: fields joined by `|`. Cards of 2021 have 7 (number, old
 * 9-digit number, name, birth date, sex, residence, day of issue); those issued from 01/07/2024
 * have four more of uncertain meaning, which are left alone.
 */
export interface CitizenCard {
  readonly personalNumber: string;
  readonly oldNumber?: string;
  readonly name?: string;
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female';
  readonly address?: string;
  readonly issuedOn?: string;
}

const fieldsOfLayout2021 = 7;
/** Codes of the 63 provinces of birth registration run from 001 to 096 (decree 137/2015). */
const lastProvince = 96;

/** Whether the fields are a citizen card's; the number must have its twelve digits. */
export function isCitizenCard(fields: readonly string[]): boolean {
  return fields.length >= 3 && /^\d{12}$/.test(fields[0]!) && !/^[\d|-]*$/.test(fields[2]!);
}

/** Reads a citizen card's fields. A field that can't be read is left out, and said. */
export function readCitizenCard(
  fields: readonly string[],
  { today }: ReadingContext,
): { readonly card: CitizenCard; readonly remarks: readonly CardRemark[] } {
  const [personalNumber, oldNumber = '', name = '', birth, sexWord, residence, issued] = fields;
  const remarks: CardRemark[] = [];
  if (fields.length < fieldsOfLayout2021) remarks.push('cutShort');
  const address = residence === '' || residence === '-' ? undefined : residence;
  const lost = lostLetters(name, address);
  if (lost.name || lost.address) remarks.push('lettersLost');
  const birthDate = dateOf(birth, 'birthDateUnreadable', remarks);
  const inFuture = birthDate !== undefined && birthDate > today;
  if (inFuture) remarks.push('birthDateInFuture');
  const sex = sexOf(sexWord, lost.name || lost.address);
  if (sexWord !== undefined && sexWord !== '' && !sex) remarks.push('sexUnreadable');
  const issuedOn = dateOf(issued, 'issuedOnUnreadable', remarks);
  const hasOldNumber = /^\d{9}$/.test(oldNumber);
  if (oldNumber !== '' && oldNumber !== '-' && !hasOldNumber) remarks.push('oldNumberUnreadable');
  const number = readPersonalNumber(personalNumber!)!;
  if (Number(number.provinceCode) < 1 || Number(number.provinceCode) > lastProvince) {
    remarks.push('provinceUnknown');
  }
  if (sex && sex !== number.sex) remarks.push('sexAgainstNumber');
  if (birthDate && Number(birthDate.slice(0, 4)) !== number.birthYear) {
    remarks.push('birthYearAgainstNumber');
  }
  return {
    card: {
      personalNumber: personalNumber!,
      ...(hasOldNumber ? { oldNumber } : {}),
      ...(lost.name || name === '' ? {} : { name }),
      ...(birthDate && !inFuture ? { birthDate } : {}),
      ...(sex ? { sex } : {}),
      ...(address !== undefined && !lost.address ? { address } : {}),
      ...(issuedOn ? { issuedOn } : {}),
    },
    remarks,
  };
}

function dateOf(
  field: string | undefined,
  remark: CardRemark,
  remarks: CardRemark[],
): string | undefined {
  if (field === undefined || field === '' || field === '-') return undefined;
  const date = parseDateEntry(field);
  if (!date) remarks.push(remark);
  return date;
}

/** `Nam` comes through any keyboard whole; of `Nữ` only the `N` may be left. */
function sexOf(word: string | undefined, lost: boolean): 'male' | 'female' | undefined {
  const lower = word?.toLowerCase();
  if (lower === 'nam') return 'male';
  if (lower === 'nữ' || lower === 'nu') return 'female';
  return lost && /^n\??$/.test(lower ?? '') ? 'female' : undefined;
}
