import type { PairStanding } from '../../../shared/identity/links/pairWork.ts';
import type { PatientGroups } from '../../../shared/identity/links/patientGroups.ts';

/** Two identities that are looked at together. */
export interface ListedPair {
  readonly key: string;
  readonly a: string;
  readonly b: string;
  /** `asked`: somebody put the two side by side, whatever the matcher says. */
  readonly standing: PairStanding | 'asked';
}

/**
 * How two identities stand now, as the links on this workstation say.
 * @param unanswered why they are looked at where nobody has said anything of them
 */
export function listedPair(
  groups: PatientGroups,
  a: string,
  b: string,
  unanswered: ListedPair['standing'],
): ListedPair {
  const state = groups.pair(a, b);
  const parted =
    state === 'different' && groups.eventsOf(a, b).some(({ event }) => event.kind === 'unlink');
  return { key: `${a} ${b}`, a, b, standing: parted ? 'parted' : (state ?? unanswered) };
}
