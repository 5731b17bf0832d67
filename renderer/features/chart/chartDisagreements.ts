import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { disputedUnits } from './sides.ts';
import type { Chart } from './useChart.ts';

/** Every field of this chart on which people disagree. */
export function chartDisagreements(
  chart: Chart,
): readonly { readonly record: AnyRecord; readonly unit: string }[] {
  return disputableRecords(chart).flatMap((record) =>
    disputedUnits(record).map((unit) => ({ record, unit })),
  );
}

/** Every record of this chart that is edited at all. */
export function disputableRecords(chart: Chart): readonly AnyRecord[] {
  return [
    chart.patient,
    ...chart.encounters,
    ...chart.conditions,
    ...chart.allergies,
    ...chart.drafts,
  ];
}
