import { allergens, allergenByCode } from './catalogue/allergens.ts';
import type { Allergen } from './catalogue/allergens.ts';
import { allergyClasses } from './catalogue/allergyClasses.ts';
import type { AllergyClassCode } from './catalogue/allergyClasses.ts';
import { orderableByCode } from './catalogue/orderables.ts';
import type { Drug } from './catalogue/drugs.ts';
import { countsAsActive, substancesOf, worstSeverity } from './allergyState.ts';
import type { Allergy, Severity, SubstanceSide } from './allergyState.ts';
import type { OrderItem } from './doseText.ts';
import { foldDrugName, hasWords } from './foldText.ts';

/** Why a recorded allergy speaks against an order, the most telling reason first. */
export type AllergyReason =
  | { readonly kind: 'sameSubstance' }
  /** The allergy has no code, but its words name the drug. */
  | { readonly kind: 'namedInWords' }
  | { readonly kind: 'sameClass'; readonly class: AllergyClassCode }
  | {
      readonly kind: 'crossReactive';
      readonly class: AllergyClassCode;
      readonly with: AllergyClassCode;
    };

export interface AllergyMatch {
  readonly allergy: Allergy;
  readonly reason: AllergyReason;
  /** The worst that any side of the record states. */
  readonly severity: Severity | undefined;
}

const reasonOrder = ['sameSubstance', 'namedInWords', 'sameClass', 'crossReactive'];

/**
 * Recorded allergies that speak against ordering this item, the most telling first. Refuted
 * allergies don't count; one whose refutation is disputed does, and of a disputed substance every
 * side is checked. An item that the catalogue doesn't know is compared by its words alone.
 */
export function checkOrderAgainstAllergies(
  item: Pick<OrderItem, 'code' | 'display'>,
  allergies: readonly Allergy[],
): readonly AllergyMatch[] {
  return allergyChecker(allergies)(item);
}

/** The same check for several items: what the allergies mean is worked out once. */
export function allergyChecker(
  allergies: readonly Allergy[],
): (item: Pick<OrderItem, 'code' | 'display'>) => readonly AllergyMatch[] {
  const understood = allergies
    .filter(countsAsActive)
    .map((allergy) => ({ allergy, sides: substancesOf(allergy).map(understand) }));
  return (item) => {
    const orderable = orderableByCode(item.code);
    if (orderable?.kind === 'test') return [];
    const named = foldDrugName(item.display);
    return understood
      .flatMap(({ allergy, sides }) => {
        const reason = strongest(sides.map((side) => reasonAgainst(named, orderable?.drug, side)));
        return reason ? [{ allergy, reason, severity: worstSeverity(allergy) }] : [];
      })
      .sort((a, b) => reasonOrder.indexOf(a.reason.kind) - reasonOrder.indexOf(b.reason.kind));
  };
}

/**
 * Active allergies that the check can't judge, for their words name nothing in the catalogue. No
 * match doesn't mean "safe" for these: the prescriber has to read them.
 */
export function allergiesNotUnderstood(allergies: readonly Allergy[]): readonly Allergy[] {
  return allergies
    .filter(countsAsActive)
    .filter((allergy) => substancesOf(allergy).some((side) => meaningOf(side).length === 0));
}

/** A substance as one side wrote it, with what the catalogue makes of it. */
interface UnderstoodSide {
  readonly coded: boolean;
  readonly words: string;
  readonly meant: readonly Allergen[];
  readonly classes: readonly AllergyClassCode[];
}

function understand(side: SubstanceSide): UnderstoodSide {
  const meant = meaningOf(side);
  return {
    coded: side.substanceCode !== undefined && allergenByCode(side.substanceCode) !== undefined,
    words: foldDrugName(side.substance),
    meant,
    classes: [...new Set(meant.flatMap(({ classes }) => classes))],
  };
}

function reasonAgainst(
  named: string,
  drug: Drug | undefined,
  { coded, words, meant, classes }: UnderstoodSide,
): AllergyReason | undefined {
  if (!drug) {
    const inWords = hasWords(words, named) || hasWords(named, words);
    return inWords ? { kind: 'namedInWords' } : undefined;
  }
  const substances = drug.substances;
  if (meant.some((allergen) => allergen.substances.some((code) => substances.includes(code)))) {
    return { kind: coded ? 'sameSubstance' : 'namedInWords' };
  }
  if (!coded && namesOf(drug).some((name) => hasWords(words, name))) {
    return { kind: 'namedInWords' };
  }
  const shared = classes.find((code) => drug.classes.includes(code));
  if (shared) return { kind: 'sameClass', class: shared };
  for (const code of classes) {
    const crossReactive: readonly string[] = allergyClasses[code].crossReactive;
    const drugClass = drug.classes.find((candidate) => crossReactive.includes(candidate));
    if (drugClass) return { kind: 'crossReactive', class: drugClass, with: code };
  }
  return undefined;
}

/** The catalogue's allergens that an allergy means: by its code, otherwise by its words. */
function meaningOf(side: SubstanceSide): readonly Allergen[] {
  const coded = side.substanceCode === undefined ? undefined : allergenByCode(side.substanceCode);
  if (coded) return [coded];
  const words = foldDrugName(side.substance);
  return indexedAllergens
    .filter(({ names }) => names.some((name) => hasWords(words, name)))
    .map(({ allergen }) => allergen);
}

const indexedAllergens = allergens.map((allergen) => ({
  allergen,
  names: [allergen.name.vi, allergen.name.en, ...allergen.aliases].map(foldDrugName),
}));

const foldedNames = new Map<string, readonly string[]>();

function namesOf(drug: Drug): readonly string[] {
  let names = foldedNames.get(drug.code);
  if (!names) foldedNames.set(drug.code, (names = [drug.name, ...drug.aliases].map(foldDrugName)));
  return names;
}

function strongest(reasons: readonly (AllergyReason | undefined)[]): AllergyReason | undefined {
  return reasons
    .filter((reason) => reason !== undefined)
    .sort((a, b) => reasonOrder.indexOf(a.kind) - reasonOrder.indexOf(b.kind))[0];
}
