import { birthDateGroups, compareTraits, fields, levelsOf } from './compare.ts';
import type { Field } from './compare.ts';
import { openFrequencies } from './frequencies.ts';
import { shareOf } from './likeness.ts';
import type { MatchModel, Rates, Rival } from './likeness.ts';
import type { Traits } from './traits.ts';

/** Somebody of whom it is known who they are. */
export interface KnownPerson {
  readonly traits: Traits;
  readonly person: string;
  readonly household: string;
}

type Sort = 'same' | Rival;

type Least = Partial<Record<Field, Readonly<Record<string, number>>>>;

/**
 * Rates that a synthetic hospital can't teach, for its desks never do it, or do it in one way: by
 * judgement, not counted, and tuned on one seed of another registry (`test/match/registry`). Without
 * them the matcher takes what its own generator never did for what no desk ever does.
 */
const leastOfSame: Least = {
  name: {
    abbreviated: 0.03,
    otherMiddle: 0.01,
    otherGiven: 0.002,
    otherFamily: 0.01,
    familyOnly: 0.004,
    givenOnly: 0.01,
    different: 0.005,
  },
  birthDate: {
    otherDay: 0.03,
    yearBeside: 0.015,
    different: 0.01,
    nearYear: 0.06,
    otherYear: 0.01,
  },
  sex: { different: 0.01 },
  phone: { different: 0.3 },
  address: { near: 0.03, hamlet: 0.15, some: 0.15, different: 0.06 },
  number: { different: 0.02 },
};
/** Relatives of one name, and a mother's card scanned for her child: rare, and never nothing. */
const leastOfFamily: Least = {
  number: { same: 0.002 },
  name: {
    same: 0.002,
    withoutTones: 0.001,
    otherSpelling: 0.0005,
    abbreviated: 0.002,
    shorter: 0.001,
  },
  birthDate: { otherYear: 0.95, different: 0.95 },
  address: { near: 0.03, hamlet: 0.15, some: 0.1 },
};
/** Twins are a boy and a girl as often as not, and need not share the middle name. */
const leastOfTwin: Least = {
  number: { same: 0.002 },
  name: {
    same: 0.001,
    withoutTones: 0.001,
    otherSpelling: 0.0005,
    abbreviated: 0.005,
    slip: 0.04,
    otherMiddle: 0.005,
    familyOnly: 0.3,
    different: 0.02,
  },
  birthDate: { sameYear: 0.98, otherDay: 0.02 },
  sex: { different: 0.4 },
  address: { near: 0.03, hamlet: 0.15, some: 0.1 },
};
/** What fits by chance where names are abbreviated, and where provinces count hamlets by number. */
const leastOfStranger: Least = { name: { abbreviated: 0.03 }, address: { hamlet: 0.02 } };

/**
 * Counts the rates of a model from people of whom it is known who is whom. Strangers are sampled.
 * @param random in [0, 1)
 */
export function learnModel(
  people: readonly KnownPerson[],
  random: () => number,
  learned: MatchModel['learned'],
  samples = 1_000_000,
): Omit<MatchModel, 'threshold'> {
  const frequencies = openFrequencies();
  for (const { traits } of people) frequencies.add(traits);
  const tally = openTally();
  const pairs: Record<Sort, number> = { same: 0, family: 0, twin: 0, stranger: 0 };
  const count = (sort: Sort, a: Traits, b: Traits) => {
    pairs[sort] += 1;
    const levels = compareTraits(a, b);
    for (const field of fields) {
      const level = levels[field];
      if (level !== 'unknown') {
        tally.add(sort, field, level);
      }
    }
  };
  for (const home of byHousehold(people)) {
    for (const [place, a] of home.entries()) {
      for (const b of home.slice(place + 1)) {
        const twins =
          a.traits.birthDate?.length === 10 && a.traits.birthDate === b.traits.birthDate;
        count(a.person === b.person ? 'same' : twins ? 'twin' : 'family', a.traits, b.traits);
      }
    }
  }
  for (let sample = 0; sample < samples; sample += 1) {
    const a = people[Math.floor(random() * people.length)]!;
    const b = people[Math.floor(random() * people.length)]!;
    if (a.household !== b.household) count('stranger', a.traits, b.traits);
  }
  for (let sample = 0; sample < 20_000; sample += 1) {
    const { traits } = people[Math.floor(random() * people.length)]!;
    for (const field of fields) {
      for (const level of levelsOf[field]) {
        const said = field === 'name' ? traits.words.length > 0 : traits.address.length > 0;
        if (said) tally.addShare(field, level, shareOf(frequencies, field, level, traits, traits));
      }
    }
  }
  const each = (sort: Exclude<Sort, 'stranger'>) => rounded((2 * pairs[sort]) / people.length);
  return {
    learned,
    rates: {
      same: tally.rates('same', leastOfSame),
      stranger: tally.rates('stranger', leastOfStranger),
      family: tally.rates('family', leastOfFamily),
      twin: tally.rates('twin', leastOfTwin),
    },
    others: { same: each('same'), family: each('family'), twin: each('twin') },
  };
}

function byHousehold(people: readonly KnownPerson[]): Iterable<readonly KnownPerson[]> {
  const homes = new Map<string, KnownPerson[]>();
  for (const person of people) {
    const home = homes.get(person.household);
    if (home) home.push(person);
    else homes.set(person.household, [person]);
  }
  return homes.values();
}

/** Counts by sort, field and level, and the shares by which strangers' rates will be multiplied. */
function openTally() {
  const counts = new Map<string, number>();
  const shares = new Map<string, { sum: number; people: number }>();
  const keyOf = (sort: Sort, field: Field, level: string) => `${sort} ${field} ${level}`;
  return {
    add(sort: Sort, field: Field, level: string) {
      const key = keyOf(sort, field, level);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    addShare(field: Field, level: string, share: number) {
      const key = `${field} ${level}`;
      const { sum, people } = shares.get(key) ?? { sum: 0, people: 0 };
      shares.set(key, { sum: sum + share, people: people + 1 });
    },
    rates(sort: Sort, least: Least): Rates {
      const ratesOf = (field: Field) =>
        Object.fromEntries(groupsOf(field).flatMap((group) => ratesOfGroup(field, group)));
      const ratesOfGroup = (field: Field, levels: readonly string[]) => {
        const found = levels.map((level) => counts.get(keyOf(sort, field, level)) ?? 0);
        const total = found.reduce((sum, pairs) => sum + pairs, 0);
        return levels.map((level, place) => {
          // Half a pair more at each level: what wasn't met in this sample may be met tomorrow.
          const rate = (found[place]! + 0.5) / (total + 0.5 * levels.length);
          const { sum, people } = shares.get(`${field} ${level}`) ?? { sum: 1, people: 1 };
          const share = sort === 'stranger' ? sum / people : 1;
          return [level, rounded(Math.max(rate / share, least[field]?.[level] ?? 0))] as const;
        });
      };
      return {
        name: ratesOf('name'),
        birthDate: ratesOf('birthDate'),
        sex: ratesOf('sex'),
        phone: ratesOf('phone'),
        address: ratesOf('address'),
        number: ratesOf('number'),
      };
    },
  };
}

/** Levels whose rates sum to 1. */
function groupsOf(field: Field): readonly (readonly string[])[] {
  return field === 'birthDate' ? birthDateGroups : [levelsOf[field]];
}

/** Three digits that count: more would feign a precision that a sample doesn't have. */
function rounded(rate: number): number {
  return Number(rate.toPrecision(3));
}
