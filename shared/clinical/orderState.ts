import type { RecordOf } from '../records/kinds.ts';

type Order = RecordOf<'order'>;
export type OrderEvent = RecordOf<'orderEvent'>;

/** What an order is now, with the events that made it so, the earliest stated first. */
export type OrderState =
  | { readonly kind: 'active' }
  | { readonly kind: 'held'; readonly by: readonly OrderEvent[] }
  | { readonly kind: 'stopped'; readonly by: readonly OrderEvent[] }
  | { readonly kind: 'enteredInError'; readonly by: readonly OrderEvent[] };

/**
 * The state of an order from its events, whatever the order in which they arrived. Entered in error
 * and stop absorb everything else, in that order. A hold ends only by a resume that had seen it
 * (`after`): of a hold and a resume that didn't know of each other the hold stands. No clock decides.
 */
export function orderStateOf(order: Pick<Order, 'id'>, events: readonly OrderEvent[]): OrderState {
  const own = events.filter(({ orderId }) => orderId === order.id);
  const errors = ofKind(own, 'enteredInError');
  if (errors.length > 0) return { kind: 'enteredInError', by: errors };
  const stops = ofKind(own, 'stop');
  if (stops.length > 0) return { kind: 'stopped', by: stops };
  const seenByResume = new Set(ofKind(own, 'resume').flatMap(({ after }) => after ?? []));
  const standing = ofKind(own, 'hold').filter(({ id }) => !seenByResume.has(id));
  return standing.length > 0 ? { kind: 'held', by: standing } : { kind: 'active' };
}

/** Whether the order still speaks for a drug being given: active, or held for a while. */
export function isCurrent(state: OrderState): boolean {
  return state.kind === 'active' || state.kind === 'held';
}

function ofKind(events: readonly OrderEvent[], kind: OrderEvent['event']): readonly OrderEvent[] {
  return events
    .filter(({ event }) => event === kind)
    .sort((a, b) => compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
