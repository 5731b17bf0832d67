import { isCurrent } from '../../../shared/clinical/orderState.ts';
import type { Chart } from '../chart/useChart.ts';
import { standingOfDraft } from '../notes/draftStanding.ts';

/** Orders of this visit that speak for something being given or done. */
export function runningOrders(chart: Chart, encounterId: string): number {
  return chart.orders.filter(
    (order) => order.encounterId === encounterId && isCurrent(chart.orderStates.get(order.id)!),
  ).length;
}

/** Drafts of this visit that nobody has signed or put aside. */
export function unsignedDrafts(chart: Chart, encounterId: string): number {
  return chart.drafts.filter(
    (draft) => draft.encounterId === encounterId && standingOfDraft(draft, chart.notes) === 'open',
  ).length;
}
