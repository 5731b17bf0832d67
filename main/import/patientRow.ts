import { ethnicGroups } from '../../shared/identity/ethnicGroups.ts';
import { nationalityNamed } from '../../shared/identity/nationalities.ts';
import { personalNumberDoubts } from '../../shared/identity/personalNumber.ts';
import type { PersonalNumberDoubt } from '../../shared/identity/personalNumber.ts';
import { placeAddress, provinceNamed } from '../../shared/identity/provinces.ts';
import { readRecordNumber } from '../../shared/identity/recordNumber.ts';
import { foldText } from '../../shared/clinical/foldText.ts';
import type { FieldsOf } from '../../shared/records/kinds.ts';
import {
  readDay,
  readCitizenNumber,
  readDigits,
  readNumberOfRecord,
  readSex,
  readText,
} from './cells.ts';
import type { Read, RowFault } from './cells.ts';
import type { Column, Header } from './columns.ts';

export interface BadCell {
  readonly column: Column | undefined;
  readonly fault: RowFault;
}

/** What is said of a row that was taken all the same; each has a sentence. */
export const rowRemarks = [
  'numberNotTwelve',
  'numberOfOldCard',
  'numberOfOtherSex',
  'numberOfOtherYear',
  'provinceUnknown',
  'ethnicityUnknown',
  'nationalityUnknown',
  'sameNumberAbove',
  'likelyThere',
] as const;
const remarkOf = {
  notTwelveDigits: 'numberNotTwelve',
  otherSex: 'numberOfOtherSex',
  otherBirthYear: 'numberOfOtherYear',
} as const satisfies Record<PersonalNumberDoubt, (typeof rowRemarks)[number]>;
export type RowRemark = (typeof rowRemarks)[number];

export interface PatientRow {
  readonly recordNumber: string;
  /** Identifiers of the row, as `<system> <value>`. */
  readonly numbers: readonly string[];
  readonly remarks: readonly { readonly column: Column; readonly remark: RowRemark }[];
  /**
   * The patient record's own fields.
   * @param keyOf the random-looking key of an entry, the same each time the row is read
   * @param at when it was brought in
   */
  fields(keyOf: (entry: string) => string, at: string): FieldsOf<'patient'>;
}

export interface RowOptions {
  /** `2026-11-23` */
  readonly today: string;
  /** Block of record numbers that are digits alone. */
  readonly block: string;
}

/** A row as a patient, or everything that keeps it from being one. */
export function readPatientRow(
  cells: readonly string[],
  header: Header,
  options: RowOptions,
): PatientRow | { readonly bad: readonly BadCell[] } {
  // Spreadsheets leave empty cells behind the last column.
  const longer = cells.slice(header.width).some((cell) => cell.trim() !== '');
  if (cells.length < header.width || longer) {
    return { bad: [{ column: undefined, fault: 'cellCount' }] };
  }
  const bad: BadCell[] = [];
  const remarks: { column: Column; remark: RowRemark }[] = [];
  const take = <Value>(column: Column, read: Read<Value>): Value | undefined => {
    if ('value' in read) return read.value;
    bad.push({ column, fault: read.fault });
    return undefined;
  };
  /** The cell's text; undefined where it is empty or damaged. */
  const text = (column: Column, longest = 240): string | undefined => {
    const place = header.columns[column];
    return take(column, readText(place === undefined ? '' : cells[place]!, longest)) || undefined;
  };
  const asked = (column: Column, longest: number): string | undefined => {
    const before = bad.length;
    const said = text(column, longest);
    if (said === undefined && bad.length === before) bad.push({ column, fault: 'missing' });
    return said;
  };
  const digits = (column: Column, count: number) => {
    const said = text(column);
    return said === undefined ? undefined : take(column, readDigits(said, count));
  };

  const saidNumber = asked('recordNumber', 60);
  const recordNumber =
    saidNumber &&
    take('recordNumber', readNumberOfRecord(saidNumber, options.block, readRecordNumber));
  const name = asked('name', 120);
  if (name !== undefined && !/\p{L}/u.test(name)) bad.push({ column: 'name', fault: 'unreadable' });
  const saidBirth = asked('birthDate', 60);
  const birthDate = saidBirth && take('birthDate', readDay(saidBirth, options.today));
  const saidSex = asked('sex', 60);
  const sex = saidSex === undefined ? undefined : take('sex', readSex(saidSex));
  const saidCitizen = text('citizenNumber');
  const readCitizen = saidCitizen && take('citizenNumber', readCitizenNumber(saidCitizen));
  const readOld = digits('oldNumber', 9);
  const insuranceNumber = readInsurance(text('insuranceNumber'), take);
  const [validFrom, validUntil] = (['insuranceFrom', 'insuranceUntil'] as const).map((column) => {
    const said = text(column);
    return said && take(column, readDay(said, options.today, true));
  });
  if (validFrom && validUntil && validUntil < validFrom) {
    bad.push({ column: 'insuranceUntil', fault: 'endsBeforeItBegins' });
  }
  const facility = digits('insuranceFacility', 5);
  const phone = readPhone(text('phone'), take);
  const address = text('address');
  const saidProvince = text('province');
  const commune = text('commune', 120);
  const occupation = text('occupation', 100);
  const ethnicity = codeOf(text('ethnicity'), ethnicCodes);
  const saidNationality = text('nationality');
  const guardian = text('guardian', 120);
  const relationship = text('guardianRelationship', 60);
  if (bad.length > 0 || !recordNumber || sex === undefined || name === undefined || !birthDate) {
    return { bad };
  }

  const remark = (column: Column, what: RowRemark) => remarks.push({ column, remark: what });
  // Lists that began before the new cards have either number in one column.
  const isOld = /^\d{9}$/.test(readCitizen ?? '') && (readOld ?? readCitizen) === readCitizen;
  const citizenNumber = isOld ? undefined : readCitizen;
  const oldNumber = isOld ? readCitizen : readOld;
  if (isOld) remark('citizenNumber', 'numberOfOldCard');
  for (const doubt of personalNumberDoubts(citizenNumber ?? '', { sex, birthDate })) {
    remark('citizenNumber', remarkOf[doubt]);
  }
  const provinceCode = saidProvince
    ? provinceNamed(saidProvince)?.code
    : address && placeAddress(address)?.provinceCode;
  if (saidProvince && provinceCode === undefined) remark('province', 'provinceUnknown');
  if (ethnicity === null) remark('ethnicity', 'ethnicityUnknown');
  const nationality = nationalityOf(saidNationality);
  if (nationality === null) remark('nationality', 'nationalityUnknown');
  const numbers = { cccd: citizenNumber, cmnd: oldNumber, bhyt: insuranceNumber };
  const given = Object.entries(numbers).filter(
    (entry): entry is ['cccd' | 'cmnd' | 'bhyt', string] => entry[1] !== undefined,
  );
  return {
    recordNumber,
    numbers: given.map(([system, value]) => `${system} ${value}`),
    remarks,
    fields: (keyOf, at) => ({
      recordNumber,
      name,
      birthDate,
      sex,
      ...(given.length > 0
        ? {
            identifiers: Object.fromEntries(
              given.map(([system, value]) => [keyOf(system), { system, value }]),
            ),
          }
        : {}),
      ...(phone ? { contacts: { [keyOf('phone')]: { phone } } } : {}),
      ...(address ? { address } : {}),
      ...(provinceCode ? { provinceCode } : {}),
      ...codeOrWords(commune, 'communeCode', 'commune'),
      ...codeOrWords(occupation, 'occupationCode', 'occupation'),
      ...(ethnicity ? { ethnicity } : {}),
      ...(nationality ? { nationality } : {}),
      ...(guardian
        ? { guardian: { name: guardian, ...(relationship ? { relationship } : {}) } }
        : {}),
      ...(insuranceNumber
        ? {
            coverage: {
              [keyOf('coverage')]: {
                number: insuranceNumber,
                state: 'unverified',
                evidence: 'typedNumber',
                because: 'notAsked',
                at,
                ...(facility ? { facility } : {}),
                ...(validFrom ? { validFrom } : {}),
                ...(validUntil ? { validUntil } : {}),
              },
            },
          }
        : {}),
      allergyStatement: 'notAsked',
    }),
  };
}

type Take = <Value>(column: Column, read: Read<Value>) => Value | undefined;

function readInsurance(said: string | undefined, take: Take): string | undefined {
  const number = said?.replace(/[\s.-]/g, '').toUpperCase();
  if (number === undefined) return undefined;
  if (/^[A-Z]{2}[1-5]\d{12}$/.test(number)) return number;
  return take('insuranceNumber', readDigits(number, 10));
}

function readPhone(said: string | undefined, take: Take): string | undefined {
  const number = said?.replace(/[\s().-]/g, '');
  if (number === undefined) return undefined;
  if (/^\+?\d{8,15}$/.test(number)) return number;
  const scientific = /^\d[\d.,]*E\+?\d+$/i.test(number);
  return take('phone', { fault: scientific ? 'spreadsheetNumber' : 'unreadable' });
}

/** Lists of the insurance tables have codes where others have words. */
function codeOrWords(said: string | undefined, code: string, words: string) {
  if (said === undefined) return {};
  return /^\d{5}$/.test(said) ? { [code]: said } : { [words]: said };
}

const ethnicCodes = new Map(ethnicGroups.map(({ code, name }) => [foldText(name), code]));

/** Three digits as they stand, however many zeros a spreadsheet left of them, or a country's code. */
function nationalityOf(said: string | undefined): string | null | undefined {
  if (said === undefined) return undefined;
  return /^\d{1,3}$/.test(said) ? said.padStart(3, '0') : (nationalityNamed(said) ?? null);
}

/** A code, or the code of a name; null where it is neither. */
function codeOf(
  said: string | undefined,
  codes: ReadonlyMap<string, string>,
): string | null | undefined {
  if (said === undefined) return undefined;
  const values = [...codes.values()];
  const width = values[0]!.length;
  const number = /^\d+$/.test(said) ? said.padStart(width, '0') : undefined;
  if (number?.length === width) return values.includes(number) ? number : null;
  return codes.get(foldText(said)) ?? null;
}
