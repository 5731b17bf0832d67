import { parseDateEntry } from '../../shared/clinical/dates.ts';
import { fontLetters } from './encoding.ts';

/** Why a row isn't taken; each has a sentence. The value itself is never repeated. */
export const rowFaults = [
  'missing',
  'unreadable',
  'noSuchDate',
  'inFuture',
  'tooLongAgo',
  'endsBeforeItBegins',
  'tooLong',
  'tooFewDigits',
  'tooManyDigits',
  'spreadsheetNumber',
  'controlCharacter',
  'emoji',
  'brokenText',
  'fontLetters',
  'cellCount',
  'quoteOpen',
  'rowTooLong',
  'seenBefore',
  'numberTaken',
  'workstationsBlock',
  'goneThere',
  'refusedThere',
] as const;
export type RowFault = (typeof rowFaults)[number];

export type Read<Value> = { readonly value: Value } | { readonly fault: RowFault };

/** Letters that nobody sees, or that turn the direction of writing: a name isn't made of them. */
const unseen =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

/** A cell as text on one line, in NFC; line breaks in it become spaces. */
export function readText(raw: string, longest: number): Read<string> {
  const text = raw.replace(/[\s\u00a0]+/g, ' ').trim();
  if (!text.isWellFormed() || text.includes('\ufffd')) return { fault: 'brokenText' };
  if (unseen.test(text)) return { fault: 'controlCharacter' };
  if (/\p{Extended_Pictographic}/u.test(text)) return { fault: 'emoji' };
  if (fontLetters.test(text)) return { fault: 'fontLetters' };
  const value = text.normalize('NFC');
  return value.length > longest ? { fault: 'tooLong' } : { value };
}

/** Oldest year of birth that is believed. */
export const oldestYear = 1900;

/**
 * A day as lists have it: `05/09/1990`, `1990-09-05`, `19900905`, `199009050000` and `199000000000`
 * (insurance tables: zeros where it isn't known), a year alone, and all of them with a time behind.
 * @param today `2026-11-23`
 */
export function readDay(text: string, today: string, mayComeYet = false): Read<string> {
  const day = text.replace(/[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?[AP]M)?$/i, '').trim();
  const iso = asPartialDate(day);
  if (iso === undefined) {
    if (/^\d{5}(?:\.\d+)?$/.test(day) || /e\+/i.test(day)) return { fault: 'spreadsheetNumber' };
    return { fault: /^\d[\d/.\s-]{3,}$/.test(day) ? 'noSuchDate' : 'unreadable' };
  }
  if (!mayComeYet && iso > today.slice(0, iso.length)) return { fault: 'inFuture' };
  if (Number(iso.slice(0, 4)) < oldestYear) return { fault: 'tooLongAgo' };
  return { value: iso };
}

function asPartialDate(day: string): string | undefined {
  const table = /^((?:1[89]|2[01])\d{2})(\d{2})(\d{2})(?:\d{4})?$/.exec(day);
  const parts = table ?? /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?$/.exec(day);
  if (!parts) return parseDateEntry(day);
  const [, year = '', month = '00', date = '00'] = parts;
  if (table && month === '00') return year;
  const said = [year, month, date].filter((part) => part !== '00').reverse();
  // The same look at the calendar as at a date that somebody typed.
  return parseDateEntry(said.join('/'));
}

/**
 * A number of so many digits, whatever stands between them. Spreadsheets take zeros from its front
 * and write long ones as 1.09E+11: that is said.
 */
export function readDigits(text: string, digits: number): Read<string> {
  const number = text.replace(/[\s.'-]/g, '');
  if (/^\d[\d.,]*E\+?\d+$/i.test(text.trim())) return { fault: 'spreadsheetNumber' };
  if (!/^\d+$/.test(number)) return { fault: 'unreadable' };
  if (number.length < digits) return { fault: 'tooFewDigits' };
  return number.length > digits ? { fault: 'tooManyDigits' } : { value: number };
}

/** Shorter ones are no number of a paper, and no identifier of a record is longer. */
const [shortestNumber, longestNumber] = [5, 40];

/**
 * A citizen's number. One with digits too few or too many is kept as it stands in the file, as at the
 * desk, and said: a spreadsheet may have taken its zeros, but which number it was is nobody's guess.
 */
export function readCitizenNumber(text: string): Read<string> {
  const read = readDigits(text, 12);
  if ('value' in read || read.fault === 'unreadable' || read.fault === 'spreadsheetNumber') {
    return read;
  }
  const value = text.replace(/\D/g, '');
  return value.length < shortestNumber || value.length > longestNumber ? read : { value };
}

const sexWords = {
  male: ['1', 'nam', 'male', 'm'],
  female: ['2', 'nữ', 'nu', 'female', 'f'],
  other: ['3', 'khác', 'khac', 'other'],
  unknown: ['0', 'không rõ', 'khong ro', 'unknown'],
} as const;

export function readSex(text: string): Read<keyof typeof sexWords> {
  const said = text.normalize('NFC').toLowerCase();
  for (const [sex, words] of Object.entries(sexWords)) {
    if ((words as readonly string[]).includes(said)) return { value: sex as keyof typeof sexWords };
  }
  return { fault: said === '' ? 'missing' : 'unreadable' };
}

/**
 * A record number of this hospital, `HS-001234`; digits alone get the block of those who were there
 * before. A check character behind it has to fit.
 */
export function readNumberOfRecord(
  text: string,
  block: string,
  read: (text: string) => { readonly checked: boolean | undefined } | undefined,
): Read<string> {
  const said = text.toUpperCase();
  const whole = /^\d{1,8}$/.test(said) ? `${block}-${said.padStart(6, '0')}` : said;
  const parted = whole.replace(/^([A-Z][A-Z0-9]{1,3})[ ./]?-?(\d{4,8})$/, '$1-$2');
  const [first = '', digits = ''] = parted.split('-');
  const number = read(parted);
  if (!number || number.checked === false || digits.length < 4) return { fault: 'unreadable' };
  return { value: `${first}-${digits}` };
}
