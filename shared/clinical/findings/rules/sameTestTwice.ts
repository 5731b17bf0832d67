import type { Order } from '../../orderState.ts';
import { statesOf } from '../chartStates.ts';
import type { Found, Rule } from '../finding.ts';

const dayMs = 86_400_000;

/** One test was ordered again within 24 hours, by the times that the orders state. */
export const sameTestTwice: Rule = {
  code: 'sameTestTwice',
  why: 'Blood is drawn twice for one question; a series that is meant is acknowledged.',
  severity: 'notice',
  heldBack: [],
  settledBy: ['prescriber', 'doctor'],
  find(chart) {
    const byTest = new Map<string, Order[]>();
    for (const order of statesOf(chart).ordersInForce) {
      if (order.category !== 'laboratory') continue;
      const group = byTest.get(order.item.code);
      if (group) group.push(order);
      else byTest.set(order.item.code, [order]);
    }
    return [...byTest.values()].flatMap(neighboursWithinADay);
  },
};

/** Neighbours in time, not whole series: an acknowledged pair stays so when a third order follows. */
function neighboursWithinADay(orders: readonly Order[]): Found[] {
  const inTime = [...orders].sort((a, b) => timeMs(a) - timeMs(b) || (a.id < b.id ? -1 : 1));
  return inTime.flatMap((order, index) => {
    const next = inTime[index + 1];
    if (!next || timeMs(next) - timeMs(order) > dayMs) return [];
    return [{ recordIds: [order.id, next.id], data: { test: order.item.display } }];
  });
}

function timeMs(order: Order): number {
  return Date.parse(order.signedAt);
}
