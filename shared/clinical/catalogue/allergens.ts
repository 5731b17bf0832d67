import type { Localised } from '../language.ts';
import { allergyClasses } from './allergyClasses.ts';
import type { AllergyClassCode } from './allergyClasses.ts';
import { drugs } from './drugs.ts';

/** What an allergy can be to: a substance, a class of drugs, or something that is no drug. */
export interface Allergen {
  readonly kind: 'substance' | 'class' | 'other';
  readonly code: string;
  readonly name: Localised;
  readonly aliases: readonly string[];
  /** Substances that it is, or that a combined drug is made of; none for a class. */
  readonly substances: readonly string[];
  /** Classes that it belongs to, or is. */
  readonly classes: readonly AllergyClassCode[];
}

/** Parts of combined drugs that aren't drugs of their own in the catalogue. */
const partNames: Readonly<Record<string, string>> = {
  'clavulanic-acid': 'Acid clavulanic',
  ampicillin: 'Ampicillin',
  sulbactam: 'Sulbactam',
  piperacillin: 'Piperacillin',
  tazobactam: 'Tazobactam',
  sulfamethoxazole: 'Sulfamethoxazol',
  trimethoprim: 'Trimethoprim',
};

/** Of a combined drug's classes only those of the part that it has them from. */
const partClasses: Readonly<Record<string, readonly AllergyClassCode[]>> = {
  ampicillin: ['penicillins'],
  piperacillin: ['penicillins'],
  sulfamethoxazole: ['sulfonamides'],
};

const others: readonly Allergen[] = [
  other('shrimp-crab', 'Tôm, cua', 'Shrimp, crab', 'hải sản', 'tôm', 'cua', 'seafood'),
  other('fish', 'Cá biển', 'Sea fish'),
  other('peanut', 'Lạc (đậu phộng)', 'Peanut', 'lạc', 'đậu phộng'),
  other('egg', 'Trứng', 'Egg'),
  other('cows-milk', 'Sữa bò', "Cow's milk", 'sữa'),
  other('latex', 'Latex (găng cao su)', 'Latex', 'cao su'),
  other('iodinated-contrast', 'Thuốc cản quang có iod', 'Iodinated contrast', 'cản quang'),
  other('bee-venom', 'Nọc ong', 'Bee venom', 'ong đốt'),
];

/** All allergens of the catalogue: classes first, for they are what most people name. */
export const allergens: readonly Allergen[] = [
  ...Object.entries(allergyClasses).map(([code, { name, aliases }]) => ({
    kind: 'class' as const,
    code,
    name,
    aliases,
    substances: [],
    classes: [code as AllergyClassCode],
  })),
  ...substances(),
  ...others,
];

const byCode = new Map(allergens.map((allergen) => [allergen.code, allergen]));

export function allergenByCode(code: string): Allergen | undefined {
  return byCode.get(code);
}

function substances(): Allergen[] {
  const whole = drugs.map(({ code, name, aliases, substances: parts, classes }) =>
    substance(code, name, aliases, classes, parts),
  );
  const known = new Set(whole.map(({ code }) => code));
  const parts = Object.entries(partNames)
    .filter(([code]) => !known.has(code))
    .map(([code, name]) => substance(code, name, [], partClasses[code] ?? []));
  return [...whole, ...parts];
}

function substance(
  code: string,
  name: string,
  aliases: readonly string[],
  classes: readonly AllergyClassCode[],
  parts: readonly string[] = [code],
): Allergen {
  return {
    kind: 'substance',
    code,
    name: { vi: name, en: name },
    aliases,
    substances: parts,
    classes,
  };
}

function other(code: string, vi: string, en: string, ...aliases: readonly string[]): Allergen {
  return { kind: 'other', code, name: { vi, en }, aliases, substances: [], classes: [] };
}
