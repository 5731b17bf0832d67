import type { Traits } from './traits.ts';

/** How often names and addresses are met: "Nguyễn" proves little, "Quách" much. */
export interface Frequencies {
  /** Counts somebody who is new. (A name that is corrected later changes no share worth counting.) */
  add(traits: Traits): void;
  /** People counted. */
  readonly size: number;
  /** Share of people with this family, middle or given name; never 0. */
  family(word: string): number;
  middle(words: readonly string[]): number;
  given(word: string): number;
  /** Share of people with this address; never 0. */
  address(words: readonly string[]): number;
}

/**
 * Shares that hold before anybody was counted, as if this many people had been: in a ward of forty
 * people, nobody being called Nguyễn doesn't make it a rare name.
 */
const assumedPeople = 400;
const assumedFamily: Readonly<Record<string, number>> = {
  nguyen: 0.35,
  tran: 0.1,
  le: 0.08,
  pham: 0.06,
  hoang: 0.05,
  phan: 0.04,
  vu: 0.035,
  vo: 0.035,
  dang: 0.02,
  bui: 0.02,
  do: 0.015,
};
const assumedMiddle: Readonly<Record<string, number>> = { thi: 0.28, van: 0.2 };
/** A word that isn't in a list. */
const assumedOther = { family: 0.004, middle: 0.01, given: 0.01, address: 0.005 };

export function openFrequencies(): Frequencies {
  const counts = {
    family: new Map<string, number>(),
    middle: new Map<string, number>(),
    given: new Map<string, number>(),
    address: new Map<string, number>(),
  };
  let named = 0;
  let housed = 0;
  let size = 0;
  const bump = (of: Map<string, number>, key: string) => of.set(key, (of.get(key) ?? 0) + 1);
  const share = (of: Map<string, number>, key: string, people: number, assumed: number) =>
    ((of.get(key) ?? 0) + assumed * assumedPeople) / (people + assumedPeople);
  return {
    add({ plainWords: words, address }) {
      size += 1;
      if (words.length > 0) {
        named += 1;
        bump(counts.family, words[0]!);
        bump(counts.middle, words.slice(1, -1).join(' '));
        bump(counts.given, words.at(-1)!);
      }
      if (address.length > 0) {
        housed += 1;
        bump(counts.address, address.join(' '));
      }
    },
    get size() {
      return size;
    },
    family: (word) => share(counts.family, word, named, assumedFamily[word] ?? assumedOther.family),
    middle: (words) => {
      const key = words.join(' ');
      return share(counts.middle, key, named, assumedMiddle[key] ?? assumedOther.middle);
    },
    given: (word) => share(counts.given, word, named, assumedOther.given),
    address: (words) => share(counts.address, words.join(' '), housed, assumedOther.address),
  };
}

/** The share of people who have as much of a name in common as these two have. */
export function nameShare(frequencies: Frequencies, level: string, a: Traits, b: Traits): number {
  const shareOf = ({ plainWords: words }: Traits): number => {
    const family = () => frequencies.family(words[0]!);
    const middle = () => frequencies.middle(words.slice(1, -1));
    const given = () => frequencies.given(words.at(-1)!);
    switch (level) {
      case 'abbreviated':
        // A letter fits some three times as many people as the word that it stands for.
        return Math.min(1, 3 * family() * middle() * given());
      case 'shorter':
      case 'otherMiddle':
        return family() * given();
      case 'otherGiven':
        return family() * middle();
      case 'otherFamily':
        return middle() * given();
      case 'familyOnly':
        return family();
      case 'givenOnly':
        return given();
      case 'different':
        return 1;
      default:
        return family() * middle() * given();
    }
  };
  // A misspelt word is rare in itself; the more usual spelling says how much the name proves.
  return Math.max(shareOf(a), shareOf(b));
}
