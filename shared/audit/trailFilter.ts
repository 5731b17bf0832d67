import type { AuditEntry } from './entry.ts';

/** What an auditor looks for; what is left out takes everything. */
export interface TrailFilter {
  readonly person?: string;
  /** Id of a patient: of their chart, their history, what was settled or printed of it. */
  readonly patient?: string;
  readonly action?: string;
  readonly workstation?: string;
  /** Days as written where the entry was made (`2026-11-23`), both included. */
  readonly from?: string;
  readonly to?: string;
}

/** Written by the workstation itself, and of no interest to who asks what people did. */
const byItself: ReadonlySet<string> = new Set(['checkpoint', 'trailBegun']);

/** The patient whom an entry is about: named, or whose record it names. */
export function patientOf({ about }: AuditEntry): string | undefined {
  const named = about?.['patient'] ?? String(about?.['record'] ?? '').split(':')[0];
  return named === undefined || named === '' ? undefined : String(named);
}

/** The entries that fit, in the order given, what people did alone. */
export function filterTrail(
  entries: readonly AuditEntry[],
  { person, patient, action, workstation, from, to }: TrailFilter,
): AuditEntry[] {
  return entries.filter(
    (entry) =>
      !byItself.has(entry.action) &&
      (person === undefined || entry.person === person) &&
      (action === undefined || entry.action === action) &&
      (workstation === undefined || entry.workstation === workstation) &&
      (patient === undefined ||
        patientOf(entry) === patient ||
        entry.about?.['other'] === patient) &&
      (from === undefined || entry.at.slice(0, 10) >= from) &&
      (to === undefined || entry.at.slice(0, 10) <= to),
  );
}

/** What an auditor must see before everything else: who went past their rights in an emergency. */
export function brokenGlasses(entries: readonly AuditEntry[]): AuditEntry[] {
  return entries.filter(({ action }) => action === 'breakTheGlass');
}
