import { compareTraits, fields } from './compare.ts';
import type { Field, Levels } from './compare.ts';
import { nameShare } from './frequencies.ts';
import type { Frequencies } from './frequencies.ts';
import type { Traits } from './traits.ts';

/** Who two records can be of, beside one person. Twins are of one family and of one day. */
export const rivals = ['stranger', 'family', 'twin'] as const;
export type Rival = (typeof rivals)[number];

/** How often a level is met among pairs of one sort. */
export type Rates = { readonly [F in Field]: Readonly<Record<string, number>> };

/**
 * What the matcher knows (Fellegi and Sunter 1969, with three ways of not being one person instead
 * of one, because families share name, address and telephone and are still not one patient).
 */
export interface MatchModel {
  /** From which synthetic hospital the rates were counted. */
  readonly learned: { readonly seed: number; readonly patients: number };
  /**
   * Rates by sort of pair. Of strangers those of names and of whole addresses are for one name or
   * address that everybody has; they are multiplied by the share of people who have it.
   */
  readonly rates: Readonly<Record<'same' | Rival, Rates>>;
  /** Other records of the same person, of a relative, of a twin: on average for each record. */
  readonly others: Readonly<Record<'same' | 'family' | 'twin', number>>;
  /** A pair is suspected from this score. */
  readonly threshold: number;
}

/** What one field says for (above 0) or against one person, in bits. */
export interface Evidence {
  readonly field: Field;
  readonly level: string;
  readonly bits: number;
}

export interface Likeness {
  /** Log2 of the odds that both are of one person; 0 is even. */
  readonly score: number;
  readonly levels: Levels;
  /** The likeliest other explanation. */
  readonly rival: Rival;
}

/** Whoever is registered comes from a district, however few of it are on this workstation yet. */
const leastPeople = 2000;

/** How likely two people are one, in a population with these names. Symmetric. */
export function likenessOf(
  model: MatchModel,
  frequencies: Frequencies,
  a: Traits,
  b: Traits,
): Likeness {
  const levels = compareTraits(a, b);
  const people = Math.max(frequencies.size, leastPeople);
  const prior = (count: number) => Math.log2(Math.min(0.5, count / people));
  let same = prior(model.others.same);
  const against: Record<Rival, number> = {
    stranger: 0,
    family: prior(model.others.family),
    twin: prior(model.others.twin),
  };
  for (const field of fields) {
    const level = levels[field];
    if (level === 'unknown') continue;
    same += Math.log2(rate(model, 'same', field, level));
    against.stranger += Math.log2(
      rate(model, 'stranger', field, level) * shareOf(frequencies, field, level, a, b),
    );
    against.family += Math.log2(rate(model, 'family', field, level));
    against.twin += Math.log2(rate(model, 'twin', field, level));
  }
  const rival = rivals.reduce((best, next) => (against[next] > against[best] ? next : best));
  const odds = rivals.reduce((sum, next) => sum + 2 ** (against[next] - against[rival]), 0);
  return { score: same - against[rival] - Math.log2(odds), levels, rival };
}

/** What each field says, against the likeliest other explanation; unknown fields say nothing. */
export function evidenceOf(
  model: MatchModel,
  frequencies: Frequencies,
  { levels, rival }: Likeness,
  a: Traits,
  b: Traits,
): readonly Evidence[] {
  return fields.flatMap((field) => {
    const level = levels[field];
    if (level === 'unknown') return [];
    const share = rival === 'stranger' ? shareOf(frequencies, field, level, a, b) : 1;
    const bits = Math.log2(
      rate(model, 'same', field, level) / (rate(model, rival, field, level) * share),
    );
    return [{ field, level, bits }];
  });
}

/** Below every rate that can be counted. */
const never = 1e-7;

function rate(model: MatchModel, sort: 'same' | Rival, field: Field, level: string): number {
  return model.rates[sort][field][level] ?? never;
}

/** By which share of people a stranger's rate of this level is multiplied. */
export function shareOf(
  frequencies: Frequencies,
  field: Field,
  level: string,
  a: Traits,
  b: Traits,
): number {
  if (field === 'name') return nameShare(frequencies, level, a, b);
  if (field === 'address' && level === 'same') return frequencies.address(a.address);
  return 1;
}
