import type { RecordOf } from '../../records/kinds.ts';

export type PatientLink = RecordOf<'patientLink'>;

/**
 * What is said of two identities together:
 * - `linked`: one person;
 * - `disputed`: linked by one and parted by another who didn't know of each other: they count as apart;
 * - `different`: somebody said so, or parted them, and nobody who knew of it said otherwise;
 * - `later`: to be decided.
 */
export type PairState = 'linked' | 'disputed' | 'different' | 'later';

/**
 * What the events of one pair come to, whatever order they arrived in. A link stands while every
 * parting (unlink, different) is one that its author knew of; no clock is asked.
 * @returns undefined when nothing was said
 */
export function pairStateOf(events: readonly PatientLink[]): PairState | undefined {
  if (events.length === 0) return undefined;
  const links = events.filter(({ event }) => event.kind === 'link');
  const partings = events.filter(
    ({ event }) => event.kind === 'unlink' || event.kind === 'different',
  );
  if (links.some((link) => partings.every((parting) => knew(link, parting)))) return 'linked';
  // A link that some parting's author knew of was parted; one that nobody knew of is in dispute.
  if (links.some((link) => !partings.some((parting) => knew(parting, link)))) return 'disputed';
  const reopened = events.filter(({ event }) => event.kind === 'later');
  const answered = (parting: PatientLink) => reopened.some((later) => knew(later, parting));
  return partings.length > 0 && !partings.every(answered) ? 'different' : 'later';
}

function knew(event: PatientLink, of: PatientLink): boolean {
  return event.after?.includes(of.id) ?? false;
}

/** Links of the pair that stand. */
export function standingLinks(events: readonly PatientLink[]): readonly PatientLink[] {
  const partings = events.filter(
    ({ event }) => event.kind === 'unlink' || event.kind === 'different',
  );
  return events.filter(
    (link) => link.event.kind === 'link' && partings.every((parting) => knew(link, parting)),
  );
}

/** One key for two identities, whoever is named first. */
export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
