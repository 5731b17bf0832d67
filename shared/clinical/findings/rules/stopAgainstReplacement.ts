import { statesOf } from '../chartStates.ts';
import type { Rule } from '../finding.ts';

/** An order was stopped by one and replaced by another who didn't know of the stop. */
export const stopAgainstReplacement: Rule = {
  code: 'stopAgainstReplacement',
  why: 'One meant the drug to end, the other to go on: it is not given before a doctor says which.',
  severity: 'danger',
  heldBack: ['dueDoses'],
  settledBy: ['prescriber', 'doctor'],
  find(chart) {
    const { orders } = statesOf(chart);
    return chart.of('order').flatMap((order) => {
      const state = orders.get(order.id)!;
      if (state.kind !== 'proposed') return [];
      const replaced = order.replaces === undefined ? [] : [order.replaces];
      return [
        {
          recordIds: [order.id, ...replaced, ...state.against.map(({ id }) => id)],
          data: { drug: order.item.display },
        },
      ];
    });
  },
};
