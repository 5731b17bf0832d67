import type { KnownWorkstation } from '../people/peopleFacts.ts';
import type { AuditFinding, AuditNotice } from './findings.ts';

/** A workstation that was enrolled and not taken back: one whose trail there should be. */
export interface EnrolledWorkstation {
  readonly workstation: string;
  readonly enrolledAt: string;
}

export function enrolledNow(workstations: readonly KnownWorkstation[]): EnrolledWorkstation[] {
  return workstations.flatMap(({ document, revoked }) =>
    revoked
      ? []
      : [
          {
            workstation: document.enrolment.workstation.key,
            enrolledAt: document.enrolledAt,
          },
        ],
  );
}

/** A week covers a ward that was closed, and a machine that stood switched off over a holiday. */
const silentAfterMs = 7 * 86_400_000;
const dayMs = 86_400_000;

/**
 * Enrolled workstations that say nothing. One without any trail after a week is a finding: it was
 * never used, or everything it wrote is gone from the server, which no chain can tell. One whose last
 * entry is older than a week is told: it stands still, or what it wrote is kept back.
 * @param lastEntries when each workstation's newest entry states to be made
 */
export function silentWorkstations(
  enrolled: readonly EnrolledWorkstation[],
  lastEntries: ReadonlyMap<string, string>,
  now: string,
): { readonly findings: AuditFinding[]; readonly notices: AuditNotice[] } {
  const findings: AuditFinding[] = [];
  const notices: AuditNotice[] = [];
  const nowMs = Date.parse(now);
  const firstEnrolled = new Map<string, string>();
  for (const { workstation, enrolledAt } of enrolled) {
    const other = firstEnrolled.get(workstation);
    if (other === undefined || Date.parse(enrolledAt) < Date.parse(other)) {
      firstEnrolled.set(workstation, enrolledAt);
    }
  }
  for (const [workstation, enrolledAt] of firstEnrolled) {
    const last = lastEntries.get(workstation);
    const silentMs = nowMs - Date.parse(last ?? enrolledAt);
    const seconds = Math.max(0, Math.round(silentMs / 1000));
    const about = { workstation, epoch: '', sequence: 0, seconds };
    if (last === undefined && silentMs > silentAfterMs) {
      findings.push({ flaw: 'noTrail', workstation, epoch: '', from: 0, to: 0 });
    } else if (last === undefined && silentMs > dayMs) {
      notices.push({ kind: 'noTrailYet', ...about });
    } else if (last !== undefined && silentMs > silentAfterMs) {
      notices.push({ kind: 'silent', ...about });
    }
  }
  return { findings, notices };
}
