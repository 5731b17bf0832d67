import { orderableByCode } from '../../catalogue/orderables.ts';
import { foldDrugName } from '../../foldText.ts';
import type { Order } from '../../orderState.ts';
import { statesOf } from '../chartStates.ts';
import type { Found, Rule } from '../finding.ts';

/** Two orders for one substance are in force, whatever the form. */
export const sameDrugTwice: Rule = {
  code: 'sameDrugTwice',
  why: 'Each ward round gives its own, and the patient takes both; neither order stops itself.',
  severity: 'danger',
  heldBack: [],
  settledBy: ['prescriber', 'doctor'],
  find(chart) {
    const bySubstance = new Map<string, Order[]>();
    for (const order of statesOf(chart).ordersInForce) {
      if (order.category !== 'medication') continue;
      for (const substance of substancesIn(order)) {
        const group = bySubstance.get(substance);
        if (group) group.push(order);
        else bySubstance.set(substance, [order]);
      }
    }
    const groups = [...bySubstance.values()].filter((group) => group.length > 1);
    return largestOnly(groups).map(asFound);
  },
};

/** By the catalogue where it knows the item; by its words always, for two catalogues may differ. */
function substancesIn({ item }: Order): ReadonlySet<string> {
  const orderable = orderableByCode(item.code);
  const known = orderable?.kind === 'drug' ? orderable.drug.substances : [];
  return new Set([
    ...known.map((code) => `substance ${code}`),
    `item ${item.code}`,
    `name ${foldDrugName(item.display)}`,
  ]);
}

/** Of groups with the same orders one, and none whose orders are all in a greater one. */
function largestOnly(groups: readonly (readonly Order[])[]): readonly (readonly Order[])[] {
  const kept: (readonly Order[])[] = [];
  for (const group of [...groups].sort((a, b) => b.length - a.length)) {
    if (!kept.some((greater) => group.every((order) => greater.includes(order)))) kept.push(group);
  }
  return kept;
}

function asFound(group: readonly Order[]): Found {
  const names = new Set(group.map(({ item }) => item.display));
  return {
    recordIds: group.map(({ id }) => id),
    data: { drugs: [...names].sort().join(', '), count: String(group.length) },
  };
}
