import { parseDateEntry } from '../clinical/dates.ts';

/**
 * The text of a citizen card's QR code: fields joined by `|`. Cards of 2021 have 7 (number, old
 * 9-digit number, name, birth date, sex, residence, day of issue); those issued from 01/07/2024
 * have four more of uncertain meaning, which are left alone.
 */
export interface CardPayload {
  readonly personalNumber: string;
  readonly oldNumber?: string;
  readonly name: string;
  readonly birthDate?: string;
  readonly sex?: 'male' | 'female';
  readonly address?: string;
  readonly issuedOn?: string;
}

/**
 * What a scanned or pasted line says, or undefined when it is no citizen card. Taken as scanners
 * and apps give it: with a byte order mark, a label in front, a NUL behind, names in NFD, dates
 * with or without slashes, trailing fields missing. A field that can't be read is left out.
 */
export function parseCardPayload(text: string): CardPayload | undefined {
  const line = text
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f\ufeff]/g, '')
    .trim()
    .replace(/^(?:CCCD|CC|CMND)\s*:\s*/i, '');
  const fields = line.split('|').map((field) => field.trim().replace(/\s+/g, ' '));
  const [personalNumber, oldNumber, name, birth, sex, address, issued] = fields;
  if (!personalNumber || !/^\d{12}$/.test(personalNumber) || !name) return undefined;
  const birthDate = parseDateEntry(birth ?? '');
  const issuedOn = parseDateEntry(issued ?? '');
  const readSex = sexOf(sex);
  return {
    personalNumber,
    name,
    ...(oldNumber && /^\d{9}$/.test(oldNumber) ? { oldNumber } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(readSex ? { sex: readSex } : {}),
    ...(address ? { address } : {}),
    ...(issuedOn ? { issuedOn } : {}),
  };
}

function sexOf(word: string | undefined): 'male' | 'female' | undefined {
  const lower = word?.toLowerCase();
  if (lower === 'nam') return 'male';
  return lower === 'nữ' || lower === 'nu' ? 'female' : undefined;
}
