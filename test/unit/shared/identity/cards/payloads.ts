import type { CardReading } from '../../../../../shared/identity/cards/readCard.ts';
import {
  citizenLine,
  hex,
  insuranceLine,
  insured,
  insuredWoman,
  oldCard,
  throughTelex,
  throughVni,
  whole,
  woman,
} from './cardLines.ts';

/** A scan, and what is read of it and said. `today` is 2026-11-23; everything is invented. */
export interface Payload {
  readonly title: string;
  readonly text: string;
  readonly reads: Expected;
}

type Expected =
  | { readonly kind: 'unreadable'; readonly because: string }
  | {
      readonly kind: Exclude<CardReading['kind'], 'unreadable'>;
      /** Fields that were read; null for one that must be left out. */
      readonly card: Readonly<Record<string, string | null>>;
      readonly remarks: readonly string[];
    };

const citizen = (
  card: Readonly<Record<string, string | null>>,
  ...remarks: readonly string[]
): Expected => ({ kind: 'citizenCard', card, remarks });
const insurance = (
  card: Readonly<Record<string, string | null>>,
  ...remarks: readonly string[]
): Expected => ({ kind: 'insuranceCard', card, remarks });
const unreadable = (because: string): Expected => ({ kind: 'unreadable', because });

const table: readonly (readonly [title: string, text: string, reads: Expected])[] = [
  // Good citizen cards
  ['layout of 2021, 7 fields', citizenLine, citizen(whole)],
  ['layout of 2024, 11 fields, the last four empty', `${citizenLine}||||`, citizen(whole)],
  [
    'layout of 2024, the last four filled (a child)',
    '001220000003||Nguyễn Mai Mẫu|01062020|Nữ|Phường Mẫu, Hà Nội|01082024|01082034|001220000009|Nguyễn Văn Mẫu|Lê Thị Mẫu',
    citizen(
      { personalNumber: '001220000003', name: 'Nguyễn Mai Mẫu', sex: 'female' },
      'sexAgainstNumber',
    ),
  ],
  [
    'without an old number',
    woman,
    citizen({ personalNumber: '031185000002', oldNumber: null, sex: 'female' }),
  ],
  [
    'name in capitals',
    citizenLine.replace('Nguyễn Văn Mẫu', 'NGUYỄN VĂN MẪU'),
    citizen({ ...whole, name: 'NGUYỄN VĂN MẪU' }),
  ],
  [
    'born in this century',
    '001303000004||Trần Thị Mẫu|02012003|Nữ|Xã Mẫu|01072024',
    citizen({ birthDate: '2003-01-02', sex: 'female' }),
  ],
  [
    'a name of one part',
    citizenLine.replace('Nguyễn Văn Mẫu', 'Đức'),
    citizen({ ...whole, name: 'Đức' }),
  ],
  [
    'a name of seven parts',
    citizenLine.replace('Nguyễn Văn Mẫu', 'Công Tằng Tôn Nữ Thị Mai Mẫu'),
    citizen({ ...whole, name: 'Công Tằng Tôn Nữ Thị Mai Mẫu' }),
  ],
  [
    'a name without any mark, beside an address that has some',
    citizenLine.replace('Nguyễn Văn Mẫu', 'Mai Lan'),
    citizen({ ...whole, name: 'Mai Lan' }),
  ],
  [
    'an H’Mông name with an apostrophe',
    citizenLine.replace('Nguyễn Văn Mẫu', "Y H'Mẫu Niê"),
    citizen({ ...whole, name: "Y H'Mẫu Niê" }),
  ],
  // Odd citizen cards
  ['with a byte order mark', `\ufeff${citizenLine}`, citizen(whole)],
  ['with a NUL behind', `${citizenLine}\u0000`, citizen(whole)],
  ['with a line end', `${citizenLine}\r\n`, citizen(whole)],
  ['with spaces around', `   ${citizenLine}  `, citizen(whole)],
  ['with spaces around its bars', citizenLine.replace(/\|/g, ' | '), citizen(whole)],
  ['with a label in front', `CCCD: ${citizenLine}`, citizen(whole)],
  ['with a label in small letters', `cc:${citizenLine}`, citizen(whole)],
  ['in NFD', citizenLine.normalize('NFD'), citizen(whole)],
  ['with a zero-width space in the name', citizenLine.replace('Văn', 'V\u200băn'), citizen(whole)],
  ['with two spaces in the name', citizenLine.replace('Văn Mẫu', 'Văn  Mẫu'), citizen(whole)],
  [
    'with slashes in its dates',
    citizenLine.replace('05091990', '05/09/1990').replace('15042021', '15/04/2021'),
    citizen(whole),
  ],
  ['with its sex in capitals', citizenLine.replace('|Nam|', '|NAM|'), citizen(whole)],
  [
    'with its sex without a mark',
    woman.replace('|Nữ|', '|NU|'),
    citizen({ personalNumber: '031185000002', sex: 'female' }),
  ],
  [
    'without the day of issue',
    citizenLine.replace('|15042021', ''),
    citizen({ ...whole, issuedOn: null }, 'cutShort'),
  ],
  [
    'a year of birth only',
    citizenLine.replace('05091990', '1990'),
    citizen({ ...whole, birthDate: '1990' }),
  ],
  [
    'a month of birth only',
    citizenLine.replace('05091990', '091990'),
    citizen({ ...whole, birthDate: '1990-09' }),
  ],
  [
    'a dash for the old number',
    citizenLine.replace('012345678', '-'),
    citizen({ oldNumber: null }),
  ],
  ['more fields than any layout has', `${citizenLine}|a|b|c|d|e|f|g`, citizen(whole)],
  ['scanned twice', `${citizenLine}${citizenLine}`, citizen(whole, 'scannedTwice')],
  [
    'scanned three times, in the layout of 2024',
    woman.repeat(3),
    citizen({ personalNumber: '031185000002' }, 'scannedTwice'),
  ],
  // Broken citizen cards
  [
    'cut in the name',
    '001090000001|012345678|Nguyễn Vă',
    citizen({ personalNumber: '001090000001', name: 'Nguyễn Vă', birthDate: null }, 'cutShort'),
  ],
  ['cut before the name', '001090000001|012345678|', unreadable('cutBehindNumber')],
  ['cut in the old number', '001090000001|01234', unreadable('cutBehindNumber')],
  ['cut behind the number', '001090000001|', unreadable('cutBehindNumber')],
  ['cut in the number', '00109000', unreadable('noCard')],
  [
    'a day of birth that doesn’t exist',
    citizenLine.replace('05091990', '31021990'),
    citizen({ ...whole, birthDate: null }, 'birthDateUnreadable'),
  ],
  [
    'born in the future',
    citizenLine.replace('05091990', '05092030'),
    citizen({ ...whole, birthDate: null }, 'birthDateInFuture', 'birthYearAgainstNumber'),
  ],
  [
    'a day of issue that is none',
    citizenLine.replace('15042021', '99999999'),
    citizen({ ...whole, issuedOn: null }, 'issuedOnUnreadable'),
  ],
  [
    'an old number of eight digits',
    citizenLine.replace('012345678', '01234567'),
    citizen({ ...whole, oldNumber: null }, 'oldNumberUnreadable'),
  ],
  [
    'a sex that is neither',
    citizenLine.replace('|Nam|', '|X|'),
    citizen({ ...whole, sex: null }, 'sexUnreadable'),
  ],
  [
    'a sex against its number',
    citizenLine.replace('|Nam|', '|Nữ|'),
    citizen({ ...whole, sex: 'female' }, 'sexAgainstNumber'),
  ],
  [
    'a year of birth against its number',
    citizenLine.replace('05091990', '05091991'),
    citizen({ ...whole, birthDate: '1991-09-05' }, 'birthYearAgainstNumber'),
  ],
  [
    'a province that doesn’t exist',
    citizenLine.replace('001090000001', '777090000001'),
    citizen({ personalNumber: '777090000001' }, 'provinceUnknown'),
  ],
  ['eleven digits', citizenLine.replace('001090000001', '00109000001'), unreadable('badNumber')],
  [
    'thirteen digits',
    citizenLine.replace('001090000001', '0010900000012'),
    unreadable('badNumber'),
  ],
  [
    'an O among its digits',
    citizenLine.replace('001090000001', '0O1090000001'),
    unreadable('badNumber'),
  ],
  [
    'letters with marks dropped by a keyboard scanner',
    '001090000001|012345678|Nguyn Vn Mu|05091990|Nam|Thn 1, X Mu, Huyn Mu, H Ni|15042021',
    citizen({ ...whole, name: null, address: null }, 'lettersLost'),
  ],
  [
    'letters with marks turned into question marks',
    '001190000001|012345678|L? Th? M?u|05091990|N?|Th?n 1, X? M?u|15042021',
    citizen({ personalNumber: '001190000001', name: null, sex: 'female' }, 'lettersLost'),
  ],
  [
    'one letter with a mark came through, in the address',
    '066090000001|012345678|Nguyn Vn Tai|05091990|Nam|X Ea Kả, Huyện Mẫu|15042021',
    citizen(
      { personalNumber: '066090000001', name: null, address: null, sex: 'male' },
      'lettersLost',
    ),
  ],
  [
    'one letter with a mark came through, in the name',
    '001090000001|012345678|Trn Văn Tai|05091990|Nam|Thôn 1, Xã Mẫu|15042021',
    citizen({ ...whole, name: null, address: 'Thôn 1, Xã Mẫu' }, 'lettersLost'),
  ],
  [
    'the address alone lost its letters',
    '001090000001|012345678|Lê Thị Mẫu|05091990|Nam|Thn 1, X Mu|15042021',
    citizen({ ...whole, name: 'Lê Thị Mẫu', address: null }, 'lettersLost'),
  ],
  [
    'a name without marks, and an address that lost them: the name may have, too',
    '001190000001|012345678|Bi Hong Mai|05091990|Nữ|Thn 1, X Mu|15042021',
    citizen({ personalNumber: '001190000001', name: null, sex: 'female' }, 'lettersLost'),
  ],
  [
    'a name of single letters, as the Ê-đê have them',
    "066190000001||H' Bia Ksor|05091990|Nữ|Buôn Mẫu, Xã Ea Mẫu|15042021",
    citizen({ personalNumber: '066190000001', name: "H' Bia Ksor" }),
  ],
  [
    'abbreviated places',
    '079090000001||Trần An|05091990|Nam|12 Đường Mẫu, P. Mẫu, TP. Hồ Chí Minh|15042021',
    citizen({ name: 'Trần An', address: '12 Đường Mẫu, P. Mẫu, TP. Hồ Chí Minh' }),
  ],
  ['two different cards run together', `${citizenLine}${woman}`, unreadable('twoCards')],
  ['two different cards, the longer one first', `${woman}${citizenLine}`, unreadable('twoCards')],
  // Good insurance cards
  ['new insurance card, 16 fields', insuranceLine, insurance(insured)],
  ['old insurance card, 9 fields', oldCard, insurance(insuredWoman)],
  ['old number in small letters', oldCard.replace('GD4', 'gd4'), insurance(insuredWoman)],
  [
    'hex in capitals',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), hex('Nguyễn Văn Mẫu').toUpperCase()),
    insurance(insured),
  ],
  [
    'a name in NFD under its hex',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), hex('Nguyễn Văn Mẫu'.normalize('NFD'))),
    insurance(insured),
  ],
  ['with a label and a byte order mark', `\ufeffBHYT: ${insuranceLine}`, insurance(insured)],
  ['the end marker in the last field', insuranceLine.replace('|$', '$'), insurance(insured)],
  ['scanned twice', `${insuranceLine}${insuranceLine}`, insurance(insured, 'scannedTwice')],
  // Broken insurance cards
  [
    'hex of odd length in the name',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), hex('Nguyễn Văn Mẫu').slice(1)),
    insurance({ ...insured, name: null }, 'nameUnreadable'),
  ],
  [
    'no hex in the name',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), 'Nguyen Van Mau'),
    insurance({ ...insured, name: null }, 'nameUnreadable'),
  ],
  [
    'hex that is no UTF-8',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), 'ff00ff00'),
    insurance({ ...insured, name: null }, 'nameUnreadable'),
  ],
  [
    'hex of control characters',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), '0007'),
    insurance({ ...insured, name: null }, 'nameUnreadable'),
  ],
  ['hex through Telex', throughTelex(oldCard), insurance(insuredWoman, 'telexUndone')],
  [
    'hex with `dd` through Telex',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), throughTelex(hex('Ý Ẫm'))),
    insurance({ ...insured, name: 'Ý Ẫm' }, 'telexUndone'),
  ],
  [
    'hex through VNI: digits became marks',
    insuranceLine.replace(hex('Nguyễn Văn Mẫu'), throughVni(hex('Nguyễn Văn Mẫu'))),
    insurance({ ...insured, name: null }, 'nameUnreadable', 'inputMethodSpoilt'),
  ],
  [
    'cut behind the dates',
    insuranceLine.split('|').slice(0, 7).join('|'),
    insurance({ ...insured, issuedOn: null, fiveYearsOn: null }, 'cutShort'),
  ],
  ['cut in the name', '0123456789|4e6775', insurance({ name: 'Ngu', birthDate: null }, 'cutShort')],
  [
    'a sex that is neither 1 nor 2',
    insuranceLine.replace('|1|-|', '|3|-|'),
    insurance({ ...insured, sex: null }, 'sexUnreadable'),
  ],
  [
    'a birth date that doesn’t exist',
    insuranceLine.replace('05/09/1990', '31/02/1990'),
    insurance({ ...insured, birthDate: null }, 'birthDateUnreadable'),
  ],
  [
    'a facility that is none',
    insuranceLine.replace('01 - 065', '01'),
    insurance({ ...insured, facility: null }, 'facilityUnreadable'),
  ],
  [
    'expired',
    oldCard.replace('31/12/2027', '31/12/2025'),
    insurance({ ...insuredWoman, validUntil: '2025-12-31' }, 'expired'),
  ],
  [
    'not valid yet',
    insuranceLine.replace('01/01/2026', '01/01/2027'),
    insurance({ ...insured, validFrom: '2027-01-01' }, 'notYetValid'),
  ],
  ['a benefit level that doesn’t exist', oldCard.replace('GD4', 'GD9'), unreadable('badNumber')],
  ['an insurance card behind a citizen card', `${woman}${insuranceLine}`, unreadable('twoCards')],
  // No cards
  ['nothing', '', unreadable('empty')],
  ['only a NUL and a line end', '\u0000\r\n', unreadable('empty')],
  ['a name', 'Nguyễn Văn Mẫu', unreadable('noCard')],
  ['a record number', 'T1-000001', unreadable('noCard')],
  ['a web address', 'https://vidu.example/?a=1|2|3', unreadable('noCard')],
  ['bars alone', '||||||', unreadable('noCard')],
  ['a number through an input method', 'đd1090000001|x|y|z', unreadable('telexDamaged')],
  ['an emoji', '😀|😀|😀|😀', unreadable('noCard')],
  ['half a surrogate', '\ud83d', unreadable('noCard')],
];

export const payloads: readonly Payload[] = table.map(([title, text, reads]) => ({
  title,
  text,
  reads,
}));
