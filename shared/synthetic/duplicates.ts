import type { FieldsOf } from '../records/kinds.ts';
import { foldText } from '../clinical/foldText.ts';
import { syntheticPlace } from './places.ts';
import type { Random } from './random.ts';

/** What makes a second registration of one person differ from the first. */
export type Damage =
  | 'toneLoss'
  | 'telex'
  | 'nameTypo'
  | 'wrongTone'
  | 'nameOrder'
  | 'middleDropped'
  | 'dayMonthSwapped'
  | 'yearOnly'
  | 'dateTypo'
  | 'dateMissing'
  | 'sexWrong'
  | 'numberMissing'
  | 'numberTransposed'
  | 'phoneChanged'
  | 'phoneMissing'
  | 'phoneTypo'
  | 'addressMoved'
  | 'addressMissing'
  | 'addressShort'
  | 'addressWithoutTones';

type Fields = FieldsOf<'patient'>;
type Chances<D extends Damage> = readonly (readonly [D | 'kept', number])[];

/** How often each happens, in hundredths. From what registration desks tell, not from any count. */
const chances = {
  name: [
    ['kept', 66],
    ['toneLoss', 10],
    ['telex', 4],
    ['nameTypo', 6],
    ['wrongTone', 5],
    ['nameOrder', 3],
    ['middleDropped', 6],
  ],
  birthDate: [
    ['kept', 78],
    ['dayMonthSwapped', 5],
    ['yearOnly', 8],
    ['dateTypo', 7],
    ['dateMissing', 2],
  ],
  sex: [
    ['kept', 98.5],
    ['sexWrong', 1.5],
  ],
  number: [
    ['kept', 58],
    ['numberMissing', 35],
    ['numberTransposed', 7],
  ],
  phone: [
    ['kept', 55],
    ['phoneChanged', 22],
    ['phoneMissing', 18],
    ['phoneTypo', 5],
  ],
  address: [
    ['kept', 52],
    ['addressMoved', 14],
    ['addressMissing', 10],
    ['addressShort', 14],
    ['addressWithoutTones', 10],
  ],
} as const satisfies {
  name: Chances<Damage>;
  birthDate: Chances<Damage>;
  sex: Chances<Damage>;
  number: Chances<Damage>;
  phone: Chances<Damage>;
  address: Chances<Damage>;
};

/** The same person as another desk wrote them down, and what was done to the first record's words. */
export function secondRegistration(
  random: Random,
  first: Fields,
  recordNumber: string,
  unusedPhone: () => string,
): { readonly fields: Fields; readonly damages: readonly Damage[] } {
  const damages: Damage[] = [];
  const draw = <D extends Damage>(choices: Chances<D>): D | 'kept' => {
    const drawn = random.weighted(choices);
    if (drawn !== 'kept') damages.push(drawn);
    return drawn;
  };
  const { name, birthDate, identifiers, contacts, address, birthDateEstimated, ...rest } = first;
  const said = { ...rest, recordNumber };
  return {
    fields: {
      ...said,
      ...(name === undefined ? {} : { name: damagedName(random, name, draw(chances.name)) }),
      ...damagedDate(random, birthDate, birthDateEstimated, draw),
      ...(draw(chances.sex) === 'sexWrong'
        ? { sex: first.sex === 'male' ? ('female' as const) : ('male' as const) }
        : {}),
      ...damagedIdentifiers(random, identifiers, draw),
      ...damagedContacts(random, contacts, draw, unusedPhone),
      ...damagedAddress(random, address, draw),
    },
    damages,
  };
}

type Draw = <D extends Damage>(choices: Chances<D>) => D | 'kept';

function damagedName(
  random: Random,
  name: string,
  damage: (typeof chances.name)[number][0],
): string {
  const words = name.split(' ');
  switch (damage) {
    case 'kept':
      return name;
    case 'toneLoss':
      return random.chance(0.4) ? withoutTones(name).toUpperCase() : withoutTones(name);
    case 'telex':
      return words.map(asTelex).join(' ');
    case 'nameTypo':
      return withTypo(random, name);
    case 'wrongTone':
      return withWrongTone(random, words);
    case 'nameOrder':
      return random.chance(0.5)
        ? [words.at(-1)!, ...words.slice(0, -1)].join(' ')
        : [...words.slice(1), words[0]!].join(' ');
    case 'middleDropped':
      return `${words[0]!} ${words.at(-1)!}`;
  }
}

function withoutTones(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
}

const telexTones: Readonly<Record<string, string>> = {
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
};

/** A word as Telex is typed with the input method off: `Nguyễn` becomes `Nguyeenx`. */
function asTelex(word: string): string {
  let tone = '';
  let out = '';
  for (const sign of word.normalize('NFD')) {
    if (sign in telexTones) tone = telexTones[sign]!;
    else if (sign === '\u0302') out += out.at(-1)!.toLowerCase();
    else if (sign === '\u0306' || sign === '\u031b') out += 'w';
    else if (sign === 'đ') out += 'dd';
    else if (sign === 'Đ') out += 'Dd';
    else out += sign;
  }
  return out + tone;
}

/** One letter left out, doubled, exchanged with its neighbour, or another in its place. */
function withTypo(random: Random, name: string): string {
  const signs = [...name];
  const places = signs.flatMap((sign, place) =>
    place > 0 && sign !== ' ' && signs[place - 1] !== ' ' ? [place] : [],
  );
  if (places.length === 0) return name;
  const place = random.pick(places);
  switch (random.whole(0, 3)) {
    case 0:
      signs.splice(place, 1);
      break;
    case 1:
      signs.splice(place, 0, signs[place]!);
      break;
    case 2:
      [signs[place - 1], signs[place]] = [signs[place]!, signs[place - 1]!.toLowerCase()];
      break;
    default:
      signs[place] = random.pick([...'aeiouhngmctlr']);
  }
  return signs.join('').normalize('NFC');
}

function withWrongTone(random: Random, words: readonly string[]): string {
  const place = random.whole(0, words.length - 1);
  const tones = Object.keys(telexTones);
  return words
    .map((word, at) => {
      if (at !== place) return word;
      const bare = word.normalize('NFD').replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '');
      const vowel = bare.search(/[aeiouy](?![^a-z]*[aeiouy])/i);
      if (vowel < 0) return word;
      return `${bare.slice(0, vowel + 1)}${random.pick(tones)}${bare.slice(vowel + 1)}`;
    })
    .join(' ')
    .normalize('NFC');
}

function damagedDate(
  random: Random,
  birthDate: string | undefined,
  estimated: boolean | undefined,
  draw: Draw,
): Pick<Fields, 'birthDate' | 'birthDateEstimated'> {
  if (birthDate === undefined) return {};
  const [year, month, day] = birthDate.split('-');
  const kept = { birthDate, ...(estimated === undefined ? {} : { birthDateEstimated: estimated }) };
  if (!month || !day) {
    // Who knows a year alone is told one or two years older or younger next time.
    const drift = random.chance(0.3) ? random.pick([-2, -1, 1, 2]) : 0;
    return drift === 0
      ? kept
      : { birthDate: String(Number(year) + drift), birthDateEstimated: true };
  }
  switch (draw(chances.birthDate)) {
    case 'kept':
      return kept;
    case 'dayMonthSwapped':
      return Number(day) <= 12 ? { birthDate: `${year}-${day}-${month}` } : kept;
    case 'yearOnly':
      return { birthDate: year! };
    case 'dateTypo':
      return { birthDate: withDateTypo(random, birthDate) };
    case 'dateMissing':
      return {};
  }
}

function withDateTypo(random: Random, birthDate: string): string {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const place = random.pick([2, 3, 6, 8, 9]);
    const digit = String(random.whole(0, 9));
    const typo = `${birthDate.slice(0, place)}${digit}${birthDate.slice(place + 1)}`;
    const time = Date.parse(`${typo}T00:00:00.000Z`);
    const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(typo);
    if (exists && typo !== birthDate && typo < '2026') return typo;
  }
  return birthDate;
}

function damagedIdentifiers(
  random: Random,
  identifiers: Fields['identifiers'],
  draw: Draw,
): Pick<Fields, 'identifiers'> {
  const left: NonNullable<Fields['identifiers']> = {};
  for (const identifier of Object.values(identifiers ?? {})) {
    const damage = draw(chances.number);
    if (damage === 'numberMissing') continue;
    const value =
      damage === 'numberTransposed' ? transposed(random, identifier.value) : identifier.value;
    left[random.hex(12)] = { ...identifier, value };
  }
  return Object.keys(left).length > 0 ? { identifiers: left } : {};
}

/** Two neighbouring digits exchanged that differ. */
function transposed(random: Random, number: string): string {
  const places = [...number].flatMap((sign, place) =>
    place > 3 && number[place - 1] !== sign ? [place] : [],
  );
  if (places.length === 0) return number;
  const place = random.pick(places);
  return `${number.slice(0, place - 1)}${number[place]!}${number[place - 1]!}${number.slice(place + 1)}`;
}

function damagedContacts(
  random: Random,
  contacts: Fields['contacts'],
  draw: Draw,
  unusedPhone: () => string,
): Pick<Fields, 'contacts'> {
  const left: NonNullable<Fields['contacts']> = {};
  for (const contact of Object.values(contacts ?? {})) {
    const damage = draw(chances.phone);
    if (damage === 'phoneMissing') continue;
    const phone =
      damage === 'phoneChanged'
        ? unusedPhone()
        : damage === 'phoneTypo'
          ? transposed(random, contact.phone)
          : contact.phone;
    left[random.hex(12)] = { ...contact, phone };
  }
  return Object.keys(left).length > 0 ? { contacts: left } : {};
}

function damagedAddress(
  random: Random,
  address: string | undefined,
  draw: Draw,
): Pick<Fields, 'address'> {
  if (address === undefined) return {};
  switch (draw(chances.address)) {
    case 'kept':
      return { address };
    // Married into another village, or moved.
    case 'addressMoved':
      return { address: syntheticPlace(random).address };
    case 'addressMissing':
      return {};
    case 'addressShort': {
      const parts = address.split(', ');
      return {
        address: random.chance(0.5) ? parts.slice(0, 2).join(', ') : parts.slice(1).join(', '),
      };
    }
    case 'addressWithoutTones':
      return { address: foldText(address) };
  }
}
