import type { EmergencyUseToldOf, Person, Workstation } from '../../shared/bridge/contract.ts';
import { standingOf } from '../../shared/people/peopleFacts.ts';
import type { PeopleFacts } from '../../shared/people/peopleFacts.ts';
import type { Profile } from '../profile/profileFile.ts';
import { standingOfCode } from './emergencyCodes.ts';
import type { CodePlace } from './emergencyCodes.ts';

/**
 * The facility's people: as certified, the certificate that stands or the latest of each, else as
 * the facility's configuration has them. Who left is marked, and an emergency code that was used:
 * their name stands beside what they wrote.
 */
export function peopleOf(
  configured: readonly Person[],
  facts: PeopleFacts,
  place: CodePlace,
  nowMs: number,
): Person[] {
  const people = new Map<string, Person>(configured.map((person) => [person.key, person]));
  for (const key of new Set(facts.directory.all.map(({ certificate }) => certificate.person))) {
    const standing = standingOf(facts.directory, key, nowMs);
    if (!standing) continue;
    const { certificate } = standing.known;
    const { displayName, role, wards } = certificate;
    const isCode = role === 'emergency';
    const isUsed = isCode && standingOfCode(facts, certificate, place, nowMs).kind === 'used';
    const left = standing.standing === 'revoked' || standing.standing === 'ended' || isUsed;
    people.set(key, {
      key,
      displayName,
      role,
      ...(wards.length > 0 ? { wards } : {}),
      ...(left ? { left: true as const } : {}),
      ...(isCode ? { emergency: true as const } : {}),
    });
  }
  return [...people.values()];
}

/** The workstation that a profile is of, as it was when the profile was made. */
export function ownWorkstation({ facility, workstation }: Profile): Workstation {
  const own = facility.workstations.find(({ key }) => key === workstation);
  if (!own) throw new Error('a parsed profile names a workstation of its facility');
  return own;
}

/** Every use of an emergency code that is known, the latest first. */
export function emergencyUsesOf(facts: PeopleFacts): EmergencyUseToldOf[] {
  return facts.directory.all
    .flatMap(({ certificate }) =>
      facts
        .emergencyUses(certificate.serial)
        .map(({ workstation, name, reason, openedAt, until }) => ({
          person: certificate.person,
          workstation,
          name,
          reason,
          openedAt,
          until,
        })),
    )
    .sort((a, b) => Date.parse(b.openedAt) - Date.parse(a.openedAt));
}
