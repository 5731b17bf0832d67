import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { disputedUnits } from './sides.ts';
import type { Chart } from './useChart.ts';

/** Every field of this chart on which people disagree. */
export function chartDisagreements(
  chart: Chart,
): readonly { readonly record: AnyRecord; readonly unit: string }[] {
  const records: readonly AnyRecord[] = [
    chart.patient,
    ...chart.encounters,
    ...chart.conditions,
    ...chart.allergies,
    ...chart.drafts,
  ];
  return records.flatMap((record) => disputedUnits(record).map((unit) => ({ record, unit })));
}
