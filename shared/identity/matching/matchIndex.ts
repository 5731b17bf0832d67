import { blockKeys, provesAlone } from './blockKeys.ts';
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
  /** How two people stand to each other in this population. */
  compare(a: Traits, b: Traits): Likeness;
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
  const bornAt: Born[] = [];
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
      bornAt.push(bornOf(traits));
      slotOf.set(id, slot);
      for (const key of blockKeys(traits)) buckets.add(key, slot);
    },
    remove(id) {
      forget(id);
      slotOf.delete(id);
    },
    compare: (a, b) => likenessOf(model, frequencies, a, b),
    find(traits, least, except = () => false) {
      const seen = new Set<number>();
      const found: Match[] = [];
      const born = bornOf(traits);
      for (const key of blockKeys(traits)) {
        const proves = provesAlone(key);
        buckets.each(key, (slot) => {
          if (seen.has(slot) || (!proves && !mayAgree(born, bornAt[slot]!))) return;
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

/** Year and day of birth as two small numbers; 0 is not known. */
type Born = number;

/** 1 January is what registries write for a year alone. */
const newYear = 101;

function bornOf({ birthDate = '' }: Traits): Born {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  const at = day > 0 ? month * 100 + day : 0;
  return year * 10_000 + (at === newYear ? 0 : at);
}

/**
 * Whether two dates of birth are near enough for a name to matter. Of 200,000 people 150 have one
 * common name: without this look at each of them would cost a whole comparison.
 */
function mayAgree(a: Born, b: Born): boolean {
  if (a === 0 || b === 0) return true;
  const years = Math.abs(Math.floor(a / 10_000) - Math.floor(b / 10_000));
  if (years <= 1) return true;
  const [dayA, dayB] = [a % 10_000, b % 10_000];
  return dayA === 0 || dayB === 0 ? years <= 2 : dayA === dayB;
}
