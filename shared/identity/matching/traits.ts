import { foldText } from '../../clinical/foldText.ts';
import type { RecordOf } from '../../records/kinds.ts';
import { foldTelex } from '../telex.ts';
import { soundOf, splitInitials, withoutOtherName } from './nameWords.ts';

/** What two people are compared by: everything folded once. */
export interface Traits {
  /** Words of the name, no tones, đ as d, "ly" as "li", in their order; empty while unknown. */
  readonly words: readonly string[];
  /** The same words as they would be if they had been typed in Telex with the input method off. */
  readonly plainWords: readonly string[];
  /** The plain words as they sound alike in north and south: Hoàng and Huỳnh are one name. */
  readonly soundWords: readonly string[];
  /** The name with its tones, wherever in the word they were put; empty while unknown. */
  readonly exactName: string;
  /** `1957-03-21`, `1957-03` or `1957`. */
  readonly birthDate: string | undefined;
  readonly birthDateEstimated: boolean;
  readonly sex: 'male' | 'female' | 'other' | 'unknown';
  readonly phones: readonly string[];
  /** Words of the address that name a place, in their order; empty while unknown. */
  readonly address: readonly string[];
  readonly numbers: readonly TraitNumber[];
}

/** A card number by its system; of insurance cards the ten digits that stay for life. */
export interface TraitNumber {
  readonly system: string;
  readonly value: string;
  /** It isn't the person's any longer: it still proves, and its difference proves nothing. */
  readonly ended: boolean;
}

/** What is said of a person, wherever it is said: a record, a form, a line of a file. */
export interface SaidOfPerson {
  readonly name?: string | undefined;
  readonly birthDate?: string | undefined;
  readonly birthDateEstimated?: boolean | undefined;
  readonly sex?: string | undefined;
  readonly phones: readonly string[];
  readonly address?: string | undefined;
  readonly numbers: readonly { system: string; value: string; ended?: boolean }[];
}

export function traitsOf(said: SaidOfPerson): Traits {
  const name = withoutOtherName(said.name ?? '');
  const folded = foldText(name);
  const words = folded === '' ? [] : folded.split(' ').flatMap(splitInitials).map(foldFinalY);
  const plainWords = words.map(foldTelex);
  const { sex = 'unknown' } = said;
  return {
    words,
    plainWords,
    soundWords: plainWords.map(soundOf),
    exactName: exactNameOf(name),
    birthDate: said.birthDate,
    birthDateEstimated: said.birthDateEstimated ?? false,
    sex: sex === 'male' || sex === 'female' || sex === 'other' ? sex : 'unknown',
    phones: said.phones.map(foldPhone).filter((phone) => phone.length >= 8),
    address: addressWords(said.address ?? ''),
    numbers: said.numbers
      .map(({ system, value, ended = false }) => ({
        system,
        value: lifelong(system, value.replace(/\s/g, '').toUpperCase()),
        ended,
      }))
      .filter(({ value }) => value.length >= 8),
  };
}

export function traitsOfPatient(patient: RecordOf<'patient'>): Traits {
  return traitsOf(saidOfPatient(patient));
}

/** What a patient's record says of who they are. */
export function saidOfPatient(patient: RecordOf<'patient'>): SaidOfPerson {
  return {
    name: patient.name,
    birthDate: patient.birthDate,
    birthDateEstimated: patient.birthDateEstimated,
    sex: patient.sex,
    phones: Object.values(patient.contacts ?? {}).map(({ phone }) => phone),
    address: patient.address,
    numbers: Object.values(patient.identifiers ?? {}).map(({ system, value, endedOn }) => ({
      system,
      value,
      ended: endedOn !== undefined,
    })),
  };
}

/** Lý and Lí, Mỹ and Mĩ, Quý and Quí are one name in two spellings. */
function foldFinalY(word: string): string {
  return word.replace(/(?<=^(?:[bcdghklmnpqrstvx]+|qu))y$/, 'i');
}

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

/** Each word's tone goes to its end: "Hòa" and "Hoà" are the same word. */
function exactNameOf(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .normalize('NFD')
    .split(/\s+/)
    .map((word) => `${word.replace(tones, '')}${(word.match(tones) ?? []).join('')}`)
    .join(' ');
}

/** `+84 912…` and `0912…` are one number. */
function foldPhone(phone: string): string {
  const digits = phone.replace(/[^\d+]/g, '');
  return digits.startsWith('+84') ? `0${digits.slice(3)}` : digits.replace('+', '');
}

/** Group and benefit level of an insurance card change; its last ten digits don't (vietnam.md 2.1). */
function lifelong(system: string, value: string): string {
  return system === 'bhyt' ? value.slice(-10) : value;
}

/** Words that say what kind of place it is, folded; they come and go. */
const placeWords = new Set(
  'thon xom ap ban buon lang to dan pho khu khoi xa phuong thi tran huyen quan tinh thanh tp so nha duong t h x p q tt tx'.split(
    ' ',
  ),
);

function addressWords(address: string): string[] {
  const words = foldText(address)
    .split(' ')
    .filter((word) => word !== '');
  const naming = words.filter((word) => !placeWords.has(word));
  return naming.length > 0 ? naming : words;
}
