import { canonicalJson } from '../../../shared/json/canonical.ts';
import type { Person } from '../../../shared/bridge/contract.ts';
import { policyOf } from '../../../shared/clinical/policies.ts';
import type { Policy } from '../../../shared/clinical/policies.ts';
import { maySettle } from '../../../shared/clinical/settlers.ts';
import { covers } from '../../../shared/merge/versionVector.ts';
import type { Side } from '../../../shared/merge/join.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';
import { isDisputed, sidesIn } from '../chart/sides.ts';

/** The policy of a unit; undefined for one that a newer version brought along. */
export function policyFor(record: AnyRecord, unit: string): Policy | undefined {
  try {
    return policyOf(record.kind, unit);
  } catch {
    return undefined;
  }
}

/** Whether this person may settle: by their role, or as an author of the record or of a side. */
export function settles(
  policy: Policy,
  record: Pick<AnyRecord, 'recordedBy'>,
  sides: readonly Side[],
  person: Pick<Person, 'key' | 'role'>,
): boolean {
  const authors = [record.recordedBy, ...sides.map(({ write }) => write.by)];
  const isAuthor = authors.includes(person.key);
  return maySettle(policy.settledBy, { role: person.role, isAuthor });
}

/**
 * What became of a card that shows one unit of `shown` while `live` is what stands now.
 * - `current`: the sides on the card are those that stand. Another field of the record may have
 *   changed; the card goes on from `live`, and a save replaces nothing that wasn't read.
 * - `overtaken`: a side came or went. Nothing may be confirmed before the new state was read.
 * - `settled`: nobody disagrees any more.
 */
export function standingOfCard(
  shown: AnyRecord,
  live: AnyRecord,
  unit: string,
): 'current' | 'overtaken' | 'settled' {
  if (!isDisputed(live, unit)) return 'settled';
  const same = covers(shown.causality.vector, live.causality.vector);
  return same || sidesKey(shown, unit) === sidesKey(live, unit) ? 'current' : 'overtaken';
}

/** The sides of a unit as one text: equal when the same values by the same writes stand. */
export function sidesKey(record: AnyRecord, unit: string): string {
  return canonicalJson(sidesIn(record, unit).map(({ dot, value }) => ({ dot, value })));
}

/** The causality of a whole record as one text: another one means that something was written. */
export function versionKey(record: AnyRecord): string {
  return canonicalJson(record.causality.vector);
}
