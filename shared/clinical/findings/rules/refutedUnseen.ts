import { allergyDots, standingOf, substancesOf } from '../../allergyState.ts';
import { valuesOf } from '../sidesInChart.ts';
import type { Rule } from '../finding.ts';

/**
 * An allergy was refuted by somebody who hadn't seen how it was changed meanwhile. Its status alone
 * shows no disagreement, so nothing else would ask for a decision.
 */
export const refutedUnseen: Rule = {
  code: 'refutedUnseen',
  why: 'The allergy counts as active until somebody who has both before them decides.',
  severity: 'warning',
  heldBack: [],
  settledBy: ['doctor', 'pharmacist'],
  find(chart) {
    return chart
      .of('allergy')
      .filter(
        (allergy) =>
          standingOf(allergy) === 'removalDisputed' &&
          valuesOf(allergy, 'status').every(
            (value) => (value as { status?: string } | null)?.status === 'refuted',
          ),
      )
      .map((allergy) => ({
        recordIds: [allergy.id],
        dots: allergyDots(allergy),
        data: {
          substances: substancesOf(allergy)
            .map(({ substance }) => substance)
            .join(', '),
        },
      }));
  },
};
