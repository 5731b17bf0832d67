import type { RecordOf } from '../../records/kinds.ts';
import { encounterStateOf, workAfterClosing } from '../encounterState.ts';
import type { EncounterEvent, EncounterState } from '../encounterState.ts';
import { isRunning, orderStatesOf } from '../orderState.ts';
import type { Order, OrderState } from '../orderState.ts';
import type { Chart } from './chart.ts';

/** What several rules derive from one chart; derived once, for a chart never changes. */
export interface ChartStates {
  readonly orders: ReadonlyMap<string, OrderState>;
  readonly encounters: ReadonlyMap<string, EncounterState>;
  /**
   * Orders by which somebody may be giving or taking something: running, and not of a visit that
   * was ended by somebody who had them before them.
   */
  readonly ordersInForce: readonly Order[];
}

const derived = new WeakMap<Chart, ChartStates>();

export function statesOf(chart: Chart): ChartStates {
  let states = derived.get(chart);
  if (!states) derived.set(chart, (states = derive(chart)));
  return states;
}

function derive(chart: Chart): ChartStates {
  const orders = orderStatesOf(chart.of('order'), chart.of('orderEvent'));
  const events = new Map<string, EncounterEvent[]>();
  for (const event of chart.of('encounterEvent')) {
    const own = events.get(event.encounterId);
    if (own) own.push(event);
    else events.set(event.encounterId, [event]);
  }
  const encounters = new Map(
    chart
      .of('encounter')
      .map((encounter) => [
        encounter.id,
        encounterStateOf(encounter, events.get(encounter.id) ?? []),
      ]),
  );
  const running = chart.of('order').filter(({ id }) => isRunning(orders.get(id)!));
  const ordersInForce = running.filter((order) => {
    const state = encounters.get(order.encounterId);
    return !state || state.kind === 'open' || isAfterClosing(order, state);
  });
  return { orders, encounters, ordersInForce };
}

function isAfterClosing(order: RecordOf<'order'>, state: EncounterState): boolean {
  return workAfterClosing({ id: order.encounterId }, state, [order]).length > 0;
}
