import type { Person } from '../../../shared/bridge/contract.ts';
import type { Finding } from '../../../shared/clinical/findings/finding.ts';
import { maySettle } from '../../../shared/clinical/settlers.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';

/** Whether this person may answer a finding: by their role, or as the author of one of its records. */
export function answers(
  finding: Pick<Finding, 'settledBy'>,
  about: readonly Pick<AnyRecord, 'recordedBy'>[],
  person: Pick<Person, 'key' | 'role'>,
): boolean {
  const isAuthor = about.some(({ recordedBy }) => recordedBy === person.key);
  return maySettle(finding.settledBy, { role: person.role, isAuthor });
}
