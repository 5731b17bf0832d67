import type { Causality } from './causality.ts';
import type { Dot } from './versionVector.ts';

/** Live dots of these units. Who has seen them all has seen every value that stands in the units. */
export function liveDots(
  record: { readonly causality: Causality },
  ...units: readonly string[]
): readonly Dot[] {
  const { born, dots } = record.causality;
  return units.flatMap((unit) => (dots && Object.hasOwn(dots, unit) ? dots[unit]! : [born]));
}
