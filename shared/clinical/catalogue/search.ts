import { foldDrugName, foldText } from '../foldText.ts';
import type { Localised } from '../language.ts';
import { allergens } from './allergens.ts';
import type { Allergen } from './allergens.ts';
import { orderables } from './orderables.ts';
import type { Orderable } from './orderables.ts';

interface Indexed<T> {
  readonly entry: T;
  readonly names: readonly string[];
  readonly aliases: readonly string[];
}

const indexedOrderables = orderables.map((entry) => index(entry, entry));
const indexedAllergens = allergens.map((entry) => index(entry, entry));

/**
 * Drugs and tests whose names hold every typed word as the beginning of a word, tones and common
 * misspellings aside; names that begin so come first. At most `limit`; nothing for empty text.
 */
export function searchOrderables(query: string, limit = 12): readonly Orderable[] {
  return search(indexedOrderables, query, limit);
}

/** The same over substances, classes and other allergens. */
export function searchAllergens(query: string, limit = 8): readonly Allergen[] {
  return search(indexedAllergens, query, limit);
}

function search<T>(entries: readonly Indexed<T>[], query: string, limit: number): readonly T[] {
  const folds = [foldText(query), foldDrugName(query)].filter((text) => text !== '');
  if (folds.length === 0) return [];
  const ranked = entries
    .map(({ entry, names, aliases }) => ({ entry, rank: rank(names, aliases, folds) }))
    .filter(({ rank }) => rank < 4);
  // A stable sort: within a rank the catalogue's own order stays.
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

/** 0 begins with the text, 1 an alias does, 2 has every word, 3 an alias has, 4 nothing. */
function rank(names: readonly string[], aliases: readonly string[], folds: readonly string[]) {
  if (names.some((name) => folds.some((fold) => name.startsWith(fold)))) return 0;
  if (aliases.some((alias) => folds.some((fold) => alias.startsWith(fold)))) return 1;
  if (names.some((name) => folds.some((fold) => hasAllBeginnings(name, fold)))) return 2;
  if (aliases.some((alias) => folds.some((fold) => hasAllBeginnings(alias, fold)))) return 3;
  return 4;
}

function hasAllBeginnings(text: string, query: string): boolean {
  const words = text.split(' ');
  return query.split(' ').every((part) => words.some((word) => word.startsWith(part)));
}

function index<T>(
  entry: T,
  { name, aliases, ...rest }: { name: Localised; aliases: readonly string[]; form?: Localised },
): Indexed<T> {
  const form = rest.form;
  const written = [name.vi, name.en].flatMap((text) =>
    form ? [`${text} ${form.vi}`, `${text} ${form.en}`] : [text],
  );
  return { entry, names: foldBoth(written), aliases: foldBoth(aliases) };
}

function foldBoth(texts: readonly string[]): string[] {
  return [...new Set(texts.flatMap((text) => [foldText(text), foldDrugName(text)]))];
}
