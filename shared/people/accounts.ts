import type { Account } from './account.ts';
import type { PeopleFacts } from './peopleFacts.ts';
import { standingOf } from './peopleFacts.ts';

/** Everybody who was ever certified. */
export function accountsOf(facts: PeopleFacts, nowMs: number): Account[] {
  const { directory } = facts;
  const counts = new Map<string, number>();
  for (const { certificate } of directory.all) {
    counts.set(certificate.person, (counts.get(certificate.person) ?? 0) + 1);
  }
  return [...counts].flatMap(([key, certificates]) => {
    const found = standingOf(directory, key, nowMs);
    if (!found) return [];
    const { certificate, revokedAt, revokedBecause } = found.known;
    const { displayName, role, wards, practiceNumber, validFrom, validUntil } = certificate;
    const generation = facts.newestKeys(certificate.serial)[0]?.generation;
    const issuer = directory.known(certificate.issuer)?.certificate.person;
    return {
      key,
      displayName,
      role,
      wards,
      ...(practiceNumber === undefined ? {} : { practiceNumber }),
      validFrom,
      validUntil,
      standing: found.standing,
      ...(revokedAt === undefined
        ? {}
        : {
            revoked: {
              at: revokedAt,
              ...(revokedBecause === undefined ? {} : { because: revokedBecause }),
            },
          }),
      // Keys of the first generation were made with a one-time password, and an own one makes the next.
      ...(generation === undefined || role === 'emergency' ? {} : { ownPassword: generation > 1 }),
      ...(issuer === undefined ? {} : { certifiedBy: issuer }),
      certificates,
    };
  });
}
