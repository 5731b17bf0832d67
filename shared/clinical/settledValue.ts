import type { UnitValue } from '../merge/units.ts';
import type { AnyRecord } from '../records/kinds.ts';
import { refutation } from './allergyState.ts';

/**
 * The value that settles a disagreement, as somebody writes it who has `shown` before them: they
 * may choose a side, but they have seen more than its author had.
 */
export function settledValue(shown: AnyRecord, unit: string, value: UnitValue): UnitValue {
  if (shown.kind !== 'allergy' || unit !== 'status') return value;
  const chosen = value as { readonly status?: string; readonly refutedBecause?: string } | null;
  return chosen?.status === 'refuted' ? refutation(shown, chosen.refutedBecause) : value;
}
