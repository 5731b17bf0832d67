import type { Random } from '../../../shared/synthetic/random.ts';
import type { SaidOfPerson } from '../../../shared/identity/matching/traits.ts';
import type { RegistryPerson } from './registryPeople.ts';

/**
 * What a clerk does to a person's words, each with its chance at damage 1. Every record of a person
 * goes through it, the first one too; several may fall together. Designed beside the desks of the
 * invented hospital and not from them: nothing is ever learned from it.
 */
const chances = {
  name: {
    tonesMissing: 0.13,
    shoutedWithoutTones: 0.06,
    otherTonePlace: 0.04,
    iForY: 0.04,
    saidInDialect: 0.025,
    neighbourKey: 0.03,
    givenFirst: 0.012,
    familyAbbreviated: 0.02,
    middleAbbreviated: 0.025,
    middleDropped: 0.025,
    homeNameBeside: 0.012,
    homeNameAlone: 0.003,
    telex: 0.008,
    wordsJoined: 0.006,
    missing: 0.002,
  },
  born: {
    newYear: 0.07,
    yearOnly: 0.05,
    swapped: 0.02,
    yearBeside: 0.02,
    otherDigit: 0.015,
    otherDay: 0.012,
    missing: 0.015,
  },
  sexWrong: 0.008,
  sexMissing: 0.01,
  phone: { missing: 0.2, changed: 0.15, neighbours: 0.03, slip: 0.015 },
  address: { missing: 0.05, moved: 0.05, unitsOfNow: 0.4, hamletOnly: 0.04, tonesMissing: 0.15 },
  cccd: { missing: 0.4, oldNumber: 0.15, slip: 0.012, relatives: 0.002 },
  bhyt: { missing: 0.45, slip: 0.01, tenDigits: 0.4 },
} as const;

/** @param damage multiplies the chance of every error; what is only missing keeps its own */
export function writtenDown(
  random: Random,
  person: RegistryPerson,
  relatives: readonly RegistryPerson[],
  damage: number,
): SaidOfPerson {
  const err = (chance: number) => random.chance(Math.min(0.9, chance * damage));
  const relative = random.pick(relatives);
  return {
    name: nameOf(random, person, err),
    ...bornOf(random, person, err),
    sex: random.chance(chances.sexMissing)
      ? undefined
      : person.male !== err(chances.sexWrong)
        ? 'male'
        : 'female',
    phones: phonesOf(random, person, relative, err),
    address: addressOf(random, person, relatives, err),
    numbers: numbersOf(random, person, relative, err),
  };
}

type Err = (chance: number) => boolean;

function nameOf(random: Random, { name, homeName }: RegistryPerson, err: Err): string | undefined {
  const of = chances.name;
  if (random.chance(of.missing)) return undefined;
  if (err(of.homeNameAlone)) return `${name.split(' ')[0]!} ${homeName}`;
  let words = name.split(' ');
  if (err(of.iForY)) words = words.map(withOtherI);
  if (err(of.saidInDialect)) words = words.map((word) => dialect[word] ?? word);
  if (err(of.middleDropped)) words = [words[0]!, words.at(-1)!];
  if (err(of.familyAbbreviated)) {
    words[0] =
      words[0] === 'Nguyễn' ? random.pick(['Ng.', 'Ng', 'N.', 'Nguyển']) : `${[...words[0]!][0]!}.`;
  }
  if (err(of.middleAbbreviated)) {
    words = words.map((word, at) =>
      at === 0 || at === words.length - 1 ? word : `${[...word][0]!}.`,
    );
  }
  if (err(of.neighbourKey)) {
    const at = random.whole(0, words.length - 1);
    words[at] = withNeighbourKey(random, words[at]!);
  }
  if (err(of.givenFirst)) words = [words.at(-1)!, ...words.slice(0, -1)];
  let text = words.join(' ');
  if (err(of.wordsJoined)) text = text.replace(/ (?=\S+$)/u, '');
  if (err(of.otherTonePlace))
    text = text.replace(/oà/gu, 'òa').replace(/uỷ/gu, 'ủy').replace(/uý/gu, 'úy');
  if (err(of.telex))
    text = text
      .replace(/Đ/gu, 'DD')
      .replace(/ễ/gu, 'eex')
      .replace(/ị/gu, 'ij')
      .replace(/ă/gu, 'aw');
  if (err(of.tonesMissing)) text = withoutMarks(text);
  if (err(of.shoutedWithoutTones)) text = withoutMarks(text).toUpperCase();
  if (err(of.homeNameBeside)) text = `${text} ${random.pick([`(${homeName})`, `tức ${homeName}`])}`;
  return text;
}

/** One name as south and north say it. */
const dialect: Readonly<Record<string, string>> = {
  Huỳnh: 'Hoàng',
  Hoàng: 'Huỳnh',
  Võ: 'Vũ',
  Vũ: 'Võ',
  Châu: 'Chu',
  Phúc: 'Phước',
  Phước: 'Phúc',
  Nhật: 'Nhựt',
  Nhân: 'Nhơn',
  Cảnh: 'Kiểng',
  Bảo: 'Bửu',
  Sơn: 'San',
  Trang: 'Chang',
  Trinh: 'Chinh',
  Sương: 'Xương',
  Dung: 'Giung',
  Lan: 'Nan',
  Mạnh: 'Mãnh',
  Nghĩa: 'Ngãi',
  Phượng: 'Phụng',
  Chính: 'Chánh',
};

function withOtherI(word: string): string {
  return word
    .replace(/(?<=^(?:[BHKLMSTV]|Qu))ý$/u, 'í')
    .replace(/(?<=^[HKLMSTV])ỹ$/u, 'ĩ')
    .replace(/(?<=^[HKLMSTV])y$/u, 'i')
    .replace(/(?<=^[HKLMSTV])ỳ$/u, 'ì');
}

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
function withNeighbourKey(random: Random, word: string): string {
  const signs = [...word];
  const at = random.whole(0, signs.length - 1);
  const bare = withoutMarks(signs[at]!).toLowerCase();
  const row = rows.find((each) => each.includes(bare));
  if (!row) return word;
  const place = row.indexOf(bare);
  const typed =
    row[place + (place === 0 || (place < row.length - 1 && random.chance(0.5)) ? 1 : -1)]!;
  if (random.chance(0.25)) signs.splice(at, 1);
  else if (random.chance(0.3)) signs.splice(at, 0, typed);
  else signs[at] = typed;
  return signs.join('') || word;
}

const twoDigits = (number: number) => String(number).padStart(2, '0');

function bornOf(
  random: Random,
  { born: { year, month, day } }: RegistryPerson,
  err: Err,
): Pick<SaidOfPerson, 'birthDate'> {
  const of = chances.born;
  const date = (y: number, m: number, d: number) => `${y}-${twoDigits(m)}-${twoDigits(d)}`;
  if (random.chance(of.missing)) return { birthDate: undefined };
  // The old often know their year alone, and not always the right one.
  const old = year < 1960 ? 3 : 1;
  const told = err(of.yearBeside * (year < 1960 ? 2 : 1)) ? year + random.pick([-1, 1]) : year;
  if (random.chance(of.newYear * old)) return { birthDate: date(told, 1, 1) };
  if (random.chance(of.yearOnly * old)) return { birthDate: String(told) };
  if (day <= 12 && err(of.swapped / 0.4)) return { birthDate: date(told, day, month) };
  if (err(of.otherDigit)) {
    return random.chance(0.5)
      ? { birthDate: date(Math.min(2025, told + random.pick([-10, 10])), month, day) }
      : { birthDate: date(told, month, ((day + random.pick([1, 3, 9])) % 28) + 1) };
  }
  if (err(of.otherDay)) return { birthDate: date(told, random.whole(1, 12), random.whole(1, 28)) };
  return { birthDate: date(told, month, day) };
}

function phonesOf(
  random: Random,
  person: RegistryPerson,
  relative: RegistryPerson,
  err: Err,
): string[] {
  const of = chances.phone;
  if (random.chance(of.missing)) return [];
  if (err(of.changed)) return [`09${random.digits(8)}`];
  if (err(of.neighbours)) return [relative.phone];
  if (err(of.slip)) return [withOtherDigit(random, person.phone)];
  return [random.chance(0.1) ? `+84${person.phone.slice(1)}` : person.phone];
}

function addressOf(
  random: Random,
  person: RegistryPerson,
  all: readonly RegistryPerson[],
  err: Err,
): string | undefined {
  const of = chances.address;
  if (random.chance(of.missing)) return undefined;
  const where = err(of.moved) ? random.pick(all).address : person.address;
  let text = random.chance(of.unitsOfNow) ? where.now : where.old;
  if (err(of.hamletOnly)) text = text.split(', ').slice(0, 2).join(', ');
  if (err(of.tonesMissing)) text = withoutMarks(text);
  return random.chance(0.3) ? text.replace('huyện', 'H.').replace('tỉnh', 'T.') : text;
}

function numbersOf(
  random: Random,
  person: RegistryPerson,
  relative: RegistryPerson,
  err: Err,
): { system: string; value: string }[] {
  const numbers: { system: string; value: string }[] = [];
  const { cccd, bhyt } = chances;
  if (!random.chance(cccd.missing)) {
    const owner = err(cccd.relatives) ? relative : person;
    const old = person.born.year < 2005 && random.chance(cccd.oldNumber);
    const value = old ? owner.cmnd : owner.cccd;
    numbers.push({
      system: old ? 'cmnd' : 'cccd',
      value: err(cccd.slip) ? withOtherDigit(random, value) : value,
    });
  }
  if (!random.chance(bhyt.missing)) {
    const value = err(bhyt.slip) ? withOtherDigit(random, person.bhxh) : person.bhxh;
    const group = random.pick(['GD4', 'DN4', 'HN2', 'HT3', 'TE1']);
    numbers.push({
      system: 'bhyt',
      value: random.chance(bhyt.tenDigits) ? value : `${group}${person.cccd.slice(1, 3)}${value}`,
    });
  }
  return numbers;
}

function withOtherDigit(random: Random, digits: string): string {
  const at = random.whole(2, digits.length - 1);
  const other = (Number(digits[at]!) + random.whole(1, 9)) % 10;
  return `${digits.slice(0, at)}${other}${digits.slice(at + 1)}`;
}

function withoutMarks(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gu, 'd').replace(/Đ/gu, 'D');
}
