import { maxNamedRecords } from '../../records/patientLink.ts';
import { newLink } from './parting.ts';
import type { NewLink } from './parting.ts';
import type { PatientGroups } from './patientGroups.ts';

/** Says of records, or of edits (`change`), whose they are. Nothing is moved and nothing rewritten: it is said beside them. */
export function sorting(
  groups: PatientGroups,
  [a, b]: readonly [string, string],
  records: readonly { readonly id: string }[],
  whose: string,
): NewLink {
  if (whose !== a && whose !== b) throw new Error('a record is sorted to one of the two');
  const named = records.map(({ id }) => id).slice(0, maxNamedRecords);
  return newLink(groups, a, b, { kind: 'sorted', records: named, whose }, undefined);
}
