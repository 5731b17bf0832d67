import { findingId } from '../../../shared/clinical/findings/findingId.ts';
import { settledValue } from '../../../shared/clinical/settledValue.ts';
import type { UnitValue } from '../../../shared/merge/units.ts';
import type { AnyRecord, Kind } from '../../../shared/records/kinds.ts';
import type { Author, Records } from '../../replica/records.ts';
import { sidesIn } from '../chart/sides.ts';

/** The code under which the reason of a settlement is kept beside the record. */
export const settledRule = 'settled';

/**
 * Ends a disagreement: writes one value that has seen every side of `shown`, the record exactly as
 * its card showed it. What arrived meanwhile stays beside the value as a new disagreement. A reason
 * is kept first, as a record that names the sides it was given for: a crash in between leaves a
 * reason too many, never a settlement without its reason. Rejects with `NotSaved` or `InvalidRecord`.
 */
export async function settle(
  records: Pick<Records, 'create' | 'save'>,
  author: Author,
  shown: AnyRecord,
  unit: string,
  value: UnitValue,
  reason: string | undefined,
): Promise<void> {
  if (reason !== undefined) {
    await records.create(
      'findingAcknowledgement',
      shown.patientId,
      {
        findingId: findingId(settledRule, [shown.id, unit]),
        rule: settledRule,
        recordIds: [shown.id],
        seenDots: [...new Set(sidesIn(shown, unit).map(({ dot }) => dot))].sort(),
        reason,
      },
      author,
    );
  }
  await records.save<Kind>(shown, { [unit]: settledValue(shown, unit, value) }, author);
}
