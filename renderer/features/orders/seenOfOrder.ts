import type { RecordOf } from '../../../shared/records/kinds.ts';
import type { Chart } from '../chart/useChart.ts';

/** A record names this many others at most; the newest speak for the older ones. */
const most = 100;

/**
 * What of an order is before somebody who looks at its chart now: its events, the orders that
 * replace it or stand beside it, and what ended the order that it replaces. An act overrules these
 * alone; of what arrives later it knows nothing.
 */
export function seenOfOrder(
  order: RecordOf<'order'>,
  { orders, orderEvents }: Pick<Chart, 'orders' | 'orderEvents'>,
): string[] {
  const line = [order.id, ...(order.replaces === undefined ? [] : [order.replaces])];
  const others = orders.filter(
    ({ id, replaces }) => id !== order.id && replaces !== undefined && line.includes(replaces),
  );
  const events = orderEvents.filter(({ orderId }) => line.includes(orderId));
  return [...others, ...events]
    .sort((a, b) => (a.recordedAt < b.recordedAt ? 1 : -1))
    .slice(0, most)
    .map(({ id }) => id);
}
