import { standingReplacementsOf } from '../../orderState.ts';
import type { Rule } from '../finding.ts';

/** One order was replaced twice, by people who didn't know of each other. */
export const twoReplacements: Rule = {
  code: 'twoReplacements',
  why: 'Two new doses of one drug: none of them is due until a doctor stops all but one.',
  severity: 'danger',
  heldBack: ['dueDoses'],
  settledBy: ['prescriber', 'doctor'],
  find(chart) {
    return [...standingReplacementsOf(chart.of('order'), chart.of('orderEvent'))]
      .filter(([, replacements]) => replacements.length > 1)
      .map(([replacedId, replacements]) => ({
        recordIds: [replacedId, ...replacements.map(({ id }) => id)],
        data: {
          drugs: [...new Set(replacements.map(({ item }) => item.display))].sort().join(', '),
          count: String(replacements.length),
        },
      }));
  },
};
