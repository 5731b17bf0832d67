import { readCard } from '../cards/readCard.ts';
import { looseRecordNumbers, readRecordNumber } from '../recordNumber.ts';
import type { RecordNumber } from '../recordNumber.ts';
import { readCode } from './cardCode.ts';
import { foldTelex } from '../telex.ts';
import { namePart, splitName } from './nameParts.ts';

/** What one word of a query asks for. */
export type QueryToken =
  | {
      readonly kind: 'name';
      readonly folded: string;
      /** Set where the word was typed with marks: who is written like that comes first. */
      readonly written: string | undefined;
    }
  /** The end of a number, or a year or date of birth without separators. */
  | {
      readonly kind: 'digits';
      readonly digits: string;
      /** All digits of a number with letters in it: who has more of them isn't meant. */
      readonly whole?: true;
    }
  /** Parts of the birth date that are known; 0 for those that aren't. */
  | { readonly kind: 'birth'; readonly year: number; readonly month: number; readonly day: number }
  | {
      readonly kind: 'recordNumber';
      readonly block: string;
      readonly sequence: number;
      /** A check character was typed that doesn't fit: one of the others may be wrong. */
      readonly misfits: boolean;
    };

/**
 * What is asked, in several readings: the first that finds anybody is the answer. A scanned card is
 * looked for by its number, then by the old number, then by name and birth date; what nobody fits
 * as it stands is read as Telex.
 */
export type PatientQuery = readonly (readonly QueryToken[])[];

/** @param today `2026-11-23`; what a scanned card says is read as of this day */
export function readQuery(text: string, today: string): PatientQuery {
  const query = text.normalize('NFC').trim();
  if (query.includes('|')) return readScan(query, today);
  const words = query.split(/\s+/).filter((word) => word !== '');
  const marked = /[^\u0000-\u007f]/u.test(query);
  const tokens = enough(words.flatMap((word) => tokensOf(word, marked)));
  if (tokens.length === 0) return [];
  const apart = words.length > 1 && words.every((word) => /^\+?[\d.-]+$/.test(word));
  const joined = query.replace(/\D/g, '');
  return [
    ...looseRecordNumbers(query).map((number) => [recordNumberToken(number)]),
    ...(readCode(query)?.readings ?? []).map((digits, at) => [
      // The digits that stay for life may stand at the end of another card.
      at === 0 ? wholeToken(digits) : digitsToken(digits),
    ]),
    // A telephone or card number in groups, as it is read out.
    ...(apart && joined.length >= 8 ? [[digitsToken(query.replace(/[\s.-]/g, ''))]] : []),
    tokens,
    ...(tokens.some(({ kind }) => kind === 'name')
      ? [
          tokens.map((token) =>
            token.kind === 'name'
              ? { ...token, folded: foldTelex(token.folded) || token.folded, written: undefined }
              : token,
          ),
        ]
      : []),
  ];
}

function readScan(text: string, today: string): PatientQuery {
  const reading = readCard(text, { today });
  if (reading.kind === 'unreadable') return [];
  const { card } = reading;
  const numbers =
    reading.kind === 'citizenCard'
      ? [reading.card.personalNumber, reading.card.oldNumber]
      : [reading.card.number.slice(-10)];
  const name = card.name ? tokensOfName(card.name, true) : [];
  const birth = card.birthDate ? birthToken(...partsOfDate(card.birthDate)) : undefined;
  return [
    ...numbers.flatMap((digits) => (digits ? [[{ kind: 'digits' as const, digits }]] : [])),
    ...(name.length > 1 && birth ? [[...name, birth]] : []),
  ];
}

/** One or two digits beside other words are the beginning of something: they exclude nobody yet. */
function enough(tokens: readonly QueryToken[]): readonly QueryToken[] {
  const telling = tokens.filter((token) => token.kind !== 'digits' || token.digits.length > 2);
  return telling.length > 0 ? telling : tokens;
}

function tokensOf(word: string, marked: boolean): readonly QueryToken[] {
  const date = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{0,4}))?$/.exec(word);
  if (date) {
    const [, day, month, year] = date;
    return [birthToken(year?.length === 4 ? Number(year) : 0, Number(month), Number(day))];
  }
  const monthOfYear = /^(\d{1,2})[/.-]([12]\d{3})$/.exec(word);
  if (monthOfYear) return [birthToken(Number(monthOfYear[2]), Number(monthOfYear[1]), 0)];
  const isoDate = /^([12]\d{3})-(\d{2})(?:-(\d{2}))?$/.exec(word);
  if (isoDate) {
    return [birthToken(Number(isoDate[1]), Number(isoDate[2]), Number(isoDate[3] ?? 0))];
  }
  const number = readRecordNumber(word);
  if (number) return [recordNumberToken(number)];
  if (/^\+?\d+$/.test(word)) return [digitsToken(word)];
  const code = readCode(word);
  if (code) return [wholeToken(code.readings[0]!)];
  return tokensOfName(word, marked);
}

/** @param marked somebody types with marks: a word without any is meant so too */
function tokensOfName(text: string, marked: boolean): readonly QueryToken[] {
  return splitName(text).flatMap((raw): QueryToken[] => {
    const part = namePart(raw);
    if (!part) return [];
    return [{ kind: 'name', folded: part.folded, written: marked ? part.written : undefined }];
  });
}

function recordNumberToken({ block, sequence, checked }: RecordNumber): QueryToken {
  return { kind: 'recordNumber', block, sequence, misfits: checked === false };
}

function wholeToken(digits: string): QueryToken {
  return { kind: 'digits', digits, whole: true };
}

/** Vietnam's country code is left out: numbers are kept as they are dialled inside. */
function digitsToken(word: string): QueryToken {
  return { kind: 'digits', digits: word.replace(/^\+84/, '0').replace(/\D/g, '') };
}

function birthToken(year: number, month: number, day: number): QueryToken {
  return { kind: 'birth', year, month, day };
}

function partsOfDate(date: string): [year: number, month: number, day: number] {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return [year, month, day];
}
