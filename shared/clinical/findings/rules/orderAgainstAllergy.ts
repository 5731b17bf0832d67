import { allergyChecker } from '../../allergyCheck.ts';
import { allergyDots, countsAsActive, hasUnseenValue, substancesOf } from '../../allergyState.ts';
import type { Allergy } from '../../allergyState.ts';
import type { RecordOf } from '../../../records/kinds.ts';
import { statesOf } from '../chartStates.ts';
import type { Rule } from '../finding.ts';

/**
 * A drug is in force that a recorded allergy speaks against, and its prescriber didn't say why it is
 * given all the same: the allergy was written elsewhere meanwhile, or afterwards.
 */
export const orderAgainstAllergy: Rule = {
  code: 'orderAgainstAllergy',
  why: 'The prescriber was never warned: the allergy came from another workstation.',
  severity: 'danger',
  heldBack: ['dueDoses'],
  settledBy: ['prescriber', 'doctor'],
  find(chart) {
    const allergies = chart.of('allergy').filter(countsAsActive);
    if (allergies.length === 0) return [];
    const check = allergyChecker(allergies);
    return statesOf(chart)
      .ordersInForce.filter(({ category }) => category === 'medication')
      .flatMap((order) =>
        check(order.item)
          .filter(({ allergy }) => !overrides(order, allergy))
          .map(({ allergy, reason }) => ({
            recordIds: [order.id, allergy.id],
            dots: allergyDots(allergy),
            data: {
              drug: order.item.display,
              substances: substancesOf(allergy)
                .map(({ substance }) => substance)
                .join(', '),
              reason: reason.kind,
            },
          })),
      );
  },
};

/** Whether the prescriber said why the drug is given in spite of this allergy as it stands now. */
function overrides({ allergyOverride }: RecordOf<'order'>, allergy: Allergy): boolean {
  if (!allergyOverride?.allergyIds.includes(allergy.id)) return false;
  const { seenDots } = allergyOverride;
  if (hasUnseenValue(allergy)) return false;
  return !seenDots || allergyDots(allergy).every((dot) => seenDots.includes(dot));
}
