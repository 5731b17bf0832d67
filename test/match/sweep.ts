import { openMatchIndex } from '../../shared/identity/matching/matchIndex.ts';
import type { MatchModel } from '../../shared/identity/matching/likeness.ts';
import type { Traits } from '../../shared/identity/matching/traits.ts';
import type { Truth } from './readTruth.ts';

/** Lowest score of a pair that is looked at in a sweep. */
const floor = -12;

export interface ScoredPair {
  readonly a: string;
  readonly b: string;
  readonly score: number;
  readonly truth: 'same' | 'household' | 'stranger';
}

export interface SweepRow {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of both. */
  readonly f1: number;
  readonly suspected: number;
  /** Wrong pairs of one household: relatives and twins. */
  readonly wrongFamily: number;
}

export interface Matched {
  readonly people: number;
  readonly truePairs: number;
  /** True pairs that no key brought together: no threshold can find them. */
  readonly neverCompared: number;
  readonly pairs: readonly ScoredPair[];
  readonly indexSeconds: number;
  readonly scanSeconds: number;
}

/** Compares everybody with everybody that a key brings together. */
export function matchAll(
  model: MatchModel,
  people: ReadonlyMap<string, Traits>,
  { personOf, householdOf }: Truth,
): Matched {
  const index = openMatchIndex(model, (id) => people.get(id));
  const startedMs = performance.now();
  for (const [id, traits] of people) index.set(id, traits);
  const indexedMs = performance.now();
  const pairs: ScoredPair[] = [];
  for (const [id, traits] of people) {
    for (const { id: other, score } of index.find(traits, floor, (found) => found <= id)) {
      const mine = personOf.get(id);
      const truth =
        mine !== undefined && mine === personOf.get(other)
          ? 'same'
          : householdOf.has(id) && householdOf.get(id) === householdOf.get(other)
            ? 'household'
            : 'stranger';
      pairs.push({ a: id, b: other, score, truth });
    }
  }
  const scannedMs = performance.now();
  const truePairs = countTruePairs(personOf);
  return {
    people: people.size,
    truePairs,
    neverCompared: truePairs - pairs.filter(({ truth }) => truth === 'same').length,
    pairs,
    indexSeconds: (indexedMs - startedMs) / 1000,
    scanSeconds: (scannedMs - indexedMs) / 1000,
  };
}

/** Of all that the truth names: who isn't in the file, or was refused, can't be found and counts. */
function countTruePairs(personOf: ReadonlyMap<string, string>): number {
  const records = new Map<string, number>();
  for (const person of personOf.values()) records.set(person, (records.get(person) ?? 0) + 1);
  let pairs = 0;
  for (const count of records.values()) pairs += (count * (count - 1)) / 2;
  return pairs;
}

/** Precision and recall if pairs from this score on are suspected. */
export function atThreshold({ pairs, truePairs }: Matched, threshold: number): SweepRow {
  let right = 0;
  let wrong = 0;
  let wrongFamily = 0;
  for (const { score, truth } of pairs) {
    if (score < threshold) continue;
    if (truth === 'same') right += 1;
    else wrong += 1;
    if (truth === 'household') wrongFamily += 1;
  }
  const precision = right + wrong === 0 ? 1 : right / (right + wrong);
  const recall = truePairs === 0 ? 1 : right / truePairs;
  return {
    threshold,
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    suspected: right + wrong,
    wrongFamily,
  };
}

/** The lowest threshold, in steps of half a bit, that keeps this precision. */
export function lowestThreshold(matched: Matched, precision: number): number {
  for (let threshold = floor + 1; threshold <= 20; threshold += 0.5) {
    if (atThreshold(matched, threshold).precision >= precision) return threshold;
  }
  return 20;
}
