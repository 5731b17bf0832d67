import { canonicalJson } from '../json/canonical.ts';
import type { Side } from '../merge/join.ts';
import type { UnitValue } from '../merge/units.ts';
import { compareDots } from '../merge/versionVector.ts';

/**
 * Ways to pick the value that stands in a record's field while several are live. Each is a function
 * of the set of sides: the joined record holds the pick, and every workstation writes the same bytes.
 */
export type ShownMeanwhile = (sides: readonly Side[]) => UnitValue;

/** Any value before none, then the highest dot: nobody is shown a blank where somebody wrote. */
export const anyStated: ShownMeanwhile = (sides) =>
  pick(sides, ({ value }) => (value === null ? 1 : 0)).value;

/**
 * The first value of `order` that some side holds; a register of several fields is judged by
 * `field`. What `order` doesn't list comes last.
 */
export function firstOf(order: readonly unknown[], field?: string): ShownMeanwhile {
  return (sides) =>
    pick(sides, ({ value }) => {
      const judged = field === undefined ? value : partOf(value, field);
      const at = order.indexOf(judged);
      return at < 0 ? order.length : at;
    }).value;
}

/** The first of `fields` that some side has a value in; a side with none of them comes last. */
export function firstWith(...fields: readonly string[]): ShownMeanwhile {
  return (sides) =>
    pick(sides, ({ value }) => {
      const at = fields.findIndex((field) => partOf(value, field) !== null);
      return at < 0 ? fields.length : at;
    }).value;
}

/** The side of the lowest rank; of several the highest dot, of one dot the greatest value as text. */
function pick(sides: readonly Side[], rankOf: (side: Side) => number): Side {
  let best = sides[0]!;
  let bestRank = rankOf(best);
  for (let index = 1; index < sides.length; index += 1) {
    const side = sides[index]!;
    const rank = rankOf(side);
    if (rank < bestRank || (rank === bestRank && isHigher(side, best))) {
      best = side;
      bestRank = rank;
    }
  }
  return best;
}

function isHigher(a: Side, b: Side): boolean {
  const byDot = compareDots(a.dot, b.dot);
  return byDot > 0 || (byDot === 0 && canonicalJson(a.value) > canonicalJson(b.value));
}

function partOf(value: UnitValue, field: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, field)) return null;
  return (value as Record<string, unknown>)[field] ?? null;
}
