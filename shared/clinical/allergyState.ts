import { disagreements, sidesOf } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import { allergy as allergyKind } from '../records/allergy.ts';
import type { RecordOf } from '../records/kinds.ts';

export type Allergy = RecordOf<'allergy'>;
export type Severity = NonNullable<Allergy['severity']>;

/** A substance as one side wrote it. */
export interface SubstanceSide {
  readonly substance: string;
  readonly substanceCode?: string;
}

/**
 * What an allergy's status means for safety: a refutation that somebody disagrees with doesn't end
 * the allergy, so `removalDisputed` counts as active everywhere.
 */
export type AllergyStanding = 'active' | 'removalDisputed' | 'refuted';

export function standingOf(allergy: Allergy): AllergyStanding {
  if (!isDisputed(allergy, 'status')) return allergy.status;
  // Two refutations for different reasons disagree, but not about the allergy.
  const statuses = sides(allergy, 'status') as readonly ({ readonly status?: unknown } | null)[];
  return statuses.every((side) => side?.status === 'refuted') ? 'refuted' : 'removalDisputed';
}

export function countsAsActive(allergy: Allergy): boolean {
  return standingOf(allergy) !== 'refuted';
}

/** Every substance that stands: two while two people wrote different ones. */
export function substancesOf(allergy: Allergy): readonly SubstanceSide[] {
  return sides(allergy, 'substance').map((value) => value as SubstanceSide);
}

const order: readonly Severity[] = ['mild', 'moderate', 'severe'];

/** The worst severity that stands on any side; undefined while nobody stated one. */
export function worstSeverity(allergy: Allergy): Severity | undefined {
  const stated = sides(allergy, 'severity').filter((value) => value !== null) as Severity[];
  return stated.sort((a, b) => order.indexOf(b) - order.indexOf(a))[0];
}

/** Order for display: the worst first, an unstated severity between moderate and mild. */
export function compareBySeverity(a: Allergy, b: Allergy): number {
  return weight(b) - weight(a) || (a.id < b.id ? -1 : 1);
}

function weight(allergy: Allergy): number {
  const severity = worstSeverity(allergy);
  return severity === undefined ? 0.5 : order.indexOf(severity);
}

/**
 * What is known of a patient's allergies. "Not asked" and "none known" are different things, and a
 * recorded allergy overrides a statement that there are none; the contradiction is said.
 */
export type AllergyKnowledge =
  | {
      readonly kind: 'known';
      readonly allergies: readonly Allergy[];
      readonly againstStatement: boolean;
    }
  | { readonly kind: 'noneKnown' }
  | { readonly kind: 'notAsked' };

export function allergyKnowledge(
  statement: RecordOf<'patient'>['allergyStatement'],
  allergies: readonly Allergy[],
): AllergyKnowledge {
  const active = allergies.filter(countsAsActive).sort(compareBySeverity);
  if (active.length > 0) {
    return { kind: 'known', allergies: active, againstStatement: statement === 'noneKnown' };
  }
  return { kind: statement };
}

function isDisputed(allergy: Allergy, unit: string): boolean {
  return disagreements(allergy as unknown as CausalRecord).includes(unit);
}

function sides(allergy: Allergy, unit: string): unknown[] {
  return sidesOf(allergyKind.units, allergy as unknown as CausalRecord, unit).map(
    ({ value }) => value,
  );
}
