import { sidesOf } from '../merge/join.ts';
import type { CausalRecord } from '../merge/join.ts';
import { liveDots } from '../merge/liveDots.ts';
import { allergy as allergyKind } from '../records/allergy.ts';
import type { Dot } from '../merge/versionVector.ts';
import type { RecordOf } from '../records/kinds.ts';

export type Allergy = RecordOf<'allergy'>;
export type Severity = NonNullable<Allergy['severity']>;

/** A substance as one side wrote it. */
export interface SubstanceSide {
  readonly substance: string;
  readonly substanceCode?: string;
}

/**
 * What an allergy's status means for safety. A refutation ends only what it has seen: one that
 * somebody disagrees with, or that hadn't seen how the allergy was changed meanwhile, doesn't end
 * it, so `removalDisputed` counts as active everywhere.
 */
export type AllergyStanding = 'active' | 'removalDisputed' | 'refuted';

export function standingOf(allergy: Allergy): AllergyStanding {
  const statuses = sides(allergy, 'status') as readonly (Partial<Allergy> | null)[];
  const refutations = statuses.filter((side) => side?.status === 'refuted');
  if (refutations.length === 0) return 'active';
  if (refutations.length < statuses.length) return 'removalDisputed';
  // Two refutations for different reasons disagree, but not about the allergy.
  const seen = refutations.map((side) => side?.refutedSeen);
  return !hasUnseenValue(allergy) &&
    liveDots(allergy, ...factUnits).every((dot) =>
      seen.some((dots) => !Array.isArray(dots) || dots.includes(dot)),
    )
    ? 'refuted'
    : 'removalDisputed';
}

/** What a refutation says is untrue. */
const factUnits = ['substance', 'reaction', 'severity', 'certainty'] as const;

/** The writes that an allergy rests on now, its status included: who has seen them knows it as it is. */
export function allergyDots(allergy: Allergy): readonly Dot[] {
  return [...new Set(liveDots(allergy, ...factUnits, 'status'))].sort();
}

/**
 * Whether two values of a fact stand under one write: a hand at the database changed one and kept
 * its dot. Who has seen the write may have seen either, so nobody has seen both for certain.
 */
export function hasUnseenValue(allergy: Allergy): boolean {
  return factUnits.some((unit) => {
    const dots = (allergy.causality.siblings?.[unit] ?? []).map(({ dot }) => dot);
    return new Set(dots).size < dots.length;
  });
}

/** A refutation by somebody who has this allergy, as it is, before them: a value of `status`. */
export function refutation(
  allergy: Allergy,
  refutedBecause?: string,
): Pick<Allergy, 'status' | 'refutedBecause' | 'refutedSeen'> {
  return {
    status: 'refuted',
    ...(refutedBecause !== undefined && { refutedBecause }),
    refutedSeen: [...new Set(liveDots(allergy, ...factUnits))].sort(),
  };
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

function sides(allergy: Allergy, unit: string): unknown[] {
  return sidesOf(allergyKind.units, allergy as unknown as CausalRecord, unit).map(
    ({ value }) => value,
  );
}
