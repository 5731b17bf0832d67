import * as z from 'zod';
import { readDay, readSex } from '../../main/import/cells.ts';
import type { SaidOfPerson } from '../../shared/identity/matching/traits.ts';
import { byField } from './personFields.ts';
import type { PersonField } from './personFields.ts';

/** Who a row speaks of, and what it says. */
export interface ReadPerson {
  /** Every name that a truth may call the row by, the likeliest first; none makes the row useless. */
  readonly ids: readonly string[];
  readonly said: SaidOfPerson;
  /** Fields that say something which can't be understood: they count as unknown. */
  readonly unclear: readonly PersonField[];
  /** Headings that nothing is taken of. */
  readonly left: readonly string[];
}

const oneNumber = z.looseObject({
  system: z.string().optional(),
  value: z.coerce.string().optional(),
  endedOn: z.string().optional(),
});
const humanName = z.looseObject({
  text: z.string().optional(),
  family: z.string().optional(),
  given: z.union([z.string(), z.array(z.string())]).optional(),
});
const oneAddress = z.looseObject({
  text: z.string().optional(),
  line: z.union([z.string(), z.array(z.string())]).optional(),
  district: z.string().optional(),
  city: z.string().optional(),
  state: z.string().optional(),
});
const onePhone = z.looseObject({
  system: z.string().optional(),
  value: z.coerce.string().optional(),
  phone: z.coerce.string().optional(),
});

/**
 * Reads a row of any program as what it says of a person: this project's records with or without
 * their header, flat rows in Vietnamese or English, and rows in FHIR's manner.
 * @param today days after it are unclear
 */
export function readPerson(values: Readonly<Record<string, unknown>>, today: string): ReadPerson {
  const { fields, left } = byField(values);
  const unclear: PersonField[] = [];
  const text = (field: PersonField) => textOf(fields.get(field));
  const birthDate = dayOf(text('birthDate'), today);
  if (birthDate === undefined && text('birthDate') !== undefined) unclear.push('birthDate');
  const sex = sexOf(text('sex'));
  if (sex === undefined && text('sex') !== undefined) unclear.push('sex');
  const estimated = fields.get('birthDateEstimated');
  return {
    ids: [text('patientId'), text('id')].filter((id) => id !== undefined),
    said: {
      name: nameOf(fields)?.normalize('NFC'),
      birthDate,
      birthDateEstimated: estimated === true || estimated === 'true',
      sex,
      phones: phonesOf(fields.get('phone')),
      address: addressOf(fields),
      numbers: numbersOf(fields),
    },
    unclear,
    left,
  };
}

type Fields = ReadonlyMap<PersonField, unknown>;

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Lists as they are; an object with a key for each entry as a list of its values. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [];
  const entries: readonly unknown[] = Object.values(value);
  return entries.length > 0 && entries.every((each) => typeof each === 'object')
    ? entries
    : [value];
}

function joined(...parts: readonly (string | readonly string[] | undefined)[]): string | undefined {
  const said = parts.flat().filter((part) => part !== undefined && part !== '');
  return said.length > 0 ? said.join(' ') : undefined;
}

function nameOf(fields: Fields): string | undefined {
  const name = fields.get('name');
  const plain = textOf(name);
  if (plain !== undefined) return plain;
  const [human] = listOf(name).map((each) => humanName.safeParse(each).data ?? {});
  if (human) {
    const { text, family, given } = human as z.infer<typeof humanName>;
    return text ?? joined(family, given);
  }
  const part = (field: PersonField) => textOf(fields.get(field));
  return joined(part('family'), part('middle'), part('given'));
}

/** A day, a month or a year; what no calendar has is undefined. */
function dayOf(text: string | undefined, today: string): string | undefined {
  if (text === undefined) return undefined;
  const month = /^(\d{4})[-/](\d{1,2})$/.exec(text);
  const read = readDay(
    text.replace(/T.*$/, '').replace(/^(\d{4}(?:-\d{2})?)-00(?:-00)?$/, '$1'),
    today,
  );
  if ('value' in read) return read.value;
  return month && month[2] === '00' ? month[1] : undefined;
}

function sexOf(text: string | undefined): SaidOfPerson['sex'] | undefined {
  if (text === undefined) return undefined;
  const read = readSex(text);
  return 'value' in read ? read.value : undefined;
}

function phonesOf(value: unknown): readonly string[] {
  const plain = textOf(value);
  const said =
    plain !== undefined
      ? plain.split(/[;,/|]|\s{2,}| (?=\+?\d{9,})/)
      : listOf(value).flatMap((each) => {
          const alone = textOf(each);
          if (alone !== undefined) return [alone];
          const { system = 'phone', value: told, phone } = onePhone.safeParse(each).data ?? {};
          return system === 'phone' || system === 'sms' ? [told ?? phone ?? ''] : [];
        });
  return said.map(dialled).filter((phone) => phone !== '');
}

/** As it is dialled in the country: spreadsheets lose the zero in front. */
function dialled(phone: string): string {
  const digits = phone.replace(/\D/g, '').replace(/^(?:00)?84(?=\d{9}$)/, '0');
  return /^[235789]\d{8}$/.test(digits) ? `0${digits}` : digits;
}

function addressOf(fields: Fields): string | undefined {
  const plain = textOf(fields.get('address'));
  const part = (field: PersonField) => textOf(fields.get(field));
  const parts = ['street', 'commune', 'district', 'province'] as const;
  const written = parts.map(part).filter((each) => each !== undefined);
  if (plain !== undefined) {
    const missing = written.filter((each) => !plain.toLowerCase().includes(each.toLowerCase()));
    return [plain, ...missing].join(', ');
  }
  const [one] = listOf(fields.get('address')).map((each) => oneAddress.safeParse(each).data ?? {});
  if (one) {
    const { text, line, district, city, state } = one as z.infer<typeof oneAddress>;
    return text ?? joined(line, district, city, state);
  }
  return written.length > 0 ? written.join(', ') : undefined;
}

function numbersOf(fields: Fields): SaidOfPerson['numbers'] {
  const columns = ['cccd', 'cmnd', 'bhyt', 'passport'] as const;
  const plain = columns.flatMap((system) =>
    (textOf(fields.get(system)) ?? '')
      .split(/[\s;/,|]+/)
      .filter((value) => value !== '')
      .map((value) => ({ system: systemOf(value, system), value: wholeNumber(value, system) })),
  );
  const listed = listOf(fields.get('identifiers')).flatMap((each) => {
    const alone = textOf(each);
    if (alone !== undefined) return [{ system: systemOf(alone, 'other'), value: alone }];
    const { system = '', value, endedOn } = oneNumber.safeParse(each).data ?? {};
    // This hospital's own codes for people without papers say nothing about who they are.
    if (value === undefined || system === 'temporary') return [];
    const named = columns.find((column) => system.toLowerCase().includes(column)) ?? 'other';
    return [{ system: systemOf(value, named), value, ended: endedOn !== undefined }];
  });
  return [...plain, ...listed];
}

/** The card that a number is of: its form tells more than the heading above it. */
function systemOf(value: string, stated: string): string {
  if (stated === 'passport') return stated;
  const number = value.replace(/[\s.-]/g, '').toUpperCase();
  if (/^[A-Z]{2}\d{13}$/.test(number)) return 'bhyt';
  if (/^\d{11,12}$/.test(number) && stated !== 'bhyt') return 'cccd';
  if (/^\d{9}$/.test(number) && stated !== 'bhyt') return 'cmnd';
  if (/^\d{10}$/.test(number) && stated === 'other') return 'bhyt';
  return /^[A-Z]\d{7,8}$/.test(number) ? 'passport' : stated;
}

/** Spreadsheets lose the zeros in front of a citizen's number. */
function wholeNumber(value: string, stated: string): string {
  const number = value.replace(/[\s.-]/g, '').toUpperCase();
  return stated === 'cccd' && /^\d{11}$/.test(number) ? `0${number}` : number;
}
