import { blockKeys } from './blockKeys.ts';
import { openBuckets } from './buckets.ts';
import { openFrequencies } from './frequencies.ts';
import type { Frequencies } from './frequencies.ts';
import { likenessOf } from './likeness.ts';
import type { Likeness, MatchModel } from './likeness.ts';
import type { Traits } from './traits.ts';

export interface Match extends Likeness {
  readonly id: string;
}

/** People prepared for comparison. It holds keys and counts only; traits are asked for. */
export interface MatchIndex {
  readonly frequencies: Frequencies;
  /** Takes somebody in, or takes in what changed about them. */
  set(id: string, traits: Traits): void;
  remove(id: string): void;
  /**
   * Those who may be this person, the likeliest first.
   * @param least the lowest score that counts
   * @param except who isn't compared: the person's own record
   */
  find(traits: Traits, least: number, except?: (id: string) => boolean): readonly Match[];
}

/** Traits that are kept ready: candidates are asked for again and again while somebody types. */
const keptTraits = 20_000;

/**
 * @param traitsOf what is said of somebody in the index now; undefined leaves them out
 */
export function openMatchIndex(
  model: MatchModel,
  traitsOf: (id: string) => Traits | undefined,
): MatchIndex {
  const frequencies = openFrequencies();
  const buckets = openBuckets();
  /** The person of each slot; a slot that was left behind by a change has none. */
  const people: (string | undefined)[] = [];
  const slotOf = new Map<string, number>();
  let kept = new Map<string, Traits>();

  const lookUp = (id: string): Traits | undefined => {
    const ready = kept.get(id);
    if (ready) return ready;
    const traits = traitsOf(id);
    if (traits) {
      if (kept.size >= keptTraits) kept = new Map();
      kept.set(id, traits);
    }
    return traits;
  };
  const forget = (id: string) => {
    kept.delete(id);
    const slot = slotOf.get(id);
    if (slot !== undefined) people[slot] = undefined;
    return slot !== undefined;
  };

  return {
    frequencies,
    set(id, traits) {
      if (!forget(id)) frequencies.add(traits);
      const slot = people.length;
      people.push(id);
      slotOf.set(id, slot);
      for (const key of blockKeys(traits)) buckets.add(key, slot);
    },
    remove(id) {
      forget(id);
      slotOf.delete(id);
    },
    find(traits, least, except = () => false) {
      const seen = new Set<number>();
      const found: Match[] = [];
      for (const key of blockKeys(traits)) {
        buckets.each(key, (slot) => {
          if (seen.has(slot)) return;
          seen.add(slot);
          const id = people[slot];
          if (id === undefined || except(id)) return;
          const other = lookUp(id);
          if (!other) return;
          const likeness = likenessOf(model, frequencies, traits, other);
          if (likeness.score >= least) found.push({ id, ...likeness });
        });
      }
      return found.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    },
  };
}
