import { orderableByCode } from '../../catalogue/orderables.ts';
import { foldDrugName } from '../../foldText.ts';
import type { Order } from '../../orderState.ts';
import { statesOf } from '../chartStates.ts';
import type { Found, Rule } from '../finding.ts';

/** Two orders for one substance are in force in days that they share, whatever the form. */
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
    const groups = [...bySubstance.values()].flatMap(overlapping);
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

const dayMs = 86_400_000;

/** The day of signing and so many days on; without a stated duration there is no end. */
function daysOf({ signedAt, dosage }: Order): { readonly from: number; readonly to: number } {
  const from = Date.parse(signedAt);
  const days = dosage?.durationDays ?? (dosage?.timing.kind === 'once' ? 1 : Infinity);
  return { from, to: from + days * dayMs };
}

/** Groups of two and more orders whose stated days overlap, one chain a group. */
function overlapping(orders: readonly Order[]): Order[][] {
  const inTime = [...orders].sort(
    (a, b) => daysOf(a).from - daysOf(b).from || (a.id < b.id ? -1 : 1),
  );
  const groups: Order[][] = [];
  let until = -Infinity;
  for (const order of inTime) {
    const { from, to } = daysOf(order);
    if (from < until) groups.at(-1)!.push(order);
    else groups.push([order]);
    until = Math.max(until, to);
  }
  return groups.filter((group) => group.length > 1);
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
