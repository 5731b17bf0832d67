import type { RecordOf } from '../records/kinds.ts';

export type Order = RecordOf<'order'>;
export type OrderEvent = RecordOf<'orderEvent'>;

/** What an order is now, with what made it so, the earliest stated first. */
export type OrderState =
  | { readonly kind: 'active' }
  | { readonly kind: 'held'; readonly by: readonly OrderEvent[] }
  /** Replaces an order that others ended meanwhile: it waits until a doctor resumes it or stops it. */
  | { readonly kind: 'proposed'; readonly against: readonly OrderEvent[] }
  /** One of several replacements of one order: none is due until all but one are stopped. */
  | { readonly kind: 'disputed'; readonly with: readonly Order[] }
  | { readonly kind: 'replaced'; readonly by: readonly Order[] }
  | { readonly kind: 'stopped'; readonly by: readonly OrderEvent[] }
  | { readonly kind: 'enteredInError'; readonly by: readonly OrderEvent[] };

/** What the state of an order needs of it. */
export type OrderLinks = Pick<Order, 'id'> & Partial<Pick<Order, 'replaces' | 'after'>>;

/**
 * The state of an order from its events and the chart's other orders, whatever the order in which
 * they arrived; no clock decides. Entered in error and stop absorb everything else, in that order.
 * An order that another replaces has ended. A hold ends only by a resume that had seen it (`after`).
 * What has been stopped by somebody who hadn't seen its replacement leaves the replacement proposed;
 * two replacements that didn't know of each other are both disputed. Whoever replaces a proposed or
 * disputed order without having seen why inherits its standing.
 */
export function orderStateOf(
  order: OrderLinks,
  events: readonly OrderEvent[],
  orders: readonly Order[] = [],
): OrderState {
  return stateIn(indexOf(orders, events), order);
}

/** The states of all orders of a chart, by id. */
export function orderStatesOf(
  orders: readonly Order[],
  events: readonly OrderEvent[],
): ReadonlyMap<string, OrderState> {
  const index = indexOf(orders, events);
  return new Map(orders.map((order) => [order.id, stateIn(index, order)]));
}

/** Replacements that may still be given, by the id of the order that they replace. */
export function standingReplacementsOf(
  orders: readonly Order[],
  events: readonly OrderEvent[],
): ReadonlyMap<string, readonly Order[]> {
  const index = indexOf(orders, events);
  return new Map(
    [...index.replacementsOf.keys()].map((replacedId) => [
      replacedId,
      replacementsOf(index, replacedId).filter((order) => isLineStanding(index, order, new Set())),
    ]),
  );
}

/** Whether the order still speaks for a drug being given, now or after a decision. */
export function isCurrent(state: OrderState): boolean {
  return isRunning(state) || state.kind === 'proposed' || state.kind === 'disputed';
}

/** Whether nothing but a hold keeps its doses from being due: no decision is awaited. */
export function isRunning(state: OrderState): boolean {
  return state.kind === 'active' || state.kind === 'held';
}

/** The events that made the state so; of a replaced or disputed order other orders did, not events. */
export function eventsBehind(state: OrderState): readonly OrderEvent[] {
  switch (state.kind) {
    case 'held':
    case 'stopped':
    case 'enteredInError':
      return state.by;
    case 'proposed':
      return state.against;
    case 'active':
    case 'disputed':
    case 'replaced':
      return [];
  }
}

interface OrderIndex {
  readonly eventsOf: ReadonlyMap<string, readonly OrderEvent[]>;
  readonly replacementsOf: ReadonlyMap<string, readonly Order[]>;
  readonly orderById: ReadonlyMap<string, Order>;
}

function indexOf(orders: readonly Order[], events: readonly OrderEvent[]): OrderIndex {
  const orderById = new Map(orders.map((order) => [order.id, order]));
  const eventById = new Map(events.map((event) => [event.id, event]));
  const eventsOf = new Map<string, OrderEvent[]>();
  for (const event of [...eventById.values()].sort(byStatedTime)) {
    append(eventsOf, event.orderId, event);
  }
  const replacementsOf = new Map<string, Order[]>();
  for (const order of [...orderById.values()].sort(byStatedTime)) {
    if (order.replaces !== undefined) append(replacementsOf, order.replaces, order);
  }
  return { eventsOf, replacementsOf, orderById };
}

function stateIn(index: OrderIndex, order: OrderLinks): OrderState {
  const errors = ofKind(index, order.id, 'enteredInError');
  if (errors.length > 0) return { kind: 'enteredInError', by: errors };
  const stops = ofKind(index, order.id, 'stop');
  if (stops.length > 0) return { kind: 'stopped', by: stops };
  const replacements = replacementsOf(index, order.id);
  if (replacements.length > 0) return { kind: 'replaced', by: replacements };
  const rivals = rivalsOf(index, order, new Set());
  if (rivals.length > 0) return { kind: 'disputed', with: rivals };
  const against = unansweredEnds(index, order, new Set());
  if (against.length > 0) return { kind: 'proposed', against };
  const seenByResume = seenByResumes(index, order.id);
  const standing = ofKind(index, order.id, 'hold').filter(({ id }) => !seenByResume.has(id));
  return standing.length > 0 ? { kind: 'held', by: standing } : { kind: 'active' };
}

/** Other replacements of the order that this one replaces, directly or through orders in between. */
function rivalsOf(index: OrderIndex, order: OrderLinks, visited: Set<string>): readonly Order[] {
  if (order.replaces === undefined || visited.has(order.id)) return [];
  visited.add(order.id);
  const beside = replacementsOf(index, order.replaces).filter(
    (other) => other.id !== order.id && isLineStanding(index, other, new Set()),
  );
  const parent = index.orderById.get(order.replaces);
  const inherited = parent ? rivalsOf(index, parent, visited) : [];
  return distinct([
    ...beside,
    ...inherited.filter(({ id }) => !(order.after ?? []).includes(id)),
  ]).sort(byStatedTime);
}

/** Whether an order, or what replaced it, may still be given. */
function isLineStanding(index: OrderIndex, order: OrderLinks, visited: Set<string>): boolean {
  if (visited.has(order.id)) return false;
  visited.add(order.id);
  if (isEnded(index, order.id)) return false;
  const replacements = replacementsOf(index, order.id);
  return (
    replacements.length === 0 || replacements.some((next) => isLineStanding(index, next, visited))
  );
}

/** Ends of a replaced order that neither side knew of when the other wrote, and nobody answered. */
function unansweredEnds(
  index: OrderIndex,
  order: OrderLinks,
  visited: Set<string>,
): readonly OrderEvent[] {
  if (order.replaces === undefined || visited.has(order.id)) return [];
  visited.add(order.id);
  const parent = index.orderById.get(order.replaces);
  const ends = [
    ...ofKind(index, order.replaces, 'stop'),
    ...ofKind(index, order.replaces, 'enteredInError'),
    ...(parent ? unansweredEnds(index, parent, visited) : []),
  ];
  const answered = seenByResumes(index, order.id);
  return distinct(ends)
    .filter(
      ({ id, after }) =>
        !(order.after ?? []).includes(id) && !(after ?? []).includes(order.id) && !answered.has(id),
    )
    .sort(byStatedTime);
}

/** Orders that replace this one and were not entered in error. */
function replacementsOf(index: OrderIndex, orderId: string): readonly Order[] {
  return (index.replacementsOf.get(orderId) ?? []).filter(
    ({ id }) => id !== orderId && ofKind(index, id, 'enteredInError').length === 0,
  );
}

function isEnded(index: OrderIndex, orderId: string): boolean {
  return (index.eventsOf.get(orderId) ?? []).some(
    ({ event }) => event === 'stop' || event === 'enteredInError',
  );
}

function seenByResumes(index: OrderIndex, orderId: string): ReadonlySet<string> {
  return new Set(ofKind(index, orderId, 'resume').flatMap(({ after }) => after ?? []));
}

function ofKind(
  index: OrderIndex,
  orderId: string,
  kind: OrderEvent['event'],
): readonly OrderEvent[] {
  return (index.eventsOf.get(orderId) ?? []).filter(({ event }) => event === kind);
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function distinct<T extends { readonly id: string }>(records: readonly T[]): T[] {
  return [...new Map(records.map((record) => [record.id, record])).values()];
}

interface Stated {
  readonly id: string;
  readonly recordedAt: string;
}

function byStatedTime(a: Stated, b: Stated): number {
  return compare(a.recordedAt, b.recordedAt) || compare(a.id, b.id);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
