import type { PeopleDirectory } from '../people/peopleDirectory.ts';
import type { AuditEntry } from './entry.ts';
import type { AuditFinding, AuditNotice } from './findings.ts';
import { vouchOf } from './vouching.ts';
import type { TrailKey } from './vouching.ts';

/** Names somebody who did nothing in this trail: whoever failed to get in. */
const ofOthers: ReadonlySet<string> = new Set(['signInFailed']);

interface Named {
  readonly from: number;
  readonly to: number;
  readonly because: 'none' | 'unknown';
}

/**
 * Who is named in a trail without having signed its key before: whoever holds the server can make a
 * trail and a key for it, and would incriminate anybody; the person's own signature they can't make.
 * Somebody whose certificate isn't here is told of and found nothing of, for it may be on its way.
 * @param entries of one trail, in order
 */
export async function whoVouched(
  directory: PeopleDirectory,
  trail: TrailKey,
  entries: readonly AuditEntry[],
): Promise<{ readonly findings: AuditFinding[]; readonly notices: AuditNotice[] }> {
  const { workstation, epoch } = trail;
  const vouched = new Set<string>();
  const unknown = new Set<string>();
  const unvouched = new Map<string, Named>();
  for (const entry of entries) {
    const { person, sequence, action } = entry;
    if (person === undefined || ofOthers.has(action)) continue;
    if (action === 'signIn' && !vouched.has(person)) {
      const vouch = await vouchOf(directory, trail, entry);
      if (vouch === 'stands') vouched.add(person);
      if (vouch === 'unknown') unknown.add(person);
    }
    if (vouched.has(person)) continue;
    const before = unvouched.get(person);
    const because = unknown.has(person) ? 'unknown' : 'none';
    unvouched.set(person, { from: before?.from ?? sequence, to: sequence, because });
  }
  const findings: AuditFinding[] = [];
  const notices: AuditNotice[] = [];
  for (const [person, { from, to, because }] of unvouched) {
    if (because === 'none') {
      findings.push({ flaw: 'unvouched', workstation, epoch, from, to, person });
    } else {
      notices.push({
        kind: 'unknownVoucher',
        workstation,
        epoch,
        sequence: from,
        seconds: 0,
        person,
      });
    }
  }
  return { findings, notices };
}
