import type { MarkedWrite } from '../../../shared/people/credentialStanding.ts';
import type { AnyRecord } from '../../../shared/records/kinds.ts';

type Written = Pick<AnyRecord, 'recordedBy' | 'recordedAt' | 'credential'>;

/** A record's making as `credentialStanding` judges it. */
export function writeOf({ recordedBy, recordedAt, credential }: Written): MarkedWrite {
  return { by: recordedBy, at: recordedAt, credential };
}

/**
 * Of the records that a finding is about, one for each author whom nobody could confirm when they
 * wrote, or who came with an emergency code: their latest. Whoever answers weighs it by that.
 */
export function unconfirmed<R extends Written>(about: readonly R[]): readonly R[] {
  const byAuthor = new Map<string, R>();
  for (const record of about) {
    const { credential, recordedBy, recordedAt } = record;
    if (!credential) continue;
    const who = `${recordedBy} ${credential.emergency?.name ?? ''}`;
    const before = byAuthor.get(who);
    if (!before || Date.parse(before.recordedAt) < Date.parse(recordedAt)) {
      byAuthor.set(who, record);
    }
  }
  return [...byAuthor.values()];
}
